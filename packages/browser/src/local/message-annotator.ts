import { type Cue, MASCOT_VISEMES_FIELD, type MascotVisemes, SILENCE, type WireViseme } from '@lipwire/cues';
import { type AudioEvent, readGeminiServerMessage } from '@lipwire/providers';
import type { CueSourceOptions, CueSourceSession } from '../cue-source.js';
import type { Clock } from '../wall-clock.js';
import type { CueReply } from './cue-protocol.js';
import type { CueStream } from './cue-worker.js';

/**
 * The longest that a message waits for its cues. A worker answers within a few milliseconds; one that is being started,
 * or a machine that is busy, must not hold up the sound.
 */
const MAX_WAIT_MS = 250;

/** Options of {@link MessageAnnotator}. */
export interface MessageAnnotatorOptions extends CueSourceOptions {
  /** Opens the way to the engine; its answers go to the sink. */
  readonly openStream: (onReply: (reply: CueReply) => void) => CueStream;
  readonly clock: Clock;
}

/** A message on its way. */
interface Entry {
  readonly message: unknown;
  readonly audioParts: number;
  /** Which utterance its speech belongs to, counted from 0. */
  readonly utterance: number;
  /** Media time of that utterance behind this message. */
  readonly endMs: number;
  /** The engine was asked about it. */
  readonly asked: boolean;
  reply: CueReply | undefined;
  delivered: boolean;
  stopTimer: () => void;
}

/**
 * Does in the page what the gateway does on its machine: messages go in as the voice service sent them, and come out in
 * order, with `mascotVisemes`. Whoever takes them cannot tell the difference.
 *
 * A message waits for its cues, though never longer than a quarter of a second; cues that are later still are delivered by
 * themselves. An interruption waits for nothing.
 */
export class MessageAnnotator implements CueSourceSession {
  readonly #options: MessageAnnotatorOptions;
  readonly #stream: CueStream;
  /** What the engine has not answered, in order; `undefined`: the answer is for nobody. */
  #unanswered: (Entry | undefined)[] = [];
  /** What was not delivered, in order. */
  #held: Entry[] = [];
  #audioEventId = 0;
  #utterance = 0;
  #utteranceMs = 0;
  #latest: Pick<Entry, 'utterance' | 'endMs'> = { utterance: 0, endMs: 0 };
  #closed = false;

  constructor(options: MessageAnnotatorOptions) {
    this.#options = options;
    this.#stream = options.openStream((reply) => this.#onReply(reply));
  }

  take(message: unknown): void {
    if (this.#closed) return;
    // A gateway has been here already.
    const events = isAnnotated(message) ? [] : readGeminiServerMessage(message, this.#options.defaultSampleRateHz());
    const audio = events.filter((event) => event.type === 'audio');
    const ends = events.some(({ type }) => type === 'generation-complete' || type === 'turn-complete');
    if (events.some(({ type }) => type === 'interrupted')) this.#interrupt(message, audio.length);
    else if (audio.length > 0 || (ends && this.#utteranceMs > 0)) this.#ask(message, audio, ends);
    else this.#hold(message, 0, false);
  }

  release(): void {
    for (const entry of this.#held.splice(0)) this.#deliver(entry);
  }

  clear(): void {
    for (const { stopTimer } of this.#held.splice(0)) stopTimer();
    this.#forget();
  }

  close(): void {
    if (this.#closed) return;
    this.clear();
    this.#closed = true;
    this.#stream.close();
  }

  #ask(message: unknown, audio: readonly AudioEvent[], ends: boolean): void {
    for (const { pcm16, sampleRateHz } of audio) this.#utteranceMs += (pcm16.length / 2 / sampleRateHz) * 1000;
    this.#unanswered.push(this.#hold(message, audio.length, true));
    if (ends) this.#nextUtterance();
    this.#stream.hear(
      audio.map(({ pcm16, sampleRateHz }) => ({ audio: pcm16, sampleRateHz })),
      ends ? 'flush' : undefined,
    );
  }

  /** The speech before it is dead, and so are its cues. */
  #interrupt(message: unknown, audioParts: number): void {
    this.release();
    this.#forget();
    // Whoever plays the audio of such a message all the same keeps the mouth shut.
    const rest = [{ visemeId: SILENCE, offset: 0 }];
    this.#options.deliver(audioParts > 0 ? this.#annotated(message, rest, audioParts, 0) : message);
  }

  /** What the engine still has to say of this utterance is for nobody. */
  #forget(): void {
    this.#unanswered = this.#unanswered.map(() => undefined);
    this.#unanswered.push(undefined);
    this.#nextUtterance();
    this.#stream.hear([], 'reset');
  }

  #nextUtterance(): void {
    this.#utterance++;
    this.#utteranceMs = 0;
  }

  #hold(message: unknown, audioParts: number, asked: boolean): Entry {
    const entry: Entry = {
      message,
      audioParts,
      utterance: this.#utterance,
      endMs: this.#utteranceMs,
      asked,
      reply: undefined,
      delivered: false,
      stopTimer: asked ? this.#options.clock.after(MAX_WAIT_MS, () => this.#releaseThrough(entry)) : () => {},
    };
    this.#held.push(entry);
    this.#deliverReady();
    return entry;
  }

  #onReply(reply: CueReply): void {
    const entry = this.#unanswered.shift();
    if (!entry) return;
    if (entry.delivered) {
      this.#deliverLate(entry, reply);
      return;
    }
    entry.reply = reply;
    this.#deliverReady();
  }

  #deliverReady(): void {
    let ready = this.#held[0];
    while (ready && (ready.reply || !ready.asked)) {
      this.#held.shift();
      this.#deliver(ready);
      ready = this.#held[0];
    }
  }

  #releaseThrough(entry: Entry): void {
    for (const waiting of this.#held.splice(0, this.#held.indexOf(entry) + 1)) this.#deliver(waiting);
  }

  #deliver(entry: Entry): void {
    const { message, audioParts, asked, reply } = entry;
    entry.delivered = true;
    entry.stopTimer();
    if (asked) this.#latest = entry;
    const visemes = reply ? relative(reply.cues, reply.startMs) : [];
    const plain = audioParts === 0 && visemes.length === 0;
    const durationMs = reply ? reply.endMs - reply.startMs : 0;
    this.#options.deliver(plain ? message : this.#annotated(message, visemes, audioParts, durationMs));
  }

  /** Its message has gone; the speech is still waiting to be heard, most likely. */
  #deliverLate({ utterance }: Entry, { cues }: CueReply): void {
    // After another utterance has begun nobody knows any more where this one stood.
    if (cues.length === 0 || utterance !== this.#latest.utterance) return;
    this.#options.deliver(this.#annotated({}, relative(cues, this.#latest.endMs), 0, 0));
  }

  #annotated(message: unknown, visemes: readonly WireViseme[], audioParts: number, durationMs: number): object {
    if (audioParts > 0) this.#audioEventId++;
    const field: MascotVisemes = {
      visemes,
      audio_event_id: this.#audioEventId,
      subchunk_id: 1,
      total_chunks: audioParts,
      audio_duration: Math.round(durationMs),
    };
    return { ...(message as object), [MASCOT_VISEMES_FIELD]: field };
  }
}

function relative(cues: readonly Cue[], startMs: number): WireViseme[] {
  return cues.map(({ visemeId, offsetMs }) => ({ visemeId, offset: Math.round(offsetMs - startMs) }));
}

function isAnnotated(message: unknown): boolean {
  return typeof message === 'object' && message !== null && MASCOT_VISEMES_FIELD in message;
}
