import { encodeBase64, encodePcm16 } from '@lipwire/providers';
import { callListener } from '../call-listener.js';
import { StateStore } from '../state-store.js';
import { type Clock, systemClock } from '../wall-clock.js';
import { recordAndPlay } from './audio-session.js';
import { browserCapture, type CapturePlatform } from './capture-platform.js';
import { type CaptureProblem, captureProblem, MICROPHONE_LOCKED } from './capture-problem.js';
import type { CaptureDeviceInfo, DeviceList } from './device-list.js';
import { type DeviceLine, DeviceSession } from './device-session.js';
import {
  type MicrophonePipeline,
  type MicrophonePipelineOptions,
  openMicrophonePipeline,
} from './microphone-pipeline.js';
import { followSpeaking, type SpeakingSource } from './speaking-hold.js';

/** What the microphone does now. */
export type MicrophoneState =
  | { readonly status: 'off' }
  /** Permission is asked for, or the device is being opened. */
  | { readonly status: 'starting'; readonly muted: boolean }
  | {
      readonly status: 'on';
      readonly muted: boolean;
      /** Nothing is sent while the mascot speaks; see the option `holdWhileSpeaking`. */
      readonly held: boolean;
      /** The device in use: the chosen one, or the default one where that is missing. */
      readonly device: CaptureDeviceInfo;
      /** It hears nothing for now, and `problem.message` tells the user why. */
      readonly problem: CaptureProblem | undefined;
    }
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
   * Called when the pieces end for now: muted, held, taken away by the system, lost, or off. A service that waits for the
   * end of a sentence wants to know: `session.sendRealtimeInput({ audioStreamEnd: true })`.
   */
  readonly onPause?: (() => void) | undefined;
  /** Take the loudspeaker out of what is heard. Default true. */
  readonly echoCancellation?: boolean | undefined;
  /** Default true. */
  readonly noiseSuppression?: boolean | undefined;
  /** Make quiet voices louder. Default true. */
  readonly autoGainControl?: boolean | undefined;
  /** The device to use, of {@link Microphone.devices}. Default: the browser's. */
  readonly deviceId?: string | undefined;
  /**
   * Send nothing while this speaks, and 250 ms longer: for browsers and rooms whose echo makes the mascot interrupt
   * itself. The user cannot interrupt it either. Usually a `LipwireClient`. Default: the user can always be heard.
   */
  readonly holdWhileSpeaking?: SpeakingSource | undefined;
  /**
   * Address of the package's `microphone.worklet.js`, for pages whose content security policy forbids `blob:` scripts.
   * Default: the copy inside the bundle.
   */
  readonly workletUrl?: string | undefined;
  /** The browser's devices; tests pass their own. */
  readonly platform?: MicrophonePlatform | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** What a {@link Microphone} needs of a browser. */
export interface MicrophonePlatform extends CapturePlatform {
  readonly openPipeline: (stream: MediaStream, options: MicrophonePipelineOptions) => Promise<MicrophonePipeline>;
}

/** A context that was just made takes a moment to run, and that is no problem yet. */
const LOCKED_AFTER_MS = 500;
/** Exact zeros for five seconds from the first sample on: a switched-off microphone, not a quiet room. */
const STUCK_AFTER_PIECES = 156;

/**
 * The user's microphone as pieces of 16 kHz PCM16, with echo cancellation, noise suppression and automatic gain.
 *
 * Whatever goes wrong with the device is a state with a sentence: no method throws or rejects. After {@link stop} nothing
 * is left of it.
 */
export class Microphone {
  readonly #options: MicrophoneOptions;
  readonly #platform: MicrophonePlatform;
  readonly #clock: Clock;
  readonly #session: DeviceSession;
  readonly #store = new StateStore<MicrophoneState>({ status: 'off' });
  #muted = false;
  #held = false;
  #level = 0;
  #sending = false;
  #unfollow: (() => void) | undefined;

