import { Worker } from 'node:worker_threads';
import { EmulatorError } from '../errors.js';
import type { Speech, VoiceName } from './speech.js';
import { SpeechMemory } from './speech-memory.js';
import type { SynthesisAnswer, SynthesisRequest } from './thread/synthesis.thread.mjs';
import { synthesisFailed } from './voice.js';

/** A sentence takes at most about two seconds; a thread that is silent for longer is stuck. */
const STUCK_AFTER_MS = 15_000;

interface Job {
  readonly voice: VoiceName;
  readonly text: string;
  readonly signal: AbortSignal;
  readonly resolve: (speech: Speech) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The synthesizer in a thread of its own, so that speech never holds up the sockets.
 *
 * Sentences wait here, not in the thread: one that nobody wants any more costs nothing.
 */
export class SynthesisThread {
  readonly #memory = new SpeechMemory();
  #worker: Worker | undefined;
  #waiting: Job[] = [];
  #running: { readonly job: Job; readonly id: number; readonly watchdog: NodeJS.Timeout } | undefined;
  #lastId = 0;
  #closed = false;

  /** Starts the thread and loads the voices, so that the first sentence need not wait for them. */
  warmUp(): void {
    this.#startWorker();
  }

  /**
   * Speaks one sentence.
   *
   * @param text a sentence from `splitSentences`.
   * @param signal what no longer needs to be said is not synthesized; its promise rejects with the signal's reason.
   * @returns not to be changed: what was said before is not made again.
   * @throws EmulatorError `EMULATOR_SYNTHESIS_FAILED`
   */
  speak(voice: VoiceName, text: string, signal: AbortSignal): Promise<Speech> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(synthesisFailed('closed'));
      const known = this.#memory.recall(voice, text);
      if (known) return signal.aborted ? reject(asError(signal.reason)) : resolve(known);
      this.#waiting.push({ voice, text, signal, resolve, reject });
      this.#next();
    });
  }

  /** Ends the thread; what it had to say rejects. Calling it again does nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#abandon(new EmulatorError('EMULATOR_SYNTHESIS_FAILED', 'The emulator was closed while it was speaking.'));
    await worker?.terminate();
  }

  #next(): void {
    while (!this.#running && this.#waiting.length > 0) {
      const job = this.#waiting.shift() as Job;
      if (job.signal.aborted) {
        job.reject(asError(job.signal.reason));
        continue;
      }
      const worker = this.#startWorker();
      const id = ++this.#lastId;
      const watchdog = setTimeout(() => {
        void worker.terminate();
        this.#abandon(synthesisFailed(`no answer within ${STUCK_AFTER_MS} ms`));
      }, STUCK_AFTER_MS);
      this.#running = { job, id, watchdog };
      // While it works the thread keeps the process alive, as a pending promise should.
      worker.ref();
      worker.postMessage({ id, voice: job.voice, text: job.text } satisfies SynthesisRequest);
    }
  }

  #startWorker(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./thread/synthesis.thread.mjs', import.meta.url));
    worker.unref();
    worker.on('message', (answer: SynthesisAnswer) => this.#onAnswer(answer));
    const onEnd = (cause: unknown) => {
      if (this.#worker === worker) this.#abandon(synthesisFailed(cause));
    };
    worker.on('error', onEnd);
    worker.on('exit', onEnd);
    this.#worker = worker;
    return worker;
  }

  #onAnswer(answer: SynthesisAnswer): void {
    if (this.#running?.id !== answer.id) return;
    const { job, watchdog } = this.#running;
    clearTimeout(watchdog);
    this.#running = undefined;
    this.#worker?.unref();
    if (!('error' in answer)) this.#memory.keep(job.voice, job.text, { pcm: answer.pcm, phones: answer.phones });
    if (job.signal.aborted) job.reject(asError(job.signal.reason));
    else if ('error' in answer) job.reject(synthesisFailed(answer.error));
    else job.resolve(answer);
    this.#next();
  }

  /** Gives up on the thread and on all that it had to do. The next sentence starts another. */
  #abandon(error: EmulatorError): void {
    this.#worker = undefined;
    const jobs = this.#running ? [this.#running.job, ...this.#waiting] : this.#waiting;
    clearTimeout(this.#running?.watchdog);
    this.#running = undefined;
    this.#waiting = [];
    for (const job of jobs) job.reject(error);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
