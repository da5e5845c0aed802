import type { CueSource, CueSourceOptions, CueSourceSession } from '../cue-source.js';
import { systemClock } from '../wall-clock.js';
import type { CueReply } from './cue-protocol.js';
import { type CueStream, CueWorker, type CueWorkerOptions } from './cue-worker.js';
import { MessageAnnotator } from './message-annotator.js';

/**
 * Makes the cues in the page that a gateway would send: the same engine, in a worker, gives the same cues from the same
 * audio. One serves any number of mascots.
 */
export class LocalCues implements CueSource {
  readonly #worker: CueWorker;
  readonly #options: CueWorkerOptions;

  /** Acquires nothing: the worker starts with the first client that starts. */
  constructor(options: CueWorkerOptions = {}) {
    this.#options = options;
    this.#worker = new CueWorker(options);
  }

  /** Where the engine runs now; `page` where workers are impossible, `none` while nobody needs it. */
  get place(): 'worker' | 'page' | 'none' {
    return this.#worker.place;
  }

  open(options: CueSourceOptions): CueSourceSession {
    return new MessageAnnotator({
      ...options,
      openStream: (onReply) => this.openStream(onReply),
      clock: this.#options.clock ?? systemClock,
    });
  }

  /** Opens a way to the engine without messages: speech in, cues out. */
  openStream(onReply: (reply: CueReply) => void): CueStream {
    return this.#worker.open(onReply);
  }
}

/**
 * The option that makes a client work without a gateway: `new LipwireClient({ local })`. The worker's code comes from the
 * bundle; pages that forbid `blob:` workers make their own, `new LocalCues({ workerUrl })`.
 */
export const local: LocalCues = new LocalCues();
