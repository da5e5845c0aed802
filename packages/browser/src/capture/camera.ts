import { encodeBase64 } from '@lipwire/providers';
import { StateStore } from '../state-store.js';
import { type Clock, systemClock } from '../wall-clock.js';
import { type CaptureProblem, captureProblem, captureProblemOf } from './capture-problem.js';
import { type FrameGrabber, openFrameGrabber } from './frame-grabber.js';

/** Width and height of a frame: the size of one tile of the vision models that look at it. */
const FRAME_SIZE_PX = 768;
const JPEG_QUALITY = 0.7;
/** Services look at one frame a second; more would only cost. */
const FRAME_INTERVAL_MS = 1000;

/** What the camera does now. */
export type CameraState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  /** `stream` is for a preview, which the page mirrors by CSS; frames are sent as the camera sees them. */
  | { readonly status: 'on'; readonly stream: MediaStream }
  | { readonly status: 'failed'; readonly problem: CaptureProblem };

/** Options of {@link Camera}. */
export interface CameraOptions {
  /** Called once a second while the camera is on, with a square 768-pixel JPEG in base64. */
  readonly onFrame: (jpegBase64: string) => void;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** The browser's devices; tests pass their own. */
  readonly platform?: CameraPlatform;
}

/** What a {@link Camera} needs of a browser. */
export interface CameraPlatform {
  /** Asks for the device, and rejects as `getUserMedia` does; `undefined` where pages may not ask at all. */
  readonly openStream: (() => Promise<MediaStream>) | undefined;
  readonly openGrabber: (stream: MediaStream, sizePx: number, quality: number) => FrameGrabber;
}

/**
 * The user's camera as one picture a second.
 *
 * Permission is asked for by {@link start} and not before. Whatever goes wrong is a state with a sentence: no method
 * throws or rejects.
 */
export class Camera {
  readonly #onFrame: CameraOptions['onFrame'];
  readonly #clock: Clock;
  readonly #platform: CameraPlatform;
  readonly #store = new StateStore<CameraState>({ status: 'off' });
  /** Gives back the device that is opening or open; a new function each time, so that it also tells them apart. */
  #release: (() => void) | undefined;

  constructor({ onFrame, clock = systemClock, platform = browserCamera() }: CameraOptions) {
    this.#onFrame = onFrame;
    this.#clock = clock;
    this.#platform = platform;
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** What the camera does now; the same object until it changes. */
  readonly getState = this.#store.get;

  /** Opens the device, asking for permission if need be. Does nothing while it is open or opening. */
  async start(): Promise<void> {
    if (this.#release) return;
    const cleanups: (() => void)[] = [];
    const release = () => {
      for (const cleanup of cleanups.splice(0)) cleanup();
    };
    const fail = (problem: CaptureProblem) => {
      release();
      if (this.#release !== release) return;
      this.#release = undefined;
      this.#store.set({ status: 'failed', problem });
    };
    this.#release = release;
    this.#store.set({ status: 'starting' });
    if (!this.#platform.openStream) return fail(captureProblem('camera', 'INSECURE'));
    try {
      const stream = await this.#platform.openStream();
      cleanups.push(() => {
        for (const track of stream.getTracks()) track.stop();
      });
      if (this.#release !== release) return release();
      for (const track of stream.getVideoTracks()) {
        track.addEventListener('ended', () => fail(captureProblem('camera', 'UNPLUGGED')));
      }
      const grabber = this.#platform.openGrabber(stream, FRAME_SIZE_PX, JPEG_QUALITY);
      cleanups.push(() => grabber.close());
      cleanups.push(this.#everySecond(() => this.#sendFrame(grabber, release)));
      this.#store.set({ status: 'on', stream });
    } catch (error) {
      fail(captureProblemOf('camera', error));
    }
  }

  /** Closes the device; its light goes out. */
  stop(): void {
    const release = this.#release;
    this.#release = undefined;
    release?.();
    this.#store.set({ status: 'off' });
  }

  async #sendFrame(grabber: FrameGrabber, release: () => void): Promise<void> {
    // A picture that cannot be taken is not worth ending a call for; the next one may succeed.
    const jpeg = await grabber.grab().catch(() => undefined);
    if (jpeg && this.#release === release) this.#onFrame(encodeBase64(jpeg));
  }

  /** Repeats `task` a second after each start, or as soon as it is done if it takes longer; never twice at once. */
  #everySecond(task: () => Promise<void>): () => void {
    let stopped = false;
    let cancel = () => {};
    const run = async () => {
      const startedAtMs = this.#clock.nowMs();
      await task();
      if (stopped) return;
      // Clamped, as wall time may be set back or forth meanwhile.
      const spentMs = Math.max(0, Math.min(FRAME_INTERVAL_MS, this.#clock.nowMs() - startedAtMs));
      cancel = this.#clock.after(FRAME_INTERVAL_MS - spentMs, run);
    };
    cancel = this.#clock.after(FRAME_INTERVAL_MS, run);
    return () => {
      stopped = true;
      cancel();
    };
  }
}

function browserCamera(): CameraPlatform {
  // Undefined on pages that are neither https nor local, and outside a browser.
  const devices = globalThis.navigator?.mediaDevices as MediaDevices | undefined;
  return {
    openStream: devices
      ? () =>
          devices.getUserMedia({
            // Enough for a sharp 768-pixel square, where the camera has it.
            video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 768 } },
          })
      : undefined,
    openGrabber: openFrameGrabber,
  };
}
