import { encodeBase64, encodePcm16 } from '@lipwire/providers';
import type { LipwireClient } from '../client.js';

/**
 * Speech of any origin for a client with the option `local`: samples in, voice and mouth out, with the playback, the clock
 * and the interruptions of a call.
 */
export class PcmSpeech {
  readonly #client: Pick<LipwireClient, 'handleMessage'>;

  constructor(client: Pick<LipwireClient, 'handleMessage'>) {
    this.#client = client;
  }

  /**
   * Adds speech; it may come ahead of its time.
   *
   * @param samples mono: -1 to 1, or bytes of PCM16, little-endian. Only read.
   * @param sampleRateHz a whole number, 8,000 to 192,000; above 48,000 the mouth rests.
   */
  push(samples: Float32Array | Uint8Array, sampleRateHz: number): void {
    const pcm16 = samples instanceof Float32Array ? encodePcm16(samples) : samples;
    const inlineData = { mimeType: `audio/pcm;rate=${sampleRateHz}`, data: encodeBase64(pcm16) };
    this.#client.handleMessage({ serverContent: { modelTurn: { parts: [{ inlineData }] } } });
  }

  /** The utterance is over: it is played to its last sample, and the next is another. */
  end(): void {
    this.#client.handleMessage({ serverContent: { generationComplete: true, turnComplete: true } });
  }

  /** Silence and rest at once; what is pushed next is heard. */
  interrupt(): void {
    this.#client.handleMessage({ serverContent: { interrupted: true, turnComplete: true } });
  }
}
