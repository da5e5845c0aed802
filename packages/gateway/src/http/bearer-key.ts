import type { IncomingMessage } from 'node:http';

/** The key in `Authorization: Bearer <key>`, or `undefined` if there is none. */
export function bearerKey(request: IncomingMessage): string | undefined {
  return /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}
