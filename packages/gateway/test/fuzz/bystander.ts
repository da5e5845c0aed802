import { Buffer } from 'node:buffer';
import { addedField } from '../support/added-field.js';
import { audioMessage, pretty } from '../support/gemini-messages.js';
import { connectRaw, type RawPeer, type RawUpstream } from '../support/raw-peer.js';
import { API_KEY, type TestGateway } from '../support/test-gateway.js';
import { encodeFrame, OPCODE } from '../support/wire-frame.js';

/** A good call that goes on beside the storm. */
export class Bystander {
  readonly #client: RawPeer;
  readonly #server: RawPeer;
  #turns = 0;
  /** The longest that one of its messages took to pass, in milliseconds. */
  longestMs = 0;

  private constructor(client: RawPeer, server: RawPeer) {
    this.#client = client;
    this.#server = server;
  }

  static async join(gateway: TestGateway, upstream: RawUpstream, key: string): Promise<Bystander> {
    const server = upstream.callWith(key);
    const client = await connectRaw(`${gateway.url}/v1/conversation/gemini?key=${key}&mascot_key=${API_KEY}`);
    return new Bystander(client, await server);
  }

  /** One message each way: both must come as they were sent, the speech with its field. @throws if they do not. */
  async talk(): Promise<void> {
    const startedAtMs = performance.now();
    const turn = this.#turns++;
    const words = Buffer.from(JSON.stringify({ realtimeInput: { text: `turn ${turn}` } }));
    const speech = pretty(audioMessage([Buffer.alloc(2_400)]));
    this.#client.socket.write(
      encodeFrame({ fin: true, opcode: OPCODE.text, payload: words, mask: Buffer.from([5, 6, 7, 8]) }),
    );
    this.#server.socket.write(encodeFrame({ fin: true, opcode: OPCODE.binary, payload: speech }));
    await this.#server.until(() => this.#server.messages.length > turn);
    await this.#client.until(() => this.#client.messages.length > turn);
    if (!this.#server.messages[turn]?.data.equals(words)) throw new Error('The words of the good call were changed.');
    const field = addedField(this.#client.messages[turn]?.data as Buffer, speech);
    if (field?.audio_event_id !== turn + 1 || field.audio_duration !== 50)
      throw new Error('The good call lost visemes.');
    this.longestMs = Math.max(this.longestMs, performance.now() - startedAtMs);
  }

  /** Hangs up, as a client does. */
  async leave(): Promise<void> {
    const mask = Buffer.from([1, 1, 1, 1]);
    this.#client.socket.write(encodeFrame({ fin: true, opcode: OPCODE.close, payload: Buffer.from([3, 232]), mask }));
    await this.#server.until(() => this.#server.close !== undefined);
    this.#server.socket.destroy();
    this.#client.socket.destroy();
  }
}
