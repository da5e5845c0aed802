import type { VoiceEvent } from '@lipwire/providers';
import type { Expression, Gesture } from '@lipwire/rig/contract';
import type { CallFollower } from '../call-follower.js';
import type { LipwireClient } from '../client.js';
import type { Clock } from '../wall-clock.js';

/** What a mascot shows, and from when on. */
export type Show = { readonly callId: string | undefined } & (
  | { readonly expression: Expression }
  | { readonly gesture: Gesture }
);

/** The part of a client that is needed here. */
export type ShowingClient = Pick<LipwireClient, 'follow' | 'timing' | 'setExpression' | 'playGesture'>;

/** More than that at once belongs to no words: a model that asks for it is confused. */
const MAX_WAITING = 16;
/** Calls whose place in the speech is remembered until they are carried out. */
const MAX_PLACES = 64;
/** In silence a call waits so long for the words it belongs to: they mostly follow within that time. */
const WORDS_WAIT_MS = 1_000;
/** A face that changes faster than that twitches; what comes sooner waits. */
const MIN_SHOW_MS = 400;

/**
 * Holds what the model asks for until the words it belongs to are heard: speech comes faster than it plays.
 *
 * A call belongs to the speech that comes after it. If the mascot is cut off, what waits dies with the words.
 */
export class ShownWithSpeech implements CallFollower {
  readonly #client: ShowingClient;
  readonly #clock: Clock;
  #waiting: { readonly show: Show; atMs: number; readonly askedMs: number }[] = [];
  /** Media times of calls that were seen in the stream and not carried out yet. */
  readonly #places = new Map<string, number>();
  /** Media time at which what comes next will be heard. */
  #endMs: number;
  #heardMs: number;
  /** Media time before which nothing is due. */
  #nextMs = Number.POSITIVE_INFINITY;
  #sounding = false;
  #shownAtMs = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;

  constructor(client: ShowingClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    const { playheadMs, queuedMs, sounding } = client.timing;
    this.#heardMs = playheadMs;
    this.#endMs = playheadMs + queuedMs;
    this.#sounding = sounding;
    client.follow(this);
  }

  /** Shows it with the words it belongs to. @returns whether there is room for it. */
  add(show: Show): boolean {
    if (this.#waiting.length >= MAX_WAITING) return false;
    const atMs = this.#takePlace(show.callId) ?? this.#endMs;
    this.#waiting.push({ show, atMs, askedMs: this.#clock.nowMs() });
    this.#plan();
    return true;
  }

  onCallStart(): void {
    this.#forget();
  }

  onSpeech(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    this.#endMs = startMs + (1000 * samples.length) / sampleRateHz;
    this.#plan();
  }

  onCut(mediaMs: number): void {
    this.#forget();
    this.#endMs = mediaMs;
  }

  onVoiceEvent(event: VoiceEvent): void {
    if (event.type === 'tool-call') for (const callId of event.callIds) this.#place(callId);
    else if (event.type === 'tool-call-cancelled') {
      this.#waiting = this.#waiting.filter(({ show }) => !event.callIds.includes(show.callId ?? ''));
      this.#plan();
    }
  }

  onSounding(sounding: boolean): void {
    this.#sounding = sounding;
    this.#plan();
  }

  onPlayhead(mediaMs: number): void {
    this.#heardMs = mediaMs;
    if (this.#sounding && mediaMs >= this.#nextMs) this.#show(mediaMs);
  }

  /** Each place counts once: a session that was resumed may count its calls from the beginning again. */
  #takePlace(callId: string | undefined): number | undefined {
    if (callId === undefined) return undefined;
    const atMs = this.#places.get(callId);
    this.#places.delete(callId);
    return atMs;
  }

  /** The app may answer a call before its message was read here, or after. */
  #place(callId: string): void {
    const early = this.#waiting.find(({ show }) => show.callId === callId);
    if (early) {
      early.atMs = this.#endMs;
      this.#plan();
      return;
    }
    this.#places.set(callId, this.#endMs);
    const [oldest] = this.#places.keys();
    if (this.#places.size > MAX_PLACES && oldest !== undefined) this.#places.delete(oldest);
  }

  /** Looks for what is next: the playhead brings it, or in silence the time. */
  #plan(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#nextMs = Math.min(Number.POSITIVE_INFINITY, ...this.#waiting.map(({ atMs }) => atMs));
    if (this.#waiting.length === 0) return;
    if (this.#sounding) this.onPlayhead(this.#heardMs);
    else if (this.#heardMs >= this.#endMs) {
      const askedMs = Math.min(...this.#waiting.map((each) => each.askedMs));
      this.#later(Math.max(0, askedMs + WORDS_WAIT_MS - this.#clock.nowMs()));
    }
  }

  /** Shows the latest of what is due: what lies before it would be over at once. */
  #show(untilMs: number): void {
    const waitMs = this.#shownAtMs + MIN_SHOW_MS - this.#clock.nowMs();
    if (waitMs > 0) {
      // The playhead asks no more meanwhile.
      this.#nextMs = Number.POSITIVE_INFINITY;
      this.#later(waitMs);
      return;
    }
    const due = this.#waiting.filter(({ atMs }) => atMs <= untilMs).map(({ show }) => show);
    this.#waiting = this.#waiting.filter(({ atMs }) => atMs > untilMs);
    this.#shownAtMs = this.#clock.nowMs();
    const expression = due.findLast((show) => 'expression' in show);
    const gesture = due.findLast((show) => 'gesture' in show);
    if (expression) this.#client.setExpression(expression.expression, { withSpeech: true });
    if (gesture) this.#client.playGesture(gesture.gesture);
    this.#plan();
  }

  #later(delayMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#clock.after(delayMs, () => {
      this.#cancelTimer = undefined;
      this.#show(this.#sounding ? this.#heardMs : this.#endMs);
    });
  }

  #forget(): void {
    this.#waiting = [];
    this.#places.clear();
    this.#plan();
  }
}
