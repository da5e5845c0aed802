import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What asks for another protocol, and what is said about this one connection. */
const DROPPED_HEADERS: ReadonlySet<string> = new Set(['connection', 'upgrade', 'http2-settings']);

/**
 * Lets a server answer a request as if it had not asked for another protocol, as it may (RFC 9110, section 7.8). Java's
 * HTTP client, for one, asks for HTTP/2 on every connection without TLS.
 *
 * Node has let go of the connection by now, body and all. It is handed back as a new one, with the request in front.
 *
 * @param head what came behind the headers, from the server's `upgrade` event.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (const [i, name] of request.rawHeaders.entries()) {
    if (i % 2 === 0 && !DROPPED_HEADERS.has(name.toLowerCase())) lines.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
