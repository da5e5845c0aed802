import { StateStore } from '../state-store.js';
import type { CapturePlatform, MediaDevicesLike } from './capture-platform.js';
import { type CaptureDevice, type CaptureProblem, captureProblem, captureProblemOf } from './capture-problem.js';
import { type CaptureDeviceInfo, DeviceList } from './device-list.js';

/** How one device does now. */
export type DeviceState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | {
      readonly status: 'on';
      readonly stream: MediaStream;
      readonly device: CaptureDeviceInfo;
      /** It gives nothing for now. */
      readonly problem: CaptureProblem | undefined;
    }
  | { readonly status: 'failed'; readonly problem: CaptureProblem };

/** An open device, as seen by what it is connected to. */
export interface DeviceLine {
  readonly stream: MediaStream;
  /** Sound or pictures come. A device that ends before it gave anything is not replaced by another. */
  alive(): void;
  /** Nothing comes for now, or it does again. */
  setProblem(problem: CaptureProblem | undefined): void;
  /** It is over. */
  fail(error: unknown): void;
}

/** Options of {@link DeviceSession}. */
export interface DeviceSessionOptions {
  readonly device: CaptureDevice;
  readonly platform: CapturePlatform;
  /** What the device should be like; the choice of the device comes in addition. */
  readonly constraints: () => MediaTrackConstraints;
  /** The device to use; `undefined`: the browser's default. */
  readonly deviceId: string | undefined;
  /** Takes an open device into use; resolves to what lets go of it. It may reject. */
  readonly connect: (line: DeviceLine) => Promise<() => void>;
}

interface OpenLine {
  /** Give back what was opened so far, the latest first. */
  readonly cleanups: (() => void)[];
  /** Connected: what happens to it is shown. */
  open: boolean;
  alive: boolean;
  problem: CaptureProblem | undefined;
}

/**
 * One microphone or camera, from the question for permission to the end, through whatever happens to devices.
 *
 * - A chosen device that is missing is replaced by the default one, and comes back into use when it is connected again.
 * - A device that ends in use is replaced by the default one; if there is none, the session waits until one is connected.
 * - What the system takes away for a while is a problem that passes.
 *
 * No method throws or rejects.
 */
