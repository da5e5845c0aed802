import { type NaturalLipSyncProcessor, readMascotVisemes, type WireViseme } from '@lipwire/cues';
import { Pcm16Decoder, readGeminiServerMessage, type TranscriptEvent, type VoiceEvent } from '@lipwire/providers';
import type { CueQueue } from './cue-queue.js';
import type { PlaybackPosition } from './playback/clock.js';
import type { Playback } from './playback/playback.js';
import { type MascotResponseData, ResponseRecorder } from './turn/response-recorder.js';
import { TurnGate } from './turn/turn-gate.js';

/** Ten minutes of dense speech; a message with more is not a voice service's. */
const MAX_CUES_PER_MESSAGE = 10_000;

/** What a message did, apart from what went into playback and cues. */
export interface SpeechListener {
  /** Words came; told before the speech of the same message. Those of a dead turn are left out. */
  onWords(event: TranscriptEvent): void;
  /** Speech came that is heard from this media time on; the samples are only lent. */
  onSpeech(samples: Float32Array, sampleRateHz: number, startMs: number): void;
  /** What was not heard yet dies now; nothing of it is gone already. */
  onCut(): void;
  /** Speech of a new turn begins at this media time. */
  onUtterance(startMs: number): void;
  /** A message carried audio and cues; they are as they came. */
  onVisemes(visemes: readonly WireViseme[], message: object): void;
  /** The user spoke over the model: sound and cues are gone. */
  onInterrupted(): void;
  /** A turn is over; `response` is all it said, if it said something. */
  onTurnEnd(response: MascotResponseData | undefined): void;
  /** Whatever else the service said, in order. */
  onVoiceEvent(event: VoiceEvent): void;
}

/** Options of {@link SpeechStream}. */
export interface SpeechStreamOptions {
  readonly cues: CueQueue;
  readonly playback: Playback;
  /** A function, as the answer may change. */
  readonly naturalLipSync: () => NaturalLipSyncProcessor | undefined;
  /** A function, as the answer may change. */
  readonly defaultSampleRateHz: () => number;
  readonly listener: SpeechListener;
}

/**
 * From provider messages to playback and cues: audio into the one, cues into the other, at the media time of the audio
 * that they came with, and both away together when the user interrupts.
 */
export class SpeechStream {
  readonly #options: SpeechStreamOptions;
  readonly #gate = new TurnGate();
  readonly #recorder = new ResponseRecorder();
  readonly #decoder = new Pcm16Decoder();
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
  #inUtterance = false;
  #lateCues = 0;

  constructor(options: SpeechStreamOptions) {
    this.#options = options;
  }

  /** How many cues came when the sound they are for had been heard. */
  get lateCues(): number {
    return this.#lateCues;
  }

  /** Takes the next message of the service, after `JSON.parse`: it is read, never trusted. */
  take(message: unknown): void {
    const { playback, listener, defaultSampleRateHz } = this.#options;
    const events = readGeminiServerMessage(message, defaultSampleRateHz());
    const field = readMascotVisemes(message);
    // Audio and cues of a message that also says `interrupted` die with the turn.
    const dead = this.#gate.dead || events.some(({ type }) => type === 'interrupted');
    for (const event of events) {
      if (event.type === 'transcript' && (event.speaker === 'user' || !dead)) listener.onWords(event);
    }
    let audioStartMs: number | undefined;
    let recordedMs: number | undefined;
    for (const event of events) {
      if (event.type !== 'audio') continue;
      if (!this.#gate.onAudio() || dead) continue;
      const turnMs = this.#recorder.addAudio(event.pcm16, event.sampleRateHz);
      const startMs = this.#push(event.pcm16, event.sampleRateHz);
      recordedMs ??= turnMs;
      audioStartMs ??= startMs;
    }
    if (field && !dead) this.#addCues(field.visemes, audioStartMs ?? playback.mediaEndMs, recordedMs);
    if (field && events.some(({ type }) => type === 'audio')) listener.onVisemes(field.visemes, message as object);
    for (const event of events) this.#follow(event);
  }

  /** The user interrupts by other means than their voice: what is being generated dies. */
  interrupt(): void {
    this.#gate.onInterrupted();
    this.#clear();
  }

  /** A new session: whatever the last one left is gone. */
  reset(): void {
    this.#gate.reset();
    this.#clear();
  }

  #follow(event: VoiceEvent): void {
    const { playback, listener } = this.#options;
    switch (event.type) {
      case 'audio':
        return;
      case 'ready':
        // The connection before broke, perhaps in the middle of a turn: what came of it is still heard.
        this.#gate.reset();
        this.#endUtterance();
        this.#recorder.reset();
        break;
      case 'interrupted':
        this.interrupt();
        listener.onInterrupted();
        break;
      case 'generation-complete':
        this.#gate.onGenerationComplete();
        playback.end();
        break;
      case 'turn-complete':
        this.#gate.onTurnComplete();
        this.#endUtterance();
        listener.onTurnEnd(this.#recorder.finish());
        break;
    }
    listener.onVoiceEvent(event);
  }

  /** Silence and rest at once. */
  #clear(): void {
    this.#options.listener.onCut();
    this.#options.playback.clear();
    this.#options.cues.clear();
    this.#recorder.reset();
    this.#forgetUtterance();
  }

  /** What was said is heard to its end; what comes next begins anew. */
  #endUtterance(): void {
    this.#options.playback.end();
    this.#forgetUtterance();
  }

  #forgetUtterance(): void {
    this.#decoder.reset();
    this.#inUtterance = false;
  }

  #push(pcm16: Uint8Array, sampleRateHz: number): number {
    const samples = this.#decoder.decode(pcm16);
    const startMs = this.#options.playback.push(samples, sampleRateHz);
    if (!this.#inUtterance) this.#options.listener.onUtterance(startMs);
    this.#inUtterance = true;
    this.#options.listener.onSpeech(samples, sampleRateHz, startMs);
    return startMs;
  }

  #addCues(visemes: readonly WireViseme[], baseMs: number, recordedMs: number | undefined): void {
    const bounded = visemes.length > MAX_CUES_PER_MESSAGE ? visemes.slice(0, MAX_CUES_PER_MESSAGE) : visemes;
    this.#options.playback.read(this.#position);
    for (const { visemeId, offset } of this.#shaped(bounded, baseMs)) {
      this.#options.cues.add(visemeId, baseMs + offset);
      if (baseMs + offset < this.#position.mediaMs) this.#lateCues++;
    }
    this.#recorder.addVisemes(bounded, recordedMs);
  }

  /** A mouth knows no messages: the last cue of the one before is looked at too, but not changed any more. */
  #shaped(visemes: readonly WireViseme[], baseMs: number): readonly WireViseme[] {
    const processor = this.#options.naturalLipSync();
    if (!processor || visemes.length === 0) return visemes;
    const { cues } = this.#options;
    // Cues come in order: one that lies behind the first of these was moved there, so that the shape before it is held,
    // and is over before it would begin.
    cues.dropFrom(baseMs + Math.min(...visemes.map(({ offset }) => offset)));
    const last = cues.length - 1;
    if (last < 0) return processor.processVisemes(visemes);
    const before = { visemeId: cues.visemeId(last), offset: cues.timeMs(last) - baseMs };
    return processor.processVisemes([before, ...visemes]).filter(({ offset }) => offset > before.offset);
  }
}
