import type { CueReply, LocalCues } from '@lipwire/browser/local';
import type { WireViseme } from '@lipwire/cues';
import type { Sound } from './sound';

/** What the engine heard in a sound. */
export interface HeardVisemes {
  /** In rising order; offsets in milliseconds from the start of the sound. */
  readonly visemes: readonly WireViseme[];
  /** From the samples to the last cue: the worker's work, and the way there and back. */
  readonly engineMs: number;
  readonly place: LocalCues['place'];
}

/** The part of `LocalCues` that is needed. */
export type CueEngine = Pick<LocalCues, 'openStream' | 'place'>;

const WARM_UP_SAMPLES = 480;

/** Asks the engine in the page for the cues of whole sounds. */
export class CueMaker {
  readonly #loadEngine: () => Promise<CueEngine>;
  readonly #nowMs: () => number;
  #engine: Promise<CueEngine> | undefined;

  /** @param loadEngine gets the engine's code; called with the first sound. */
  constructor(loadEngine = loadLocalEngine, nowMs = () => performance.now()) {
    this.#loadEngine = loadEngine;
    this.#nowMs = nowMs;
  }

  /** Rejects if the engine's code cannot be loaded; the next call tries again. */
  async visemesOf({ samples, sampleRateHz }: Pick<Sound, 'samples' | 'sampleRateHz'>): Promise<HeardVisemes> {
    const engine = await this.#load();
    const waiting: ((reply: CueReply) => void)[] = [];
    const stream = engine.openStream((reply) => waiting.shift()?.(reply));
    const hear = (audio: Float32Array, end: 'flush' | 'reset') =>
      new Promise<CueReply>((resolve) => {
        waiting.push(resolve);
        stream.hear([{ audio, sampleRateHz }], end);
      });
    // To start a worker takes longer than its work: the clock runs from its first answer.
    await hear(new Float32Array(WARM_UP_SAMPLES), 'reset');
    const startedMs = this.#nowMs();
    const { cues } = await hear(samples, 'flush');
    const engineMs = this.#nowMs() - startedMs;
    const { place } = engine;
    stream.close();
    return { visemes: cues.map(({ visemeId, offsetMs }) => ({ visemeId, offset: offsetMs })), engineMs, place };
  }

  #load(): Promise<CueEngine> {
    this.#engine ??= this.#loadEngine().catch((error: unknown) => {
      this.#engine = undefined;
      throw error;
    });
    return this.#engine;
  }
}

async function loadLocalEngine(): Promise<CueEngine> {
  const { LocalCues } = await import('@lipwire/browser/local');
  // A file, as the page's policy forbids workers out of blobs.
  return new LocalCues({ workerUrl: '/lipwire/lip-sync.worker.js' });
}
