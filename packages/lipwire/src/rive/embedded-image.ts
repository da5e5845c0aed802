import { resolveObjectURL } from 'node:buffer';
import type { DrawnPicture } from './drawing.js';

/** In place of a page's `Image`: keeps the bytes, and knows how large the picture is. It is always "loaded". */
export class EmbeddedImage {
  width = 1;
  height = 1;
  onload: (() => void) | undefined;
  #dataUrl = '';

  /** The picture itself. */
  get picture(): DrawnPicture {
    return { width: this.width, height: this.height, dataUrl: this.#dataUrl };
  }

  set src(url: string) {
    void this.#read(url).finally(() => this.onload?.());
  }

  async #read(url: string): Promise<void> {
    const blob = resolveObjectURL(url);
    if (!blob) return;
    const bytes = Buffer.from(await blob.arrayBuffer());
    const { kind, width, height } = formatOf(bytes);
    this.width = width;
    this.height = height;
    this.#dataUrl = `data:image/${kind};base64,${bytes.toString('base64')}`;
  }
}

/** Format and size by the first bytes: PNG, WebP and JPEG are what Rive's editor writes. */
function formatOf(bytes: Buffer): { readonly kind: string; readonly width: number; readonly height: number } {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { kind: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length > 30 && bytes.toString('latin1', 8, 12) === 'WEBP') return { kind: 'webp', ...webpSize(bytes) };
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    // SOF0 to SOF2: baseline and progressive.
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) {
      return { kind: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
  }
  return { kind: 'png', width: 1, height: 1 };
}

function webpSize(bytes: Buffer): { readonly width: number; readonly height: number } {
  const chunk = bytes.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  if (chunk === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}
