import { readFileSync } from 'node:fs';

/**
 * Reads 16-bit mono PCM; anything else is an error, so that nothing is trained or measured in a form nobody meant.
 *
 * @returns {{ samples: Float32Array, sampleRateHz: number }} samples -1 to 1.
 */
export function readWav(path) {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sampleRateHz = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    if (id === 'fmt ') {
      const [format, channels, bits] = [at + 8, at + 10, at + 22].map((offset) => view.getUint16(offset, true));
      if (format !== 1 || channels !== 1 || bits !== 16) throw new Error(`${path}: not 16-bit mono PCM`);
      sampleRateHz = view.getUint32(at + 12, true);
    }
    if (id === 'data') {
      const samples = new Float32Array(size >> 1);
      for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(at + 8 + 2 * i, true) / 32768;
      return { samples, sampleRateHz };
    }
    at += 8 + size + (size & 1);
  }
  throw new Error(`${path}: no data chunk`);
}
