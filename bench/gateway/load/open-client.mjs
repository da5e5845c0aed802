import { connect } from 'node:net';

/** What one read takes; all clients share it, for it is read before the next comes. */
const shared = Buffer.allocUnsafe(256 * 1024);

/**
 * Opens a WebSocket as a client, on a bare socket: the bytes behind the handshake go to `onBytes`.
 *
 * @param {{ port: number, path: string, onBytes: (bytes: Uint8Array, length: number) => void, onEnd: (why: string) => void, buffer?: Buffer }} options
 *   `buffer`: takes what one read brings; its size is the most that a read takes.
 * @returns {Promise<import('node:net').Socket>}
 * @throws {Error} when the other side answers with anything but 101.
 */
export function openClient({ port, path, onBytes, onEnd, buffer = shared }) {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    let isOpen = false;
    const take = (length, bytes) => {
      if (isOpen) onBytes(bytes, length);
      else handshake(Buffer.concat([answer, bytes.subarray(0, length)]));
      return true;
    };
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer, callback: take } });
    socket.once('connect', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      ),
    );
    socket.on('error', (error) => end(error.message));
    socket.on('close', () => end('closed'));

    function handshake(bytes) {
      answer = bytes;
      const headEnd = answer.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      if (!answer.toString('latin1', 0, 12).endsWith(' 101')) {
        end(`no WebSocket: ${answer.toString('latin1', 0, headEnd).split('\r\n')[0]}`);
        socket.destroy();
        return;
      }
      isOpen = true;
      const rest = answer.subarray(headEnd + 4);
      answer = Buffer.alloc(0);
      if (rest.length > 0) onBytes(rest, rest.length);
      resolve(socket);
    }

    function end(why) {
      if (isOpen) onEnd(why);
      else reject(new Error(`a call could not be opened: ${why}`));
    }
  });
}