  constructor(options: MicrophoneOptions) {
    this.#options = options;
    this.#platform = options.platform ?? { ...browserCapture(), openPipeline: openMicrophonePipeline };
    this.#clock = options.clock ?? systemClock;
    const { echoCancellation = true, noiseSuppression = true, autoGainControl = true } = options;
    this.#session = new DeviceSession({
      device: 'microphone',
      platform: this.#platform,
      constraints: () => ({ echoCancellation, noiseSuppression, autoGainControl }),
      connect: (line) => this.#connect(line),
      deviceId: options.deviceId,
    });
    this.#session.subscribe(() => this.#show());
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** What the microphone does now; the same object until it changes. */
  readonly getState = this.#store.get;

  /** The microphones that are connected, to be watched; nameless before the user has allowed one. */
  get devices(): DeviceList {
    return this.#session.list;
  }

  /** Root mean square of the latest piece, 0 to 1; 0 while nothing is sent. Read it once a frame for a level meter. */
  get level(): number {
    return this.#level;
  }

  /** Opens the device, asking for permission if need be. Does nothing while it is open or opening. */
  async start(): Promise<void> {
    const { status } = this.#store.get();
    if (status === 'off' || status === 'failed') this.#muted = false;
    const { holdWhileSpeaking } = this.#options;
    if (holdWhileSpeaking) {
      this.#unfollow ??= followSpeaking(holdWhileSpeaking, this.#clock, (speaking) => {
        this.#held = speaking;
        this.#show();
      });
    }
    await this.#session.start();
  }

  /** Closes the device; the browser's recording sign goes out. */
  stop(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#held = false;
    this.#session.stop();
  }

  /**
   * Stops or resumes the pieces; nothing at all is sent while muted. The device stays open (`track.enabled` is false), so
   * that it is back at once, and the browser may go on to show its recording sign. {@link stop} makes that go out, too.
   * Does nothing while the microphone is off or failed.
   */
  setMuted(muted: boolean): void {
    const { status } = this.#store.get();
    if (status !== 'on' && status !== 'starting') return;
    this.#muted = muted;
    this.#show();
  }

  /** Uses this device from now on, at once if the microphone is on; `undefined`: the browser's default. */
  async setDevice(deviceId: string | undefined): Promise<void> {
    await this.#session.choose(deviceId);
  }

  async #connect(line: DeviceLine): Promise<() => void> {
    const { stream } = line;
    let closed = false;
    let running = false;
    let zeros = 0;
    let cancelLocked = () => {};
    const restoreSession = recordAndPlay();
    for (const track of stream.getTracks()) track.enabled = !this.#muted;
    try {
      const pipeline = await this.#platform.openPipeline(stream, {
        workletUrl: this.#options.workletUrl,
        onPiece: (samples, level) => {
          if (closed) return;
          line.alive();
          if (level > 0) zeros = Number.NEGATIVE_INFINITY;
          // What is muted is silent by right.
          else if (this.#sending && ++zeros === STUCK_AFTER_PIECES)
            line.setProblem(captureProblem('microphone', 'STUCK'));
          if (running && level > 0) line.setProblem(undefined);
          this.#take(samples, level);
        },
        onRunning: (now) => {
          running = now;
          cancelLocked();
          if (closed) return;
          if (now) line.setProblem(undefined);
          else cancelLocked = this.#clock.after(LOCKED_AFTER_MS, () => line.setProblem(MICROPHONE_LOCKED));
        },
        onError: (error) => line.fail(error),
      });
      return () => {
        closed = true;
        cancelLocked();
        pipeline.close();
        restoreSession();
      };
    } catch (error) {
      closed = true;
      cancelLocked();
      restoreSession();
      throw error;
    }
  }

  #take(samples: Float32Array, level: number): void {
    if (!this.#sending) return;
    this.#level = level;
    this.#options.onPiece({ pcm16Base64: encodeBase64(encodePcm16(samples)), level });
  }

  /** What the device does, and what was asked of it, become one state. */
  #show(): void {
    const device = this.#session.getState();
    const before = this.#store.get();
    const [muted, held] = [this.#muted, this.#held];
    const wasSending = this.#sending;
    this.#sending =
      device.status === 'on' && !muted && !held && device.problem?.code !== 'BROWSER_MICROPHONE_INTERRUPTED';
    if (!this.#sending) this.#level = 0;
    if (device.status === 'on') {
      const { device: info, problem, stream } = device;
      for (const track of stream.getTracks()) track.enabled = !muted;
      const next = { status: 'on', muted, held, device: info, problem } as const;
      if (before.status !== 'on' || !sameEntries(before, next)) this.#store.set(next);
    } else if (device.status === 'starting') {
      if (before.status !== 'starting' || before.muted !== muted) this.#store.set({ status: 'starting', muted });
    } else {
      this.#store.set(device);
    }
    if (wasSending && !this.#sending) callListener(this.#options.onPause ?? (() => {}), undefined);
  }
}

function sameEntries<T extends object>(one: T, other: T): boolean {
  return (Object.keys(one) as (keyof T)[]).every((key) => one[key] === other[key]);
}
