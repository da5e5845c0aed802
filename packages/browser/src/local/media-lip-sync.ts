import { checkedNumber } from '../checked-number.js';
import { CueQueue } from '../cue-queue.js';
import { BrowserError } from '../errors.js';
import { AudioUnlock } from '../playback/audio-unlock.js';
import type { PlaybackPosition } from '../playback/clock.js';
import { heardTimeSeconds } from '../playback/heard-time.js';
import { SpeechResampler } from '../playback/speech-resampler.js';
import { MouthDriver } from '../rig/driver.js';
import type { Performer, Stage } from '../rig/stage.js';
import type { CueReply } from './cue-protocol.js';
import type { CueStream } from './cue-worker.js';
import { type LocalCues, local } from './local-cues.js';
import { type AudibleMedia, MediaTap, type MediaTapOptions } from './media-tap.js';

/** The highest rate that the engine takes, in Hz. */
const MAX_ENGINE_RATE_HZ = 48_000;
/**
 * How far the mouth stays behind what goes into the engine, in milliseconds: 80 of look-ahead, 20 on the way through the
 * threads, and 60 in which the mouth sets out for the next shape.
 */
const MOUTH_DELAY_MS = 160;

/** Options of {@link MediaLipSync}. */
export interface MediaLipSyncOptions {
  /**
   * Play the sound here, `delayMs` later, so that it meets the mouth. An element is always played here. With a stream or a
   * node that the app plays itself leave it out: the mouth is then about 150 ms late. Default false.
   */
  readonly play?: boolean | undefined;
  /** How much later the sound is played, in milliseconds, 0 to 1000. The mouth is late by what is less than 160. Default 160. */
  readonly delayMs?: number | undefined;
  /** The app's own context, of any rate; never closed. A node has its own. Default: one of ours. */
  readonly audioContext?: AudioContext | undefined;
  /** Address of the package's `capture.worklet.js`, for policies that forbid `blob:` scripts. */
  readonly workletUrl?: string | undefined;
  /** How long a drawn frame takes to the screen, in milliseconds, 0 to 100. Default: as the frames say. */
  readonly displayLatencyMs?: number | undefined;
  /** Where cues are made. Default `local`. */
  readonly local?: LocalCues | undefined;
  /** The sound cannot be heard by us, and the mouth stays at rest. Default: the console says so. */
  readonly onError?: ((error: BrowserError) => void) | undefined;
}

/**
 * Moves the mouth with the sound of a `MediaStream`, an `<audio>` or a `<video>`, or of a node of the app's own audio graph.
 *
 * What is heard decides: pauses, seeks, loops and other playback rates of an element need nothing more. An element has one
 * `MediaLipSync` at a time; if the app has made a `MediaElementAudioSourceNode` of it, pass that.
 *
 * Media time is the context's own, in milliseconds.
 */
export class MediaLipSync implements Performer {
  readonly #tap: MediaTap;
  readonly #stage: Stage;
  readonly #cues = new CueQueue();
  readonly #driver = new MouthDriver(this.#cues);
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
  readonly #stream: CueStream;
  readonly #unlock: AudioUnlock;
  readonly #ownContext: AudioContext | undefined;
  readonly #plays: boolean;
  readonly #mouthDelayMs: number;
  readonly #statedMs: number | undefined;
  #displayLatencyMs: number;
  readonly #leave: () => void;
  /** Stretches of sound that were not over when the mouth was drawn last, oldest first. */
  #stretches: { readonly startMs: number; endMs: number }[] = [];
  #sounding = false;
  /** Where the stretches begin that the engine was asked about, one for each answer that is due. */
  readonly #asked: number[] = [];
  readonly #resampler: SpeechResampler | undefined;
  #closed = false;

