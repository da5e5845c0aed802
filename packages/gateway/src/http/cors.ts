import type { IncomingMessage } from 'node:http';

/**
 * The headers that let a page read an answer, for pages whose origin was named in the settings; for others none, and
 * the browser keeps the answer from them. Without named origins nobody is let in: an API key belongs on a server, and
 * a page that wants to use one should have to be named.
 */
export function corsHeaders(
  request: IncomingMessage,
  allowedOrigins: readonly string[],
): Readonly<Record<string, string>> {
  if (allowedOrigins.length === 0) return {};
  const { origin } = request.headers;
  const vary = { vary: 'Origin' };
  if (origin === undefined || !allowedOrigins.includes(origin)) return vary;
  return { ...vary, 'access-control-allow-origin': origin };
}

/** Answer to a browser that asks before it sends a `POST` with a key, or `undefined` if the page may not. */
export function preflightHeaders(
  request: IncomingMessage,
  allowedOrigins: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const headers = corsHeaders(request, allowedOrigins);
  if (headers['access-control-allow-origin'] === undefined) return undefined;
  return {
    ...headers,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  };
}
