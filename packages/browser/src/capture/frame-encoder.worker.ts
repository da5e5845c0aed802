import { encodeBase64 } from '@lipwire/providers';
import { drawSquare } from './draw-square.js';
import type { EncodeRequest } from './frame-encoder.js';

let canvas: OffscreenCanvas | undefined;

globalThis.onmessage = async ({ data }: MessageEvent<EncodeRequest>) => {
  // Whatever this browser cannot do in a worker, the page does.
  const jpeg = await encode(data).catch(() => undefined);
  // The same call in a worker as in a window: no origin to name.
  globalThis.postMessage(jpeg, {});
};

async function encode({ picture, sizePx, quality }: EncodeRequest): Promise<string | undefined> {
  canvas ??= new OffscreenCanvas(sizePx, sizePx);
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return undefined;
  drawSquare(pen, picture, sizePx);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  return encodeBase64(new Uint8Array(await blob.arrayBuffer()));
}
