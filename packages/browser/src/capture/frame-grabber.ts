import { centreCrop } from './centre-crop.js';

/** Takes still pictures of a camera. */
export interface FrameGrabber {
  /** JPEG bytes of what the camera sees now; `undefined` while it shows nothing yet. */
  grab(): Promise<Uint8Array | undefined>;
  /** Forgets the stream; safe to call twice. */
  close(): void;
}

/**
 * Takes square pictures of a stream: the middle of the frame, scaled.
 *
 * @param sizePx width and height of a picture.
 * @param quality of the JPEG, 0 to 1.
 */
export function openFrameGrabber(stream: MediaStream, sizePx: number, quality: number): FrameGrabber {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  // Rejects when the stream ends first, and then there is nothing to grab.
  video.play().catch(() => {});
  const canvas = document.createElement('canvas');
  canvas.width = sizePx;
  canvas.height = sizePx;
  const pen = canvas.getContext('2d', { alpha: false });

  return {
    async grab() {
      if (!pen || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return undefined;
      const { x, y, width, height } = centreCrop(video.videoWidth, video.videoHeight);
      pen.drawImage(video, x, y, width, height, 0, 0, sizePx, sizePx);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
    },
    close() {
      video.srcObject = null;
    },
  };
}
