import { FrameReader } from './frame-reader.mjs';
import { clientFrame, OPCODE, serverFrame } from './frames.mjs';
import { InFlight } from './in-flight.mjs';
import { openClient } from './open-client.mjs';

const NOTHING = new Uint8Array(0);
const PONG = { client: clientFrame(NOTHING, OPCODE.pong), service: serverFrame(NOTHING, OPCODE.pong) };

/**
 * One call with both of its ends here: the client, who talks to the relay, and the service, which the relay talks to.
 * A message is known again at the other end by its place in the order.
 */
export class Call {
  /** From the service to the client, and the other way. */
  down = new InFlight();
  up = new InFlight();
  #client;
  #service;
  #frames;
  #onReady = () => {};
  #onUnready = () => {};
  #isReady = false;
  #isClosing = false;
  #onMessage;
  #onLost;

  /**
   * @param {import('./spoken-frames.mjs').SpokenFrames} frames
   * @param {{ onMessage: (inFlight: InFlight, direction: 'down' | 'up', bytes: number) => void, onLost: (why: string) => void }} listener
   *   `onMessage`: with the length of the payload that came.
   */
  constructor(frames, { onMessage, onLost }) {
    this.#frames = frames;
    this.#onMessage = onMessage;
    this.#onLost = onLost;
  }

  /**
   * Dials the relay and waits until the service has answered the setup.
   *
   * @throws {Error} when the relay takes no call, or ends it at once.
   */
  async open(port, path) {
    const reader = new FrameReader((opcode, bytes) => this.#onClientFrame(opcode, bytes));
    const ready = new Promise((resolve, reject) => {
      this.#onReady = () => resolve(undefined);
      this.#onUnready = reject;
    });
    // It may fail before anyone waits for it.
    ready.catch(() => {});
    this.#client = await openClient({
      port,
      path,
      onBytes: (bytes, length) => reader.push(bytes, length),
      onEnd: (why) => this.#lost(`the client's side: ${why}`),
    });
    this.#client.write(this.#frames.setup);
    await ready;
  }

  /** The relay's connection to the service. */
  answer(socket, head) {
    const reader = new FrameReader((opcode, bytes) => this.#onServiceFrame(opcode, bytes));
    this.#service = socket;
    socket.setNoDelay?.(true);
    socket.on('data', (bytes) => reader.push(bytes));
    socket.on('error', (error) => this.#lost(`the service's side: ${error.message}`));
    socket.on('close', () => this.#lost("the service's side: closed"));
    if (head.length > 0) reader.push(head);
  }

  /** The service says something. */
  say(frame, nowMs) {
    this.down.send(nowMs, payloadBytes(frame, 0));
    this.#service.write(frame);
  }

  /** The client says something. */
  reply(frame, nowMs) {
    this.up.send(nowMs, payloadBytes(frame, 4));
    this.#client.write(frame);
  }

  /** Lets go of both sockets. */
  close() {
    this.#isClosing = true;
    this.#client?.destroy();
    this.#service?.destroy();
  }

  #onClientFrame(opcode, bytes) {
    if (opcode === OPCODE.ping) this.#client.write(PONG.client);
    else if (opcode === OPCODE.close) this.#lost('the relay closed it');
    else if (opcode === OPCODE.pong) return;
    else if (this.#isReady) this.#onMessage(this.down, 'down', bytes);
    else {
      this.#isReady = true;
      this.#onReady();
    }
  }

  #onServiceFrame(opcode, bytes) {
    if (opcode === OPCODE.ping) this.#service.write(PONG.service);
    else if (opcode === OPCODE.close || opcode === OPCODE.pong) return;
    else if (this.#isReady) this.#onMessage(this.up, 'up', bytes);
    else this.#service.write(this.#frames.setupComplete);
  }

  #lost(why) {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#onUnready(new Error(`a call could not be opened, ${why}`));
    this.#onLost(why);
  }
}

/** What a frame of ours carries: its header has 2, 4 or 10 bytes, and a mask. */
function payloadBytes(frame, maskBytes) {
  const short = frame[1] & 0x7f;
  return frame.length - maskBytes - (short === 126 ? 4 : short === 127 ? 10 : 2);
}
