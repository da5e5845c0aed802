import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { FunctionCallEvent, SessionEvent } from '../session-event.js';
import type { SpokenTurn } from '../spoken-turn.js';
import { durationMsOf, SPEECH_RATE_HZ, type Speech } from '../voices/speech.js';
import type { PieceProfile } from './piece-profile.js';
import { SpeechBuffer } from './speech-buffer.js';
import { TranscriptFeed } from './transcript-feed.js';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** How a turn is cut and how fast it is sent. */
export interface Pacing {
  readonly profile: PieceProfile;
  /** Times real time; `Infinity` sends what is made at once. */
  readonly pace: number;
  /** Speech beyond this is left unsaid. */
  readonly maxTurnMs: number;
}

/** A function that is called in the middle of a turn, which goes on meanwhile. */
export interface CallInTurn {
  readonly call: FunctionCallEvent;
  /** Index of the sentence that it stands in front of; behind the last one: at the end. */
  readonly beforeSentence: number;
}

/** What a turn needs from those around it. */
export interface ModelTurnPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly pacing: Pacing;
  /** Speaks one sentence; rejects when `signal` aborts. */
  speak(sentence: string, signal: AbortSignal): Promise<Speech>;
  /** Sends one message that carries these events, in this order. */
  emit(events: readonly SessionEvent[]): void;
  /** Sends a function call. */
  emitCall(call: FunctionCallEvent): void;
  /** Called once, when the last audio was sent, or when the turn was interrupted before. */
  keep(turn: SpokenTurn): void;
  /** Called once, when the turn is over, complete or interrupted. */
  onEnd(): void;
  /** Called once, if the voice failed; the turn says nothing more. */
  onFailure(error: unknown): void;
}

/**
 * One turn of the model: sentences become sound, the sound leaves in pieces faster than it plays, and the turn ends when
 * a listener has heard it.
 *
 * Pieces follow a schedule that starts with the first: piece by piece at `pace` times real time. A synthesizer that was
 * late is caught up with.
 */
export class ModelTurn {
  readonly #sentences: readonly string[];
  /** Calls that were not made yet. */
  readonly #calls: CallInTurn[];
  /** Samples in front of each sentence that was made, and behind the last when all were. */
  readonly #sentenceAt: number[] = [];
  readonly #wantsTranscript: boolean;
  readonly #ports: ModelTurnPorts;
  readonly #buffer = new SpeechBuffer();
  readonly #transcript = new TranscriptFeed();
  readonly #abort = new AbortController();
  #phase: 'speaking' | 'playing' | 'over' = 'speaking';
  #allMade = false;
  #cancelTimer: (() => void) | undefined;
  #firstAudioMs: number | undefined;
  #pieces = 0;
  #nextPieceSamples: number | undefined;
  #piecesUntilWords = 0;
  #kept: Writable<SpokenTurn> | undefined;

  /**
   * @param sentences from `splitSentences`; at least one.
   * @param calls in the order of their sentences.
   */
  constructor(
    sentences: readonly string[],
    calls: readonly CallInTurn[],
    wantsTranscript: boolean,
    ports: ModelTurnPorts,
  ) {
    this.#sentences = sentences;
    this.#calls = [...calls];
    this.#wantsTranscript = wantsTranscript;
    this.#ports = ports;
  }

  /** Milliseconds of speech sent so far. */
  get sentMs(): number {
    return durationMsOf(this.#buffer.takenSamples);
  }

  /** Begins to speak. */
  start(): void {
    this.#makeAll().catch((error: unknown) => {
      if (this.#isOver()) return; // Interrupted: the abort was ours.
      this.#finish();
      this.#ports.onFailure(error);
    });
  }

