import type { CueSource, CueSourceOptions, CueSourceSession } from '@lipwire/browser';

/** Loads `@lipwire/browser/local` when the first mascot needs it, so that others do not download the engine. */
export class LazyCues implements CueSource {
  readonly #load: () => Promise<CueSource>;

  constructor(load: () => Promise<CueSource>) {
    this.#load = load;
  }

  open(options: CueSourceOptions): CueSourceSession {
    return new LazySession(options, this.#load());
  }
}

/** Keeps messages until the engine is there. If it cannot be loaded they go on without cues: speech, and a mouth at rest. */
class LazySession implements CueSourceSession {
  readonly #options: CueSourceOptions;
  #waiting: unknown[] = [];
  #session: CueSourceSession | undefined;
  #failed = false;
  #closed = false;

  constructor(options: CueSourceOptions, loading: Promise<CueSource>) {
    this.#options = options;
    loading.then(
      (source) => {
        if (this.#closed) return;
        const session = source.open(options);
        this.#session = session;
        for (const message of this.#waiting.splice(0)) session.take(message);
      },
      (error: unknown) => {
        if (this.#closed) return;
        this.#failed = true;
        this.release();
        console.error('[lipwire] The mouth stays at rest: @lipwire/browser/local could not be loaded.', error);
      },
    );
  }

  take(message: unknown): void {
    if (this.#closed) return;
    if (this.#session) this.#session.take(message);
    else if (this.#failed) this.#options.deliver(message);
    else this.#waiting.push(message);
  }

  release(): void {
    this.#session?.release();
    for (const message of this.#waiting.splice(0)) this.#options.deliver(message);
  }

  clear(): void {
    this.#session?.clear();
    this.#waiting = [];
  }

  close(): void {
    this.#closed = true;
    this.#waiting = [];
    this.#session?.close();
  }
}

/** What `<MascotProvider local>` gives its mascots. */
export const localCues: CueSource = new LazyCues(async () => (await import('@lipwire/browser/local')).local);
