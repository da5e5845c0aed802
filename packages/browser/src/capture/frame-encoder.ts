import { encodeBase64 } from '@lipwire/providers';
import { FRAME_ENCODER_WORKER_SOURCE } from '../generated/frame-encoder-worker.js';
import { drawSquare } from './draw-square.js';
import type { Picture } from './frame-source.js';

/** What the worker is asked; it answers with the JPEG in base64, or `undefined` if it could not make one. */
export interface EncodeRequest {
  readonly picture: Picture;
  /** Width and height of the JPEG. */
  readonly sizePx: number;
  /** 0 to 1. */
  readonly quality: number;
}

/** Makes JPEGs of pictures. */
export interface FrameEncoder {
  /** Takes the picture and closes it; one at a time. Resolves to the JPEG in base64. */
  encode(picture: Picture): Promise<string | undefined>;
  /** Ends it; what is under way is never answered. Safe to call twice. */
  close(): void;
}

/** A worker that takes longer than this never answers, in milliseconds. */
const ANSWER_LIMIT_MS = 5_000;

/**
 * Crops, scales and compresses in a worker, and on the page where there is none: no `OffscreenCanvas`, or a policy that
 * forbids the address.
 *
 * @param workerUrl of the package's `frame-encoder.worker.js`; `undefined`: the copy in the bundle.
 */
export function openFrameEncoder(sizePx: number, quality: number, workerUrl: string | undefined): FrameEncoder {
  let worker = 'OffscreenCanvas' in globalThis ? startWorker(workerUrl) : undefined;
  let encodeOnPage: ((picture: Picture) => Promise<string | undefined>) | undefined;
  let answer = (_jpeg: string | undefined) => {};
  const endWorker = () => {
    worker?.terminate();
    worker = undefined;
    answer(undefined);
  };
  if (worker) {
    worker.onmessage = ({ data }: MessageEvent<string | undefined>) =>
      data === undefined ? endWorker() : answer(data);
    // Forbidden, not found, or broken: the page does what comes next.
    worker.onerror = endWorker;
    worker.onmessageerror = endWorker;
  }
  return {
    encode(picture) {
      if (!worker) {
        encodeOnPage ??= pageEncoder(sizePx, quality);
        return encodeOnPage(picture);
      }
      worker.postMessage({ picture, sizePx, quality } satisfies EncodeRequest, [picture]);
      return new Promise((resolve) => {
        const timer = setTimeout(endWorker, ANSWER_LIMIT_MS);
        answer = (jpeg) => {
          clearTimeout(timer);
          resolve(jpeg);
        };
      });
    },
    close: endWorker,
  };
}

/** Made once for a page: some browsers read a blob late, so its address is never given up. */
let bundledAddress: string | undefined;

function startWorker(workerUrl: string | undefined): Worker | undefined {
  try {
    if (workerUrl !== undefined) return new Worker(workerUrl);
    bundledAddress ??= URL.createObjectURL(new Blob([FRAME_ENCODER_WORKER_SOURCE], { type: 'text/javascript' }));
    return new Worker(bundledAddress);
  } catch {
    // Forbidden, in browsers that say so at once.
    return undefined;
  }
}

function pageEncoder(sizePx: number, quality: number): (picture: Picture) => Promise<string | undefined> {
  const canvas = document.createElement('canvas');
  canvas.width = sizePx;
  canvas.height = sizePx;
  const pen = canvas.getContext('2d', { alpha: false });
  return async (picture) => {
    if (!pen) return undefined;
    drawSquare(pen, picture, sizePx);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    return blob ? encodeBase64(new Uint8Array(await blob.arrayBuffer())) : undefined;
  };
}
