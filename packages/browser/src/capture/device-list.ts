import { StateStore } from '../state-store.js';
import type { MediaDevicesLike } from './capture-platform.js';
import type { CaptureDevice } from './capture-problem.js';

/** A device that can be chosen. */
export interface CaptureDeviceInfo {
  readonly deviceId: string;
  /** The device's name; empty until the user has allowed a device of its kind. */
  readonly label: string;
}

const KIND: Record<CaptureDevice, MediaDeviceKind> = { microphone: 'audioinput', camera: 'videoinput' };

/** The microphones or cameras that are connected now, as a list that can be watched. */
export class DeviceList {
  readonly #device: CaptureDevice;
  readonly #media: () => MediaDevicesLike | undefined;
  readonly #store = new StateStore<readonly CaptureDeviceInfo[]>([]);
  #watchers = 0;
  #unwatch = () => {};

  constructor(device: CaptureDevice, media: () => MediaDevicesLike | undefined) {
    this.#device = device;
    this.#media = media;
  }

  /** The devices, the browser's default first; the same list until it changes. Empty until somebody watches. */
  readonly getState = this.#store.get;

  /** Watches the list; devices come and go with their plugs. Returns what stops it. Asks for no permission. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const unsubscribe = this.#store.subscribe(listener);
    if (this.#watchers++ === 0) this.#watch();
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      unsubscribe();
      if (--this.#watchers === 0) this.#unwatch();
    };
  };

  /** Looks again: names appear when the user has given permission, and no event tells. Never rejects. */
  async refresh(): Promise<void> {
    const all = await this.#media()
      ?.enumerateDevices()
      .catch(() => undefined);
    // Without permission there is one nameless entry for each kind that exists; it can be chosen by nobody.
    const found = all?.filter(({ kind, deviceId }) => kind === KIND[this.#device] && deviceId !== '') ?? [];
    const before = this.#store.get();
    const same =
      found.length === before.length &&
      found.every(({ deviceId, label }, i) => deviceId === before[i]?.deviceId && label === before[i]?.label);
    if (!same) this.#store.set(found.map(({ deviceId, label }) => ({ deviceId, label })));
  }

  #watch(): void {
    const refresh = () => void this.refresh();
    this.#media()?.addEventListener('devicechange', refresh);
    this.#unwatch = () => this.#media()?.removeEventListener('devicechange', refresh);
    refresh();
  }
}
