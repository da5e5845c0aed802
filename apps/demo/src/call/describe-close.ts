/**
 * Says why a socket closed.
 *
 * The service and the gateway give a reason of their own, and it is shown as they wrote it; a browser gives none when a
 * connection is lost or never came to be.
 */
export function describeClose({ code, reason }: { readonly code: number; readonly reason: string }): string {
  const said = reason.trim();
  if (said) return `The call was ended (${code}): ${said}`;
  if (code === 1000 || code === 1005) return 'The service ended the call.';
  if (code === 1006) return 'The connection to the gateway was lost. Check that it is running, then call again.';
  return `The call was ended (${code}), and no reason was given. Call again.`;
}
