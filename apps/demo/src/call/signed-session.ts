/** What the token route answers: all that a browser needs for one call. */
export interface SignedSession {
  /** The gateway, as the official SDK's `httpOptions.baseUrl`. */
  readonly baseUrl: string;
  /** Starts one session within ten minutes; the official SDK's `apiKey`. */
  readonly ephemeralToken: string;
  readonly model: string;
  /** The first message of a new conversation. */
  readonly initialMessage: string;
}

/** Header in which a page names the conversation that it wants to go on with: addresses end up in logs. */
export const RESUMPTION_HEADER = 'x-resumption-handle';

/**
 * Asks the token route for a session.
 *
 * @param mascot whom the user wants to talk to.
 * @param resumptionHandle of a conversation to go on with; none for a new one.
 * @throws Error with the route's sentence.
 */
export async function fetchSignedSession(mascot: string, resumptionHandle?: string): Promise<SignedSession> {
  const headers = resumptionHandle ? { [RESUMPTION_HEADER]: resumptionHandle } : {};
  let response: Response;
  try {
    response = await fetch(`/api/get-signed-url-gemini?mascot=${encodeURIComponent(mascot)}`, {
      headers,
      cache: 'no-store',
    });
  } catch (cause) {
    throw new Error('The server of this page cannot be reached. Check that it is running.', { cause });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  const { error } = (answer ?? {}) as { error?: unknown };
  if (!response.ok || !answer) {
    throw new Error(typeof error === 'string' ? error : `The token route answered ${response.status}.`);
  }
  return answer as SignedSession;
}
