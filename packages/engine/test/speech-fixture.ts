import { readFileSync } from 'node:fs';

const folder = new URL('./speech/', import.meta.url);

/** A phone and the milliseconds from which and until which it sounds. */
type Phone = readonly [phone: string, startMs: number, endMs: number];

/** A sentence full of lip sounds, synthesized with exact phone times by a voice that no model was trained on. */
export const SENTENCE: { readonly samples: Float32Array; readonly sampleRateHz: 16_000; readonly phones: Phone[] } = {
  samples: readSamples('bob-will-move.wav'),
  sampleRateHz: 16_000,
  phones: JSON.parse(readFileSync(new URL('bob-will-move.json', folder), 'utf8')).phones,
};

/** The samples of a plain WAV file: 44 bytes of header, then 16-bit mono PCM. */
function readSamples(name: string): Float32Array {
  const bytes = readFileSync(new URL(name, folder));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: (bytes.length - 44) >> 1 }, (_, i) => view.getInt16(44 + 2 * i, true) / 32_768);
}

/** The same sound at another rate, by straight lines between samples; dull, but no sample is out of place. */
export function atRate(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const count = Math.floor(((samples.length - 1) * toHz) / fromHz);
  return Float32Array.from({ length: count }, (_, i) => {
    const at = (i * fromHz) / toHz;
    const before = Math.floor(at);
    const a = samples[before] ?? 0;
    return a + (at - before) * ((samples[before + 1] ?? 0) - a);
  });
}

/** Sounds one after the other. */
export function joined(...parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
