import { once } from 'node:events';
import { decodeBase64, type GeminiServerMessage, readGeminiServerMessage } from '@lipwire/providers';
import { type ClientOptions, WebSocket } from 'ws';

const METHOD_PATH = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

/** A setup with which a test that does not care about setups begins. */
export const PLAIN_SETUP = { setup: { model: 'models/gemini-3.8-live' } };

/** A message, when it came, and in what frame. */
export interface Received {
  readonly atMs: number;
  readonly isBinary: boolean;
  readonly text: string;
  /** Undefined if the frame was not JSON. */
  readonly message: (GeminiServerMessage & { usageMetadata?: Record<string, unknown> }) | undefined;
}

/** A client without an SDK: it sends what it is told and keeps all that comes. */
export class LiveClient {
  readonly received: Received[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #changed: () => void = () => {};
  #isClosed = false;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const text = data.toString('utf8');
      let message: Received['message'];
      try {
        message = JSON.parse(text);
      } catch {
        message = undefined;
      }
      this.received.push({ atMs: performance.now(), isBinary, text, message });
      this.#changed();
    });
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.#isClosed = true;
        this.#changed();
        resolve({ code, reason: reason.toString('utf8') });
      });
    });
  }

  /** Opens a socket; resolves after the upgrade. */
  static async connect(
    baseUrl: string,
    { path = `${METHOD_PATH}?key=test`, ...options }: { path?: string } & ClientOptions = {},
  ): Promise<LiveClient> {
    const socket = new WebSocket(`${baseUrl.replace('http', 'ws')}${path}`, options);
    const client = new LiveClient(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return client;
  }

  /** Opens a socket and a session on it; resolves at `setupComplete`. */
  static async open(baseUrl: string, setup: unknown = PLAIN_SETUP, options?: { path?: string }): Promise<LiveClient> {
    const client = await LiveClient.connect(baseUrl, options);
    client.send(setup);
    await client.until(({ message }) => message?.setupComplete !== undefined);
    return client;
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  type(text: string): void {
    this.send({ clientContent: { turns: [{ role: 'user', parts: [{ text }] }], turnComplete: true } });
  }

  /** Sends PCM16 as 20 ms messages, without waiting in between. */
  speak(pcm: Int16Array, sampleRateHz = 24_000): void {
    const samples = Math.round(sampleRateHz / 50);
    for (let at = 0; at < pcm.length; at += samples) {
      const piece = pcm.slice(at, at + samples);
      const data = Buffer.from(piece.buffer).toString('base64');
      this.send({ realtimeInput: { audio: { mimeType: `audio/pcm;rate=${sampleRateHz}`, data } } });
    }
  }

  /**
   * Waits for the first message that fits, from the nth on.
   *
   * @returns the index of the message.
   */
  async until(fits: (received: Received) => boolean, from = 0): Promise<number> {
    for (;;) {
      const index = this.received.findIndex((received, i) => i >= from && fits(received));
      if (index >= 0) return index;
      if (this.#isClosed) throw new Error('The connection closed before the message came.');
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  /** Waits for the end of the turn; see {@link until}. */
  untilTurnComplete(from = 0): Promise<number> {
    return this.until(({ message }) => message?.serverContent?.turnComplete === true, from);
  }

  /** Waits until all that was sent so far has come: a pong does not overtake it. */
  async caughtUp(): Promise<void> {
    this.socket.ping();
    await once(this.socket, 'pong');
  }

  /** What was received, as the events that a player reads. */
  events(from = 0) {
    return this.received.slice(from).flatMap(({ message }) => readGeminiServerMessage(message));
  }

  /** All audio, put together. */
  pcm(from = 0): Int16Array {
    const bytes = Buffer.concat(this.pieces(from));
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  }

  /** Audio, message by message. */
  pieces(from = 0): Uint8Array[] {
    return this.received.slice(from).flatMap(({ message }) =>
      (message?.serverContent?.modelTurn?.parts ?? []).flatMap((part) => {
        const bytes = decodeBase64(part.inlineData?.data ?? '');
        return bytes?.length ? [bytes] : [];
      }),
    );
  }

  close(): Promise<unknown> {
    this.socket.close();
    return this.closed;
  }
}