  /** The user spoke over it: `interrupted`, then `turnComplete`, and nothing of it after that. */
  interrupt(): void {
    if (this.#isOver()) return;
    if (this.#kept) this.#kept.interrupted = true;
    else if (this.#buffer.takenSamples > 0) this.#keep(true);
    this.#finish();
    this.#ports.emit([{ type: 'interrupted' }]);
    this.#ports.emit([{ type: 'turn-complete' }]);
    this.#ports.onEnd();
  }

  /** The connection is gone: falls silent without a word. */
  stop(): void {
    if (this.#phase === 'speaking' && this.#buffer.takenSamples > 0) this.#keep(true);
    this.#finish();
  }

  /** The next piece as if nobody had interrupted, for a script of faults; empty when there is no more. */
  takeLatePiece(): Int16Array {
    return this.#buffer.take(this.#ports.pacing.profile.pieceSamples(this.#pieces++, this.#ports.random));
  }

  async #makeAll(): Promise<void> {
    const { signal } = this.#abort;
    const maxSamples = (this.#ports.pacing.maxTurnMs / 1000) * SPEECH_RATE_HZ;
    for (const sentence of this.#sentences) {
      const speech = await this.#ports.speak(sentence, signal);
      if (signal.aborted) return;
      this.#sentenceAt.push(this.#buffer.madeSamples);
      const fromMs = durationMsOf(this.#buffer.madeSamples);
      this.#buffer.append(speech);
      this.#transcript.add(sentence, fromMs, durationMsOf(this.#buffer.madeSamples));
      this.#pump();
      if (this.#buffer.madeSamples >= maxSamples) break;
    }
    this.#allMade = true;
    // Also the calls of what was left unsaid.
    while (this.#sentenceAt.length <= this.#sentences.length) this.#sentenceAt.push(this.#buffer.madeSamples);
    this.#pump();
  }

  /** Sends what is due, and comes back when the next piece is. */
  #pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const { clock, pacing, random } = this.#ports;
    while (this.#phase === 'speaking') {
      const toCall = this.#samplesToCall();
      if (toCall === 0) {
        this.#callNext();
        continue;
      }
      this.#nextPieceSamples ??= pacing.profile.pieceSamples(this.#pieces, random);
      // A piece that ends at a call is cut there, so that the call stands between the sentences.
      this.#nextPieceSamples = Math.min(this.#nextPieceSamples, toCall);
      const waiting = this.#buffer.madeSamples - this.#buffer.takenSamples;
      if (waiting === 0 && this.#allMade) {
        this.#completeGeneration();
        return;
      }
      if (waiting < this.#nextPieceSamples && !this.#allMade) return; // More is being made.
      const dueMs = (this.#firstAudioMs ?? clock.nowMs()) + this.sentMs / pacing.pace;
      const waitMs = dueMs - clock.nowMs();
      if (waitMs > 0) {
        this.#cancelTimer = clock.after(waitMs, () => this.#pump());
        return;
      }
      this.#sendPiece(this.#nextPieceSamples);
    }
  }

  /** Samples to be sent before the next call; Infinity if there is none, or nobody knows yet. */
  #samplesToCall(): number {
    const [next] = this.#calls;
    const at = next && this.#sentenceAt[next.beforeSentence];
    return at === undefined ? Number.POSITIVE_INFINITY : at - this.#buffer.takenSamples;
  }

  #callNext(): void {
    const next = this.#calls.shift();
    if (next) this.#ports.emitCall(next.call);
  }

  #sendPiece(samples: number): void {
    const { profile } = this.#ports.pacing;
    const words = this.#wordsFor(this.sentMs);
    const pcm = this.#buffer.take(samples);
    this.#firstAudioMs ??= this.#ports.clock.nowMs();
    this.#pieces++;
    this.#nextPieceSamples = undefined;
    const audio = audioEvent(pcm);
    const transcript: SessionEvent[] = words === '' ? [] : [{ type: 'transcript', speaker: 'model', text: words }];
    if (transcript.length > 0 && !profile.wordsRideWithAudio) this.#ports.emit(transcript.splice(0));
    this.#ports.emit([...transcript, audio]);
  }

  #wordsFor(atMs: number): string {
    if (!this.#wantsTranscript || --this.#piecesUntilWords > 0) return '';
    this.#piecesUntilWords = this.#ports.pacing.profile.piecesBetweenWords(this.#ports.random);
    return this.#transcript.take(atMs);
  }

  #completeGeneration(): void {
    this.#phase = 'playing';
    const words = this.#wantsTranscript ? this.#transcript.take(Number.POSITIVE_INFINITY) : '';
    if (words !== '') this.#ports.emit([{ type: 'transcript', speaker: 'model', text: words }]);
    this.#keep(false);
    this.#ports.emit([{ type: 'generation-complete' }]);
    if (this.#isOver()) return; // Whoever got the message may have hung up.
    const { clock } = this.#ports;
    // A client that plays in real time has heard it all by then.
    const playedMs = (this.#firstAudioMs ?? clock.nowMs()) + this.sentMs;
    this.#cancelTimer = clock.after(playedMs - clock.nowMs(), () => {
      this.#finish();
      this.#ports.emit([{ type: 'turn-complete' }]);
      this.#ports.onEnd();
    });
  }

  #keep(interrupted: boolean): void {
    const text = this.#sentences.join(' ');
    this.#kept = { text, sampleRateHz: SPEECH_RATE_HZ, ...this.#buffer.taken(), interrupted };
    this.#ports.keep(this.#kept);
  }

  #isOver(): boolean {
    return this.#phase === 'over';
  }

  #finish(): void {
    this.#phase = 'over';
    this.#cancelTimer?.();
    this.#abort.abort();
  }
}

/** A piece of speech as an event. */
export function audioEvent(pcm: Int16Array): SessionEvent {
  const pcm16 = new Uint8Array(pcm.length * 2);
  const view = new DataView(pcm16.buffer);
  pcm.forEach((sample, i) => {
    view.setInt16(2 * i, sample, true);
  });
  return { type: 'audio', pcm16, sampleRateHz: SPEECH_RATE_HZ };
}
