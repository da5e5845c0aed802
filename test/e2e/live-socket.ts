import { WebSocket } from 'ws';
import type { Frame } from './recording-proxy.js';

/** A Gemini Live socket without an SDK: what comes is kept as bytes, in order. */
export class LiveSocket {
  readonly frames: Frame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  #wake: () => void = () => {};

  constructor(url: string | URL, headers: Record<string, string> = {}) {
    this.#socket = new WebSocket(url, { headers, perMessageDeflate: false });
    this.#socket.on('message', (data: Buffer, isBinary) => {
      this.frames.push({ data, isBinary });
      this.#wake();
    });
    this.#socket.on('error', () => {}); // a refused upgrade is seen as close 1006
    this.closed = new Promise((resolve) => {
      this.#socket.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#wake();
      });
    });
  }

  /** Sends one message, as a text frame like every official SDK. */
  async send(message: unknown): Promise<void> {
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      await new Promise((resolve) => this.#socket.once('open', resolve));
    }
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /**
   * Waits until a message satisfies the condition, counting from the first one ever received.
   *
   * @throws Error if the socket closes before.
   */
  async until(condition: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (let next = 0; ; ) {
      for (; next < this.frames.length; next++) {
        const message = JSON.parse((this.frames[next] as Frame).data.toString()) as Record<string, unknown>;
        if (condition(message)) return message;
      }
      if (this.#socket.readyState === WebSocket.CLOSED) {
        const { code, reason } = await this.closed;
        throw new Error(`The socket closed with ${code} "${reason}" while a message was awaited.`);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    this.#socket.close();
  }
}

/** The address that the official JavaScript SDK builds from a base URL, double slash included. */
export function sdkSocketUrl(baseUrl: string, token: string): string {
  const base = baseUrl.replace(/^http/, 'ws').replace(/\/?$/, '/');
  return `${base}/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=${encodeURIComponent(token)}`;
}

/** A text turn that asks for an answer. */
export function say(text: string): unknown {
  return {
    clientContent: { turns: [{ role: 'user', parts: [{ text }] }], turnComplete: true },
  };
}
