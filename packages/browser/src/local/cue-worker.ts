import { encodedVisemeModel } from '@lipwire/engine';
import { LIP_SYNC_WORKER_SOURCE } from '../generated/lip-sync-worker.js';
import { type Clock, systemClock } from '../wall-clock.js';
import { CueDesk } from './cue-desk.js';
import type { CueCommand, CueReply, HearCommand, SpeechPiece, UtteranceEnd, WorkerReport } from './cue-protocol.js';

/** A worker that has not said a word for so long never will. */
const START_LIMIT_MS = 5_000;
/** A component that is mounted again at once finds its worker still there. */
const IDLE_LIMIT_MS = 5_000;

/** What is asked of a `Worker`. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** Options of {@link CueWorker}. */
export interface CueWorkerOptions {
  /**
   * Address of the package's `lip-sync.worker.js`, for pages whose content security policy forbids `blob:` workers.
   * Default: the copy inside the bundle.
   */
  readonly workerUrl?: string | undefined;
  /** Makes the worker; what tests replace. It may throw. */
  readonly createWorker?: (() => WorkerLike) | undefined;
  readonly clock?: Clock | undefined;
}

/** Speech that goes in, and cues that come out. */
export interface CueStream {
  /** Takes the next speech. Each call is answered once, in order; where there is no worker, before it returns. */
  hear(pieces: readonly SpeechPiece[], end?: UtteranceEnd): void;
  /** Forgets the stream; nothing is answered any more. Safe to call twice. */
  close(): void;
}

/**
 * The engine in a worker, for all streams of a page; in the page itself where a worker is impossible. The cues are the
 * same.
 *
 * The worker starts with the first stream and ends a moment after the last. If it dies, what it has not answered is
 * answered in the page, and so is all that follows.
 */
export class CueWorker {
  readonly #createWorker: () => WorkerLike;
  readonly #clock: Clock;
  readonly #sinks = new Map<number, (reply: CueReply) => void>();
  #nextStream = 0;
  #nextNumber = 0;
  #worker: WorkerLike | undefined;
  #desk: CueDesk | undefined;
  #unanswered: HearCommand[] = [];
  #stopStartTimer = () => {};
  #stopIdleTimer = () => {};

  constructor({ workerUrl, createWorker, clock }: CueWorkerOptions = {}) {
    this.#createWorker = createWorker ?? (() => startWorker(workerUrl));
    this.#clock = clock ?? systemClock;
  }

  /** Where the engine runs now; `none` while nobody has a stream. */
  get place(): 'worker' | 'page' | 'none' {
    if (this.#worker) return 'worker';
    return this.#desk ? 'page' : 'none';
  }

  /** Opens a stream. @param onReply gets each answer. */
  open(onReply: (reply: CueReply) => void): CueStream {
    const stream = this.#nextStream++;
    this.#sinks.set(stream, onReply);
    this.#start();
    return {
      hear: (pieces, end) => {
        if (this.#sinks.has(stream)) this.#hear({ type: 'hear', stream, number: this.#nextNumber++, pieces, end });
      },
      close: () => this.#close(stream),
    };
  }

  #start(): void {
    this.#stopIdleTimer();
    if (this.place !== 'none') return;
    try {
      const worker = this.#createWorker();
      this.#worker = worker;
      worker.onmessage = ({ data }: MessageEvent<WorkerReport>) => this.#onReport(worker, data);
      worker.onerror = () => this.#moveToPage(worker);
      this.#stopStartTimer = this.#clock.after(START_LIMIT_MS, () => this.#moveToPage(worker));
      this.#send({ type: 'model', model: encodedVisemeModel('default') });
    } catch {
      this.#moveToPage(this.#worker);
    }
  }

  #hear(command: HearCommand): void {
    if (this.#desk) {
      this.#answer(this.#desk.take(command));
      return;
    }
    this.#unanswered.push(command);
    this.#send(command);
  }

  #send(command: CueCommand): void {
    this.#worker?.postMessage(command);
  }

  #onReport(worker: WorkerLike, report: WorkerReport): void {
    if (worker !== this.#worker) return;
    if (report === 'ready') {
      this.#stopStartTimer();
      return;
    }
    this.#unanswered = this.#unanswered.filter(({ number }) => number !== report.number);
    this.#answer(report);
  }

  #answer(reply: CueReply | undefined): void {
    if (reply) this.#sinks.get(reply.stream)?.(reply);
  }

  /** Workers are forbidden, or this one died: the page does its work. */
  #moveToPage(worker: WorkerLike | undefined): void {
    if (worker !== this.#worker) return;
    this.#stop();
    this.#desk = new CueDesk();
    this.#desk.take({ type: 'model', model: encodedVisemeModel('default') });
    const unanswered = this.#unanswered;
    this.#unanswered = [];
    for (const command of unanswered) this.#answer(this.#desk.take(command));
  }

  #close(stream: number): void {
    if (!this.#sinks.delete(stream)) return;
    this.#unanswered = this.#unanswered.filter((command) => command.stream !== stream);
    this.#send({ type: 'close', stream });
    this.#desk?.take({ type: 'close', stream });
    if (this.#sinks.size === 0) this.#stopIdleTimer = this.#clock.after(IDLE_LIMIT_MS, () => this.#stop());
  }

  #stop(): void {
    this.#stopStartTimer();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#desk = undefined;
  }
}

/** Made once for a page: some browsers read a blob late, so its address is never given up. */
let bundledAddress: string | undefined;

function startWorker(workerUrl: string | undefined): WorkerLike {
  if (workerUrl !== undefined) return new Worker(workerUrl);
  bundledAddress ??= URL.createObjectURL(new Blob([LIP_SYNC_WORKER_SOURCE], { type: 'text/javascript' }));
  return new Worker(bundledAddress);
}
