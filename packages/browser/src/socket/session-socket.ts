import { BrowserError } from '../errors.js';
import type { TappableSocket } from './socket-tap.js';

/**
 * Finds the socket of a session: the session itself if it is one, else the socket inside what the official SDK's
 * `ai.live.connect()` gives (`session.conn.ws`).
 *
 * @throws BrowserError `BROWSER_SESSION_UNKNOWN`.
 */
export function sessionSocket(session: object): TappableSocket {
  const conn = (session as { conn?: { ws?: unknown } }).conn;
  for (const candidate of [session, conn, conn?.ws]) if (isSocket(candidate)) return candidate;
  throw new BrowserError(
    'BROWSER_SESSION_UNKNOWN',
    'This is neither a WebSocket nor a session of @google/genai. Pass each message to handleMessage() instead.',
  );
}

function isSocket(value: unknown): value is TappableSocket {
  return (
    typeof value === 'object' &&
    value !== null &&
    'readyState' in value &&
    typeof (value as Partial<EventTarget>).addEventListener === 'function'
  );
}
