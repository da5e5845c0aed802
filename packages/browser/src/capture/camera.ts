import { StateStore } from '../state-store.js';
import { type Clock, systemClock } from '../wall-clock.js';
import { browserCapture, type CapturePlatform } from './capture-platform.js';
import { type CaptureProblem, captureProblem } from './capture-problem.js';
import type { CaptureDeviceInfo, DeviceList } from './device-list.js';
import { type DeviceLine, DeviceSession } from './device-session.js';
import { type FrameGrabber, type FrameGrabberOptions, openFrameGrabber } from './frame-grabber.js';
import { repeatEvery } from './repeat-every.js';

/** Width and height of a frame: the size of one tile of the vision models that look at it. */
const FRAME_SIZE_PX = 768;
const JPEG_QUALITY = 0.7;
/** Services look at one frame a second; more would only cost. */
const FRAME_INTERVAL_MS = 1000;
/** So many seconds without a new picture, and the camera counts as stuck. */
const STUCK_AFTER_FRAMES = 5;

/** What the camera does now. */
export type CameraState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | {
      readonly status: 'on';
      /** For a preview, which the page mirrors by CSS; frames are sent as the camera sees them. */
      readonly stream: MediaStream;
      /** The device in use: the chosen one, or the default one where that is missing. */
      readonly device: CaptureDeviceInfo;
      /** It sees nothing for now, and `problem.message` tells the user why. */
      readonly problem: CaptureProblem | undefined;
    }
  | { readonly status: 'failed'; readonly problem: CaptureProblem };

/** Which way a phone's camera looks: at its user, or away. */
export type FacingMode = 'user' | 'environment';

/** Options of {@link Camera}. */
export interface CameraOptions {
  /**
   * Called once a second while the camera is on, with a square 768-pixel JPEG in base64. If it returns a promise, no frame
   * is taken until that is settled: a slow line gets fewer frames, never old ones.
   */
  readonly onFrame: (jpegBase64: string) => unknown;
  /** Which camera of a phone. Default `user`. */
  readonly facingMode?: FacingMode | undefined;
  /** The device to use, of {@link Camera.devices}; outranks `facingMode`. Default: the browser's. */
  readonly deviceId?: string | undefined;
  /**
   * Address of the package's `frame-encoder.worker.js`, for pages whose content security policy forbids `blob:` workers.
   * Default: the copy inside the bundle. Without either, frames are made on the main thread.
   */
  readonly workerUrl?: string | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** The browser's devices; tests pass their own. */
  readonly platform?: CameraPlatform | undefined;
}

/** What a {@link Camera} needs of a browser. */
export interface CameraPlatform extends CapturePlatform {
  readonly openGrabber: (stream: MediaStream, options: FrameGrabberOptions) => FrameGrabber;
}

/**
 * The user's camera as one picture a second.
 *
 * Permission is asked for by {@link start} and not before. Whatever goes wrong is a state with a sentence: no method
 * throws or rejects. After {@link stop} nothing is left of it.
 */
export class Camera {
  readonly #options: CameraOptions;
  readonly #platform: CameraPlatform;
  readonly #clock: Clock;
  readonly #session: DeviceSession;
  readonly #store = new StateStore<CameraState>({ status: 'off' });
  #facingMode: FacingMode;

  constructor(options: CameraOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#platform = options.platform ?? { ...browserCapture(), openGrabber: openFrameGrabber };
    this.#facingMode = options.facingMode ?? 'user';
    this.#session = new DeviceSession({
      device: 'camera',
      platform: this.#platform,
      // Enough for a sharp 768-pixel square, where the camera has it.
      constraints: () => ({ facingMode: this.#facingMode, width: { ideal: 1280 }, height: { ideal: 768 } }),
      deviceId: options.deviceId,
      connect: async (line) => this.#connect(line),
    });
    this.#session.subscribe(() => this.#store.set(this.#session.getState()));
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** What the camera does now; the same object until it changes. */
  readonly getState = this.#store.get;

  /** The cameras that are connected, to be watched; nameless before the user has allowed one. */
  get devices(): DeviceList {
    return this.#session.list;
  }

  /** Which way it looks, or will look, where there is a choice. */
  get facingMode(): FacingMode {
    return this.#facingMode;
  }

  /** Opens the device, asking for permission if need be. Does nothing while it is open or opening. */
  async start(): Promise<void> {
    await this.#session.start();
  }

  /** Closes the device; its light goes out. */
  stop(): void {
    this.#session.stop();
  }

  /** Turns to the other camera of a phone, at once if it is on; a device that was chosen by its id is given up. */
  async setFacingMode(facingMode: FacingMode): Promise<void> {
    this.#facingMode = facingMode;
    await this.#session.choose(undefined);
  }

  /** Uses this device from now on, at once if the camera is on; `undefined`: the one that `facingMode` says. */
  async setDevice(deviceId: string | undefined): Promise<void> {
    await this.#session.choose(deviceId);
  }

  #connect(line: DeviceLine): () => void {
    const grabber = this.#platform.openGrabber(line.stream, {
      sizePx: FRAME_SIZE_PX,
      quality: JPEG_QUALITY,
      workerUrl: this.#options.workerUrl,
    });
    let closed = false;
    let missed = 0;
    const sendFrame = async () => {
      // What the system has taken away gives black or nothing.
      if (line.stream.getTracks().some(({ muted }) => muted)) return;
      // A picture that cannot be taken is not worth ending a call for; the next one may succeed.
      const jpeg = await grabber.grab().catch(() => undefined);
      if (closed) return;
      if (jpeg === undefined) {
        if (++missed === STUCK_AFTER_FRAMES) line.setProblem(captureProblem('camera', 'STUCK'));
        return;
      }
      missed = 0;
      line.alive();
      line.setProblem(undefined);
      await this.#options.onFrame(jpeg);
    };
    const stop = repeatEvery(FRAME_INTERVAL_MS, this.#clock, sendFrame);
    return () => {
      closed = true;
      stop();
      grabber.close();
    };
  }
}
