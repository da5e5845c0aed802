import type { BrowserError } from '../errors.js';
import { AudioOutput } from './audio-output.js';
import type { PlaybackPosition } from './clock.js';
import type { Playback } from './playback.js';
import { SilentPlayback } from './silent-playback.js';
import { UnheardSpeech } from './unheard-speech.js';

/**
 * `idle`: nothing was played yet. `locked`: the browser waits for a gesture of the user. `failed`: sound is impossible.
 * `off`: somebody else plays the speech.
 */
export type AudioStatus = 'idle' | 'locked' | 'running' | 'failed' | 'off';

/** Options of {@link VoiceOutput}. */
export interface VoiceOutputOptions {
  readonly context: AudioContext | undefined;
  readonly workletUrl: string | undefined;
  readonly startBufferMs: number;
  /** Wall time for playback without sound. */
  readonly nowMs: () => number;
  /** Sound moved on, or `status` or `underruns` changed. Also called while the page is hidden and draws no frames. */
  readonly onChange: () => void;
  /** Sound is impossible; the mouth goes on without it. */
  readonly onError: (error: BrowserError) => void;
}

/**
 * Where speech goes: to the speaker from the moment it is needed, or only to a clock, when the app plays it or sound is
 * impossible. One media time runs through all of it.
 *
 * Where the context is closed under it, by the app or by the system, it goes on in another, at the word that was heard.
 */
export class VoiceOutput implements Playback {
  readonly #options: VoiceOutputOptions;
  #output: AudioOutput | undefined;
  #playback: Playback | undefined;
  #playAudio = true;
  #failed = false;
  /** Media time at which what plays next begins. */
  #startMs = 0;
  /** What was counted by those that were closed. */
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
  readonly #unheard = new UnheardSpeech();
  readonly #closed = { underruns: 0, underrunMs: 0 };

  constructor(options: VoiceOutputOptions) {
    this.#options = options;
  }

  get status(): AudioStatus {
    if (this.#failed) return 'failed';
    if (!this.#playAudio) return 'off';
    if (!this.#output) return 'idle';
    return this.#output.running ? 'running' : 'locked';
  }

  get underruns(): number {
    return this.#closed.underruns + (this.#playback?.underruns ?? 0);
  }

  get underrunMs(): number {
    return this.#closed.underrunMs + (this.#playback?.underrunMs ?? 0);
  }

  get outputLatencyMs(): number {
    return this.#playback?.outputLatencyMs ?? 0;
  }

  get aheadMs(): number {
    return this.#playback?.aheadMs ?? 0;
  }

  /** Speech that was taken and not heard, in milliseconds. */
  get queuedMs(): number {
    return this.#playback?.queuedMs ?? 0;
  }

  /** What leaves for the speaker; `undefined` until sound was needed. */
  get node(): AudioNode | undefined {
    return this.#output?.player.output;
  }

  get context(): AudioContext | undefined {
    return this.#output?.context;
  }

  /** Whether speech goes to the speaker. What was playing stops when this changes. */
  set playAudio(playAudio: boolean) {
    if (playAudio === this.#playAudio) return;
    this.#playAudio = playAudio;
    this.close();
  }

  get mediaEndMs(): number {
    return this.#playback?.mediaEndMs ?? this.#startMs;
  }

  /** Takes speech, and opens what is needed to play it. */
  push(samples: Float32Array, sampleRateHz: number): number {
    this.#playback ??= this.#open();
    const startMs = this.#playback.push(samples, sampleRateHz);
    if (this.#output) this.#unheard.push(samples, sampleRateHz, startMs);
    return startMs;
  }

  end(): void {
    this.#playback?.end();
    this.#unheard.end();
  }

  /** What is heard now; opens nothing. */
  read(position: PlaybackPosition): void {
    if (this.#playback) {
      this.#playback.read(position);
      return;
    }
    position.mediaMs = this.#startMs;
    position.sounding = false;
    position.startsInMs = Number.POSITIVE_INFINITY;
  }

  /** Opens what is needed for sound and tries to start it; call it in the handler of a gesture. */
  unlock(): void {
    if (!this.#playAudio) return;
    this.#playback ??= this.#open();
    this.#output?.resume();
  }

  clear(): void {
    this.#playback?.clear();
    this.#unheard.clear();
  }

  /** Gives everything back; it is opened, or tried, again when speech comes. Safe to call twice. */
  close(): void {
    this.#unheard.clear();
    this.#release(this.mediaEndMs);
    this.#failed = false;
    this.#options.onChange();
  }

  /** @param mediaMs where what plays next begins. */
  #release(mediaMs: number): void {
    this.#startMs = mediaMs;
    this.#closed.underruns = this.underruns;
    this.#closed.underrunMs = this.underrunMs;
    this.#output?.close();
    this.#playback?.close();
    this.#output = undefined;
    this.#playback = undefined;
  }

  #open(): Playback {
    // A server draws and plays nothing.
    const silent = !this.#playAudio || this.#failed || typeof window === 'undefined';
    const output = silent ? undefined : this.#openOutput();
    this.#output = output;
    const playback = output?.player ?? new SilentPlayback(this.#options.nowMs, this.#startMs);
    this.#playback = playback;
    this.#options.onChange();
    return playback;
  }

  #openOutput(): AudioOutput | undefined {
    const { context, workletUrl, startBufferMs } = this.#options;
    try {
      return new AudioOutput({
        context: context?.state === 'closed' ? undefined : context,
        workletUrl,
        startBufferMs,
        startMs: this.#startMs,
        onChange: () => this.#onProgress(),
        onClosed: () => this.#reopen(),
        onError: (error) => this.#fail(error),
      });
    } catch (error) {
      this.#failed = true;
      this.#options.onError(error as BrowserError);
      return undefined;
    }
  }

  #onProgress(): void {
    this.read(this.#position);
    this.#unheard.dropBefore(this.#position.mediaMs);
    this.#options.onChange();
  }

  /** Goes on where it was, with what was not heard yet, in what can be opened now. */
  #reopen(): void {
    this.read(this.#position);
    const { mediaMs } = this.#position;
    this.#release(mediaMs);
    if (this.#unheard.waiting(mediaMs)) {
      this.#unheard.replay(this.#open(), mediaMs);
    } else {
      this.#unheard.clear();
    }
    this.#options.onChange();
  }

  #fail(error: BrowserError): void {
    this.#failed = true;
    this.#reopen();
    this.#options.onError(error);
  }
}
