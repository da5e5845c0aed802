import { Microphone } from '@lipwire/browser';
import { decodeBase64, Pcm16Decoder } from '@lipwire/providers';
import { type Sound, soundOf } from './sound';

/** A recording ends by itself after this. */
export const MAX_RECORDING_MS = 60_000;

const RATE_HZ = 16_000;

/** Records the microphone with the library's own: what is heard here is what a voice service would hear. */
export class Recorder {
  readonly microphone: Microphone;
  readonly #onFull: () => void;
  #decoder = new Pcm16Decoder();
  #pieces: Float32Array[] = [];
  #samples = 0;

  /** @param onFull called when {@link MAX_RECORDING_MS} are recorded. */
  constructor(onFull: () => void, open: (onPiece: (pcm16Base64: string) => void) => Microphone = openMicrophone) {
    this.#onFull = onFull;
    this.microphone = open((pcm16Base64) => this.#take(pcm16Base64));
  }

  /** Begins anew; what goes wrong is a state of {@link microphone}. */
  start(): void {
    this.#forget();
    void this.microphone.start();
  }

  /**
   * Ends the recording.
   *
   * @throws SoundError `DEMO_SOUND_EMPTY`.
   */
  finish(): Sound {
    this.microphone.stop();
    const samples = new Float32Array(this.#samples);
    let at = 0;
    for (const piece of this.#pieces) {
      samples.set(piece, at);
      at += piece.length;
    }
    this.#forget();
    return soundOf({ name: 'Your recording', samples, sampleRateHz: RATE_HZ });
  }

  /** Ends it, and keeps nothing. */
  cancel(): void {
    this.microphone.stop();
    this.#forget();
  }

  #forget(): void {
    this.#decoder = new Pcm16Decoder();
    this.#pieces = [];
    this.#samples = 0;
  }

  #take(pcm16Base64: string): void {
    const bytes = decodeBase64(pcm16Base64);
    if (!bytes) return;
    const piece = this.#decoder.decode(bytes);
    this.#pieces.push(piece);
    this.#samples += piece.length;
    if (this.#samples >= (MAX_RECORDING_MS / 1000) * RATE_HZ) this.#onFull();
  }
}

function openMicrophone(onPiece: (pcm16Base64: string) => void): Microphone {
  return new Microphone({
    workletUrl: '/lipwire/microphone.worklet.js',
    onPiece: ({ pcm16Base64 }) => onPiece(pcm16Base64),
  });
}
