import { openFrameEncoder } from './frame-encoder.js';
import { openFrameSource } from './frame-source.js';

/** Takes still pictures of a camera. */
export interface FrameGrabber {
  /** A JPEG of what the camera sees now, in base64; `undefined` while it shows nothing, or nothing new. */
  grab(): Promise<string | undefined>;
  /** Forgets the stream; safe to call twice. */
  close(): void;
}

/** How pictures are made. */
export interface FrameGrabberOptions {
  /** Width and height of a picture. */
  readonly sizePx: number;
  /** Of the JPEG, 0 to 1. */
  readonly quality: number;
  /** Address of the package's `frame-encoder.worker.js`; `undefined`: the copy inside the bundle. */
  readonly workerUrl: string | undefined;
}

/** Takes square pictures of a stream, the middle of the frame, scaled; in a worker where the browser can. */
export function openFrameGrabber(
  stream: MediaStream,
  { sizePx, quality, workerUrl }: FrameGrabberOptions,
): FrameGrabber {
  const source = openFrameSource(stream);
  const encoder = openFrameEncoder(sizePx, quality, workerUrl);
  return {
    async grab() {
      const picture = await source.take();
      return picture && encoder.encode(picture);
    },
    close() {
      source.close();
      encoder.close();
    },
  };
}
