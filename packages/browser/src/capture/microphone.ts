import { encodeBase64, encodePcm16 } from '@lipwire/providers';
import { StateStore } from '../state-store.js';
import { type CaptureProblem, captureProblem, captureProblemOf } from './capture-problem.js';
import {
  type MicrophonePipeline,
  type MicrophonePipelineOptions,
  openMicrophonePipeline,
} from './microphone-pipeline.js';

/** What the microphone does now. */
export type MicrophoneState =
  | { readonly status: 'off' }
  /** Permission is asked for, or the device is being opened. */
  | { readonly status: 'starting'; readonly muted: boolean }
  | { readonly status: 'on'; readonly muted: boolean }
  /** It gives nothing, and `problem.message` tells the user why; {@link Microphone.start} tries again. */
  | { readonly status: 'failed'; readonly problem: CaptureProblem };

/** A piece of what the user said. */
export interface MicrophonePiece {
  /** 32 ms of PCM16 little-endian, 16 kHz, mono, in base64: what voice services take as it is. */
  readonly pcm16Base64: string;
  /** Root mean square of the piece, 0 to 1. */
  readonly level: number;
}

/** Options of {@link Microphone}. */
export interface MicrophoneOptions {
  /** Called about 31 times a second while the microphone is on and not muted. */
  readonly onPiece: (piece: MicrophonePiece) => void;
  /**
   * Address of the package's `microphone.worklet.js`, for pages whose content security policy forbids `blob:` scripts.
   * Default: the copy inside the bundle.
   */
  readonly workletUrl?: string;
  /** The browser's devices; tests pass their own. */
  readonly platform?: MicrophonePlatform;
}

/** What a {@link Microphone} needs of a browser. */
export interface MicrophonePlatform {
  /** Asks for the device, and rejects as `getUserMedia` does; `undefined` where pages may not ask at all. */
  readonly openStream: (() => Promise<MediaStream>) | undefined;
  readonly openPipeline: (stream: MediaStream, options: MicrophonePipelineOptions) => Promise<MicrophonePipeline>;
}

/**
 * The user's microphone as pieces of 16 kHz PCM16, with echo cancellation, noise suppression and automatic gain.
 *
 * Whatever goes wrong with the device is a state with a sentence: no method throws or rejects.
 */
export class Microphone {
  readonly #options: MicrophoneOptions;
  readonly #platform: MicrophonePlatform;
  readonly #store = new StateStore<MicrophoneState>({ status: 'off' });
  #level = 0;
  /** The opening or open device; a device that opens after another took its place is closed at once. */
  #attempt: Attempt | undefined;

  constructor(options: MicrophoneOptions) {
    this.#options = options;
    this.#platform = options.platform ?? browserMicrophone();
  }

  /** Watches {@link state}; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** What the microphone does now; the same object until it changes. */
  readonly getState = this.#store.get;

  /** Root mean square of the latest piece, 0 to 1; 0 while off or muted. Read it once a frame for a level meter. */
  get level(): number {
    return this.#level;
  }

  /** Opens the device, asking for permission if need be. Does nothing while it is open or opening. */
  async start(): Promise<void> {
    if (this.#attempt) return;
    const attempt: Attempt = { muted: false, release: () => {} };
    this.#attempt = attempt;
    this.#store.set({ status: 'starting', muted: false });
    const fail = (problem: CaptureProblem) => {
      attempt.release();
      if (this.#attempt !== attempt) return;
      this.#close();
      this.#store.set({ status: 'failed', problem });
    };
    if (!this.#platform.openStream) return fail(captureProblem('microphone', 'INSECURE'));
    try {
      const stream = await this.#platform.openStream();
      attempt.release = () => stopTracks(stream);
      if (this.#attempt !== attempt) return attempt.release();
      for (const track of stream.getAudioTracks()) {
        track.enabled = !attempt.muted;
        track.addEventListener('ended', () => fail(captureProblem('microphone', 'UNPLUGGED')));
      }
      attempt.stream = stream;

      const pipeline = await this.#platform.openPipeline(stream, {
        workletUrl: this.#options.workletUrl,
        onPiece: (samples, level) => this.#take(attempt, samples, level),
        onError: (error) => fail(captureProblemOf('microphone', error)),
      });
      attempt.release = () => {
        pipeline.close();
        stopTracks(stream);
      };
      if (this.#attempt !== attempt) return attempt.release();
      this.#store.set({ status: 'on', muted: attempt.muted });
    } catch (error) {
      fail(captureProblemOf('microphone', error));
    }
  }

  /** Closes the device; the browser's recording sign goes out. */
  stop(): void {
    this.#close();
    this.#store.set({ status: 'off' });
  }

  /** Stops or resumes the pieces. The device stays open, and gives silence while muted. */
  setMuted(muted: boolean): void {
    const attempt = this.#attempt;
    const state = this.#store.get();
    if (!attempt || attempt.muted === muted || (state.status !== 'on' && state.status !== 'starting')) return;
    attempt.muted = muted;
    for (const track of attempt.stream?.getAudioTracks() ?? []) track.enabled = !muted;
    this.#level = 0;
    this.#store.set({ status: state.status, muted });
  }

  #take(attempt: Attempt, samples: Float32Array, level: number): void {
    if (this.#attempt !== attempt || attempt.muted) return;
    this.#level = level;
    this.#options.onPiece({ pcm16Base64: encodeBase64(encodePcm16(samples)), level });
  }

  #close(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.#level = 0;
    attempt?.release();
  }
}

interface Attempt {
  muted: boolean;
  stream?: MediaStream;
  /** Gives back what was opened so far; safe to call twice. */
  release: () => void;
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function browserMicrophone(): MicrophonePlatform {
  // Undefined on pages that are neither https nor local, and outside a browser.
  const devices = globalThis.navigator?.mediaDevices as MediaDevices | undefined;
  return {
    openStream: devices
      ? () => devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } })
      : undefined,
    openPipeline: openMicrophonePipeline,
  };
}
