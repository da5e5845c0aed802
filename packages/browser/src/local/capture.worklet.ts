import { SoundFramer } from './sound-framer.js';

// The audio thread's globals, which the DOM types leave out.
declare const sampleRate: number;
declare const currentFrame: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const PIECE_SECONDS = 0.01;
const QUIET_SECONDS = 1;
/** Frames of a block where nothing is connected, and no block says it. */
const BLOCK_FRAMES = 128;

/** Posts `{ samples, frame }` for each piece of sound, and `{ frame }` where it ends. Ends itself on any message. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #framer = new SoundFramer(
    Math.round(PIECE_SECONDS * sampleRate),
    QUIET_SECONDS * sampleRate,
    (piece, frame) => {
      const samples = piece.slice();
      this.port.postMessage({ samples, frame }, [samples.buffer]);
    },
    (frame) => this.port.postMessage({ frame }),
  );
  #running = true;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#running = false;
    };
  }

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const block = inputs[0]?.[0];
    this.#framer.push(block, block?.length ?? BLOCK_FRAMES, currentFrame);
    return this.#running;
  }
}

registerProcessor('lipwire-capture', CaptureProcessor);
