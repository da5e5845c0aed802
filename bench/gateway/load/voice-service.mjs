import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** RFC 6455, section 1.3. */
const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * The far end of the calls: accepts WebSockets on loopback and hands each bare socket over, with the id that its URL
 * carries as the Gemini key.
 *
 * @param {(callId: number, socket: import('node:stream').Duplex, head: Buffer) => void} onCall
 * @returns {Promise<{ port: number, close(): void }>}
 */
export async function startVoiceService(onCall) {
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}${ACCEPT_SUFFIX}`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const callId = Number(new URL(request.url ?? '/', 'http://localhost').searchParams.get('key'));
    onCall(callId, socket, head);
  });
  await new Promise((resolve) =>
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => resolve(undefined)),
  );
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => server.close(),
  };
}
