import { connect as connectTcp } from 'node:net';
import { WebSocket } from 'ws';

/** A call that is still there after this long is hung up on, and counted as stuck. */
const CALL_DEADLINE_MS = 30_000;
const HALF_A_FRAME = Buffer.of(0x81, 0xfe, 0x01, 0x00, 0, 0, 0, 0, 0x7b);
const GARBAGE = Buffer.of(0x83, 0x80, 0, 0, 0, 0);
const TLS_HELLO = Buffer.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03);
const HALF_A_HANDSHAKE = 'GET /v1/conversation/gemini HTTP/1.1\r\nHost: x\r\nUpgrade: webs';

/** What a client does when it is being spoken to; `behave` sees the call to its end. */
export const CLIENT_WAYS = {
  behave: () => {},
  vanish: ({ socket }) => socket.pause(),
  terminate: ({ socket }) => socket.terminate(),
  reset: ({ socket, tcp }) => tcp.write(HALF_A_FRAME, () => !socket._socket || tcp.resetAndDestroy()),
  garbage: ({ tcp }) => tcp.write(GARBAGE),
  close: ({ socket }) => socket.close(4000, 'enough'),
};

/** What a stranger does to the port: no call comes of it. */
export const STRANGERS = {
  'half a handshake': (tcp) => tcp.write(HALF_A_HANDSHAKE),
  'TLS to a plain port': (tcp) => tcp.write(TLS_HELLO),
  'a reset': (tcp) => tcp.resetAndDestroy(),
  nothing: () => {},
};

/**
 * Makes one call.
 *
 * @param {string} url where, with its keys.
 * @param {keyof typeof CLIENT_WAYS} way how the client behaves.
 * @returns {Promise<{ code: number, isWhole: boolean, isStuck: boolean }>} how it ended, and whether the answer was complete.
 */
export function oneCall(url, way) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { skipUTF8Validation: true });
    let pieces = 0;
    let isWhole = false;
    let isStuck = false;
    const deadline = setTimeout(
      () => {
        isStuck = way === 'behave';
        socket.terminate();
      },
      way === 'vanish' ? 8_000 : CALL_DEADLINE_MS,
    );
    socket.on('error', () => {});
    socket.on('open', () => socket.send('{"setup":{"model":"models/any"}}'));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"setupComplete"')) {
        const turns = [{ parts: [{ text: 'Say: One, two, three, four, five.' }] }];
        socket.send(JSON.stringify({ clientContent: { turns, turnComplete: true } }));
      } else if (text.includes('"turnComplete"')) {
        isWhole = true;
        socket.close(1000);
      } else if (text.includes('"inlineData"') && ++pieces === 2) {
        CLIENT_WAYS[way]({ socket, tcp: socket._socket });
      }
    });
    socket.on('close', (code) => {
      clearTimeout(deadline);
      resolve({ code, isWhole, isStuck });
    });
  });
}

/**
 * Lets a stranger knock.
 *
 * @param {string} url of the gateway.
 * @param {keyof typeof STRANGERS} way
 * @returns {Promise<void>} when the gateway has let go.
 */
export function knock(url, way) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const tcp = connectTcp(Number(port), hostname, () => STRANGERS[way](tcp));
    tcp.on('data', () => {});
    tcp.on('error', () => {});
    tcp.on('close', () => resolve());
  });
}
