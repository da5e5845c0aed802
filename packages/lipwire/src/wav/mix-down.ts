import type { WavFormat } from './wav-format.js';

/**
 * Turns interleaved frames into mono: the mean of the channels, -1 to 1.
 *
 * Float files may hold anything; what is not a number becomes 0 and what is outside of the range is clipped, as on any
 * loudspeaker.
 *
 * @param frames whole frames only.
 * @returns a new array, one sample a frame.
 */
export function mixDown(frames: Uint8Array, format: WavFormat, littleEndian: boolean): Float32Array {
  const { channels, bytesPerSample } = format;
  const view = new DataView(frames.buffer, frames.byteOffset, frames.byteLength);
  const read = sampleReader(format, littleEndian);
  const mono = new Float32Array(frames.byteLength / (channels * bytesPerSample));
  let at = 0;
  for (let frame = 0; frame < mono.length; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      sum += read(view, at);
      at += bytesPerSample;
    }
    mono[frame] = sum / channels;
  }
  return mono;
}

type SampleReader = (view: DataView, at: number) => number;

function sampleReader({ encoding, bytesPerSample }: WavFormat, littleEndian: boolean): SampleReader {
  if (encoding === 'float') {
    return bytesPerSample === 4
      ? (view, at) => clip(view.getFloat32(at, littleEndian))
      : (view, at) => clip(view.getFloat64(at, littleEndian));
  }
  switch (bytesPerSample) {
    case 1:
      return (view, at) => (view.getUint8(at) - 0x80) / 0x80;
    case 2:
      return (view, at) => view.getInt16(at, littleEndian) / 0x8000;
    case 3:
      return littleEndian
        ? (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x80_0000
        : (view, at) => ((view.getInt16(at, false) << 8) | view.getUint8(at + 2)) / 0x80_0000;
    default:
      return (view, at) => view.getInt32(at, littleEndian) / 0x8000_0000;
  }
}

function clip(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(1, Math.max(-1, value));
}
