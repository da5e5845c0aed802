import { SynthesisThread } from './synthesis-thread.js';

let shared: { readonly thread: SynthesisThread; users: number } | undefined;

/** A share in the one synthesizer of the process. */
export interface SynthesisShare {
  readonly thread: SynthesisThread;
  /** Gives it back; the last one ends the thread. Calling it again does nothing. */
  release(): Promise<void>;
}

/** The voices take about 50 MB of memory: emulators in one process share them. */
export function shareSynthesis(): SynthesisShare {
  shared ??= { thread: new SynthesisThread(), users: 0 };
  const taken = shared;
  taken.users++;
  let released = false;
  return {
    thread: taken.thread,
    release: async () => {
      if (released) return;
      released = true;
      if (--taken.users > 0) return;
      if (shared === taken) shared = undefined;
      await taken.thread.close();
    },
  };
}
