import { CAPTURE_WORKLET_SOURCE } from '../generated/capture-worklet.js';
import { addWorkletModule } from '../worklet/add-worklet-module.js';
import { takeElement } from './element-source.js';

/** What can be heard: see `MediaLipSync`. */
export type AudibleMedia = MediaStream | HTMLMediaElement | AudioNode;

/** Options of {@link MediaTap}. */
export interface MediaTapOptions {
  /** Where a stream is taken in; an element that was tapped before stays in its own context, and a node in its own. */
  readonly context: () => AudioContext;
  readonly workletUrl: string | undefined;
  /** Play what is tapped, this much later; `undefined`: do not play it. */
  readonly playDelayMs: number | undefined;
  /** The next sound, mono, at the context's rate; its first frame is in frames of the context. */
  readonly onSound: (samples: Float32Array, frame: number) => void;
  /** Sound ended at this frame, for now. */
  readonly onQuiet: (frame: number) => void;
  readonly onError: (error: unknown) => void;
}

/** Hears what a `MediaStream`, a media element or an audio node plays, and plays it, if asked to, a little later. */
export class MediaTap {
  readonly context: AudioContext;
  readonly #options: MediaTapOptions;
  readonly #source: AudioNode;
  /** What the source leads to because of us. */
  readonly #outputs: AudioNode[] = [];
  readonly #release: () => void;
  #capture: AudioWorkletNode | undefined;
  #closed = false;

  /** @throws BrowserError `BROWSER_MEDIA_TAKEN`, `BROWSER_MEDIA_CROSS_ORIGIN`; the element plays on as it did. */
  constructor(media: AudibleMedia, options: MediaTapOptions) {
    this.#options = options;
    if (media instanceof AudioNode) {
      this.#source = media;
      this.#release = () => {};
    } else if (media instanceof HTMLMediaElement) {
      const { source, release } = takeElement(media, options.context, options.onError);
      this.#source = source;
      this.#release = release;
    } else {
      this.#source = options.context().createMediaStreamSource(media);
      this.#release = () => {};
    }
    this.context = this.#source.context as AudioContext;
    if (options.playDelayMs !== undefined) {
      const delay = new DelayNode(this.context, { maxDelayTime: 1, delayTime: options.playDelayMs / 1000 });
      this.#lead(delay);
    }
    this.#open().catch((error: unknown) => {
      if (!this.#closed) options.onError(error);
    });
  }

  /** Lets go. An element goes on to be heard, at once and without delay. Safe to call twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const output of this.#outputs) {
      output.disconnect();
      try {
        this.#source.disconnect(output);
      } catch {
        // The app has disconnected its node from everything meanwhile.
      }
    }
    this.#capture?.port.postMessage(null);
    this.#capture?.port.close();
    this.#release();
  }

  #lead(output: AudioNode): void {
    this.#outputs.push(output);
    this.#source.connect(output).connect(this.context.destination);
  }

  async #open(): Promise<void> {
    const { workletUrl, onSound, onQuiet, onError } = this.#options;
    await addWorkletModule(this.context, { name: 'capture', source: CAPTURE_WORKLET_SOURCE, url: workletUrl });
    if (this.#closed) return;
    const node = new AudioWorkletNode(this.context, 'lipwire-capture', {
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    node.port.onmessage = ({ data }: MessageEvent<{ samples?: Float32Array; frame: number }>) => {
      if (this.#closed) return;
      if (data.samples) onSound(data.samples, data.frame);
      else onQuiet(data.frame);
    };
    node.onprocessorerror = () => onError(new Error('The capture worklet stopped.'));
    this.#capture = node;
    // Safari renders only what leads to the destination; the node's own output is silence.
    this.#lead(node);
  }
}