export class DeviceSession {
  readonly list: DeviceList;
  readonly #options: DeviceSessionOptions;
  readonly #store = new StateStore<DeviceState>({ status: 'off' });
  #chosen: string | undefined;
  /** The device that is opening or open; what another one says comes too late. */
  #line: OpenLine | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: DeviceSessionOptions) {
    this.#options = options;
    this.#chosen = options.deviceId;
    this.list = new DeviceList(options.device, () => options.platform.devices);
  }

  readonly subscribe = this.#store.subscribe;
  readonly getState = this.#store.get;

  /** Opens the device, asking for permission if need be. Does nothing while it is open or opening. */
  async start(): Promise<void> {
    if (this.#line) return;
    if (!this.#options.platform.devices) {
      this.#store.set({ status: 'failed', problem: captureProblem(this.#options.device, 'INSECURE') });
      return;
    }
    this.#unwatch ??= this.list.subscribe(() => this.#onDevices());
    await this.#open();
  }

  /** Gives the device back, and waits for none; the choice is kept. */
  stop(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#release();
    if (this.#store.get().status !== 'off') this.#store.set({ status: 'off' });
  }

  /** Uses this device from now on; `undefined`: the default one. */
  async choose(deviceId: string | undefined): Promise<void> {
    this.#chosen = deviceId;
    await this.reopen();
  }

  /** Opens the device again, with the constraints of now; does nothing while it is off or failed. */
  async reopen(): Promise<void> {
    if (!this.#line) return;
    this.#release();
    await this.#open();
  }

  /** @param lost another device was in use until now. */
  async #open(lost = false): Promise<void> {
    const { device, platform, connect } = this.#options;
    const line: OpenLine = { cleanups: [], open: false, alive: false, problem: undefined };
    this.#line = line;
    this.#store.set({ status: 'starting' });
    try {
      const stream = await this.#openStream();
      line.cleanups.push(() => {
        for (const track of stream.getTracks()) track.stop();
      });
      if (this.#line !== line) return cleanUp(line);
      const show = () => this.#show(line, stream);
      line.cleanups.push(
        listen(stream, 'ended', () => this.#onEnded(line)),
        listen(stream, 'mute', show),
        listen(stream, 'unmute', show),
      );
      const disconnect = await connect({
        stream,
        alive: () => {
          line.alive = true;
        },
        setProblem: (problem) => {
          if (line.problem === problem) return;
          line.problem = problem;
          show();
        },
        fail: (error) => this.#fail(line, captureProblemOf(device, error)),
      });
      line.cleanups.push(disconnect);
      if (this.#line !== line) return cleanUp(line);
      line.open = true;
      show();
      void this.list.refresh();
    } catch (error) {
      const problem = captureProblemOf(device, error, await platform.permissionFor(device));
      // What was there a moment ago is not missing.
      const gone = lost && problem.code.endsWith('_MISSING');
      this.#fail(line, gone ? captureProblem(device, 'UNPLUGGED') : problem);
    }
  }

  /** The chosen device, or the default one where that is missing. */
  async #openStream(): Promise<MediaStream> {
    const { device, platform, constraints } = this.#options;
    const ask = (deviceId: ConstrainDOMString | undefined) => {
      const wanted = deviceId === undefined ? constraints() : { ...constraints(), deviceId };
      // Missing only before start, which looks.
      return (platform.devices as MediaDevicesLike).getUserMedia(
        device === 'microphone' ? { audio: wanted } : { video: wanted },
      );
    };
    if (this.#chosen === undefined) return ask(undefined);
    try {
      return await ask({ exact: this.#chosen });
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name !== 'OverconstrainedError' && name !== 'NotFoundError') throw error;
      return ask(undefined);
    }
  }

  #show(line: OpenLine, stream: MediaStream): void {
    if (this.#line !== line || !line.open) return;
    const { device } = this.#options;
    const [track] = stream.getTracks();
    const before = this.#store.get();
    const interrupted = track?.muted === true;
    const known = before.status === 'on' ? before.problem : undefined;
    const taken = captureProblem(device, 'INTERRUPTED');
    const problem = interrupted ? (known?.code === taken.code ? known : taken) : line.problem;
    if (before.status === 'on' && before.stream === stream && before.problem === problem) return;
    const info = { deviceId: track?.getSettings().deviceId ?? '', label: track?.label ?? '' };
    this.#store.set({ status: 'on', stream, device: info, problem });
  }

  /** The device is gone, or its permission is. */
  #onEnded(line: OpenLine): void {
    if (this.#line !== line) return;
    if (line.alive) {
      this.#release();
      void this.#open(true);
    } else {
      // It gave nothing, and would only end again.
      this.#fail(line, captureProblem(this.#options.device, 'UNPLUGGED'));
    }
  }

  /** Devices were connected or disconnected. */
  #onDevices(): void {
    const state = this.#store.get();
    const devices = this.list.getState();
    if (state.status === 'failed') {
      if (/_(UNPLUGGED|MISSING)$/.test(state.problem.code) && devices.length > 0) void this.#open();
      return;
    }
    const chosenIsBack = devices.some(({ deviceId }) => deviceId === this.#chosen);
    if (state.status === 'on' && chosenIsBack && state.device.deviceId !== this.#chosen) void this.reopen();
  }

  #fail(line: OpenLine, problem: CaptureProblem): void {
    cleanUp(line);
    if (this.#line !== line) return;
    this.#line = undefined;
    this.#store.set({ status: 'failed', problem });
  }

  #release(): void {
    const line = this.#line;
    this.#line = undefined;
    if (line) cleanUp(line);
  }
}

function cleanUp({ cleanups }: OpenLine): void {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
}

/** Listens to every track of a stream; returns what stops it. */
function listen(stream: MediaStream, type: 'ended' | 'mute' | 'unmute', listener: () => void): () => void {
  const tracks = stream.getTracks();
  for (const track of tracks) track.addEventListener(type, listener);
  return () => {
    for (const track of tracks) track.removeEventListener(type, listener);
  };
}
