import { PIECE_SAMPLES, PieceFramer } from './piece-framer.js';

// The audio thread's globals, which the DOM types leave out.
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** Buffers that travel to the page and back; 16 cover a page that is busy for half a second. */
const BUFFER_COUNT = 16;

/** Posts `{ samples, level }` for each piece; the page sends each `samples` array back to be filled again. */
class MicrophoneProcessor extends AudioWorkletProcessor {
  readonly #framer = new PieceFramer(sampleRate);
  readonly #free = Array.from({ length: BUFFER_COUNT }, () => new Float32Array(PIECE_SAMPLES));

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => {
      if (data.length === PIECE_SAMPLES && this.#free.length < BUFFER_COUNT) this.#free.push(data);
    };
  }

  readonly #post = (piece: Float32Array, level: number): void => {
    // A page that is stuck for longer costs an allocation here: better than a hole in what the user said.
    const samples = this.#free.pop() ?? new Float32Array(PIECE_SAMPLES);
    samples.set(piece);
    this.port.postMessage({ samples, level }, [samples.buffer]);
  };

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const samples = inputs[0]?.[0];
    if (samples) this.#framer.push(samples, this.#post);
    return true;
  }
}

registerProcessor('lipwire-microphone', MicrophoneProcessor);