  /**
   * @param stage the mascot: `client.stage`.
   * @throws BrowserError `BROWSER_OPTION_INVALID`, `BROWSER_MEDIA_TAKEN`, `BROWSER_MEDIA_CROSS_ORIGIN`; an element plays on
   *   as it did.
   */
  constructor(stage: Stage, media: AudibleMedia, options: MediaLipSyncOptions = {}) {
    const delayMs = checkedNumber('delayMs', options.delayMs ?? MOUTH_DELAY_MS, 0, 1000, 'ms');
    const displayLatencyMs = checkedNumber('displayLatencyMs', options.displayLatencyMs ?? 0, 0, 100, 'ms');
    this.#statedMs = options.displayLatencyMs;
    this.#displayLatencyMs = displayLatencyMs;
    this.#stage = stage;
    this.#plays = options.play === true || media instanceof HTMLMediaElement;
    // What is heard is that much behind what was captured already.
    this.#mouthDelayMs = Math.max(MOUTH_DELAY_MS, this.#plays ? delayMs : 0);
    let own: AudioContext | undefined;
    const tapOptions: MediaTapOptions = {
      context: () => {
        if (options.audioContext) return options.audioContext;
        own = new AudioContext({ latencyHint: 'interactive' });
        return own;
      },
      workletUrl: options.workletUrl,
      playDelayMs: this.#plays ? delayMs : undefined,
      onSound: (samples, frame) => this.#onSound(samples, frame),
      onQuiet: (frame) => this.#onQuiet(frame),
      onError: (cause) => report(cause, options.onError),
    };
    try {
      this.#tap = new MediaTap(media, tapOptions);
    } catch (error) {
      own?.close().catch(() => {});
      throw error;
    }
    this.#stream = (options.local ?? local).openStream((reply) => this.#onReply(reply));
    // The sound of an element stays in its context for good.
    this.#ownContext = media instanceof HTMLMediaElement ? undefined : own;
    const { sampleRate } = this.#tap.context;
    if (sampleRate > MAX_ENGINE_RATE_HZ) this.#resampler = new SpeechResampler(sampleRate, MAX_ENGINE_RATE_HZ);
    this.#unlock = new AudioUnlock(this.#tap.context, window, () => stage.wake());
    this.#leave = stage.add(this);
  }

  get weights(): Float32Array {
    return this.#driver.weights;
  }

  get active(): boolean {
    return this.#sounding || !this.#driver.atRest;
  }

  /** The cues that are kept, in media time. */
  get cues(): CueQueue {
    return this.#cues;
  }

  /** Media time that the mouth shows, in milliseconds. */
  get playheadMs(): number {
    const { context } = this.#tap;
    // An app that plays a stream by itself tells nobody when it is heard.
    const seconds = this.#plays ? heardTimeSeconds(context, performance.now()) : context.currentTime;
    return seconds * 1000 - this.#mouthDelayMs + this.#displayLatencyMs;
  }

  /** Lets go of everything: an element goes on to play, without delay. Safe to call twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#tap.close();
    this.#stream.close();
    this.#unlock.close();
    this.#ownContext?.close().catch(() => {});
    this.#leave();
  }

  advance(_nowMs: number, elapsedMs: number, screenInMs: number): boolean {
    this.#displayLatencyMs = this.#statedMs ?? screenInMs;
    const { playheadMs } = this;
    while ((this.#stretches[0]?.endMs ?? Number.POSITIVE_INFINITY) <= playheadMs) this.#stretches.shift();
    const startMs = this.#stretches[0]?.startMs ?? Number.POSITIVE_INFINITY;
    this.#position.mediaMs = playheadMs;
    this.#position.sounding = startMs <= playheadMs && this.#tap.context.state === 'running';
    this.#position.startsInMs = this.#position.sounding ? 0 : startMs - playheadMs;
    this.#driver.advance(this.#position, elapsedMs);
    if (this.#position.sounding !== this.#sounding) {
      this.#sounding = this.#position.sounding;
      this.#stage.setSpeaking(this, this.#sounding);
    }
    return this.#stretches.length > 0 || this.active;
  }

  #onSound(captured: Float32Array, frame: number): void {
    const latest = this.#stretches.at(-1);
    let startMs = latest?.startMs;
    if (startMs === undefined || latest?.endMs !== Number.POSITIVE_INFINITY) {
      startMs = this.#msOf(frame);
      this.#stretches.push({ startMs, endMs: Number.POSITIVE_INFINITY });
      this.#stage.wake();
    }
    const audio = this.#resampler?.process(captured) ?? captured;
    this.#hear([{ audio, sampleRateHz: Math.min(this.#tap.context.sampleRate, MAX_ENGINE_RATE_HZ) }], startMs);
  }

  #onQuiet(frame: number): void {
    const latest = this.#stretches.at(-1);
    if (!latest) return;
    latest.endMs = this.#msOf(frame);
    this.#resampler?.reset();
    this.#hear([], latest.startMs, 'flush');
  }

  #hear(pieces: Parameters<CueStream['hear']>[0], startMs: number, end?: 'flush'): void {
    this.#asked.push(startMs);
    this.#stream.hear(pieces, end);
  }

  #onReply({ cues }: CueReply): void {
    const startMs = this.#asked.shift() ?? 0;
    for (const { visemeId, offsetMs } of cues) this.#cues.add(visemeId, startMs + offsetMs);
  }

  #msOf(frame: number): number {
    return (frame / this.#tap.context.sampleRate) * 1000;
  }
}

function report(cause: unknown, onError: MediaLipSyncOptions['onError']): void {
  const error =
    cause instanceof BrowserError
      ? cause
      : new BrowserError('BROWSER_AUDIO_UNAVAILABLE', 'The sound cannot be followed: the audio graph failed.', {
          cause,
        });
  if (onError) onError(error);
  else console.error(`[lipwire] ${error.code}: ${error.message}`);
}
