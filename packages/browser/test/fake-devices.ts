import type { CapturePermission } from '../src/capture/capture-problem.js';

/** A track as the browser hands it out: it ends, is silenced by the page, and is taken away by the system. */
export class FakeTrack extends EventTarget {
  enabled = true;
  muted = false;
  stopped = false;
  readonly label: string;
  readonly #deviceId: string;
  constructor(deviceId: string, label: string) {
    super();
    this.#deviceId = deviceId;
    this.label = label;
  }
  getSettings() {
    return { deviceId: this.#deviceId };
  }
  stop(): void {
    this.stopped = true;
  }
  /** The device is unplugged, or permission is taken back. */
  end(): void {
    this.dispatchEvent(new Event('ended'));
  }
  /** The system takes it away, or gives it back. */
  mute(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

/** `navigator.mediaDevices` with devices that a test plugs in and out; the first is the default. */
export class FakeDevices extends EventTarget {
  /** What is connected, by id. */
  readonly connected: string[];
  readonly kind: 'audioinput' | 'videoinput';
  /** What was asked for, and what was given. */
  readonly asked: MediaTrackConstraints[] = [];
  readonly tracks: FakeTrack[] = [];
  /** What `getUserMedia` rejects with. */
  refusal: DOMException | undefined;
  permission: CapturePermission = { decision: 'granted', allowedByPolicy: true };

  constructor(kind: 'audioinput' | 'videoinput', connected: string[]) {
    super();
    this.kind = kind;
    this.connected = connected;
  }

  /** The open track. */
  get track(): FakeTrack {
    const track = this.tracks.at(-1);
    if (!track) throw new Error('No device was opened.');
    return track;
  }

  readonly getUserMedia = async ({ audio, video }: MediaStreamConstraints = {}): Promise<MediaStream> => {
    const wanted = (audio ?? video) as MediaTrackConstraints;
    this.asked.push(wanted);
    if (this.refusal) throw this.refusal;
    const exact = (wanted.deviceId as ConstrainDOMStringParameters | undefined)?.exact as string | undefined;
    const id = this.connected.find((each) => each === (exact ?? each));
    if (id === undefined) {
      throw new DOMException('', exact && this.connected.length > 0 ? 'OverconstrainedError' : 'NotFoundError');
    }
    const track = new FakeTrack(id, `The ${id}`);
    this.tracks.push(track);
    const tracks = () => [track];
    return { getTracks: tracks, getAudioTracks: tracks, getVideoTracks: tracks } as unknown as MediaStream;
  };

  readonly enumerateDevices = async (): Promise<MediaDeviceInfo[]> => {
    const label = (id: string) => (this.tracks.length > 0 ? `The ${id}` : '');
    const { kind } = this;
    return this.connected.map((deviceId) => ({ deviceId, kind, label: label(deviceId) }) as MediaDeviceInfo);
  };

  readonly permissionFor = async (): Promise<CapturePermission> => this.permission;

  /** Something is plugged in or out. */
  plug(...connected: string[]): void {
    this.connected.splice(0, this.connected.length, ...connected);
    this.dispatchEvent(new Event('devicechange'));
  }
}
