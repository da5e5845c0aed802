import { CAPTURE_WORKLET_SOURCE } from '../generated/capture-worklet.js';
import { addWorkletModule } from '../worklet/add-worklet-module.js';

/** Browsers give the sound of an element to one node of one context, for good. */
const elements = new WeakMap<HTMLMediaElement, MediaElementAudioSourceNode>();

/** Options of {@link MediaTap}. */
export interface MediaTapOptions {
  /** Where a stream is taken in; an element that was tapped before stays in its own. */
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

/** Hears what a `MediaStream` or a media element plays, and plays it, if asked to, a little later. */
export class MediaTap {
  readonly context: AudioContext;
  readonly #options: MediaTapOptions;
  readonly #source: AudioNode;
  readonly #element: boolean;
  readonly #delay: DelayNode | undefined;
  #capture: AudioWorkletNode | undefined;
  #closed = false;

  constructor(media: MediaStream | HTMLMediaElement, options: MediaTapOptions) {
    this.#options = options;
    this.#element = media instanceof HTMLMediaElement;
    const source =
      media instanceof HTMLMediaElement ? elementSource(media, options.context) : streamSource(media, options.context);
    this.#source = source;
    this.context = source.context as AudioContext;
    if (options.playDelayMs !== undefined) {
      const seconds = options.playDelayMs / 1000;
      this.#delay = new DelayNode(this.context, { maxDelayTime: 1, delayTime: seconds });
      source.connect(this.#delay).connect(this.context.destination);
    }
    this.#open().catch((error: unknown) => {
      if (!this.#closed) options.onError(error);
    });
  }

  /** Lets go. An element goes on to be heard, at once and without delay. Safe to call twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#source.disconnect();
    this.#delay?.disconnect();
    this.#capture?.port.postMessage(null);
    this.#capture?.port.close();
    this.#capture?.disconnect();
    if (this.#element) this.#source.connect(this.context.destination);
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
    // Safari renders only what leads to the destination; the node's own output is silence.
    this.#source.connect(node).connect(this.context.destination);
    this.#capture = node;
  }
}

function streamSource(stream: MediaStream, context: () => AudioContext): AudioNode {
  return context().createMediaStreamSource(stream);
}

function elementSource(element: HTMLMediaElement, context: () => AudioContext): AudioNode {
  const known = elements.get(element);
  if (known) {
    // The one before let it through undelayed.
    known.disconnect();
    return known;
  }
  const source = context().createMediaElementSource(element);
  elements.set(element, source);
  return source;
}
