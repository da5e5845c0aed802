import { expect, test } from 'vitest';
import { speechOf } from './speech-of.mjs';

/** What flite writes: 44 bytes of header, PCM16, mono. */
function wav(samples: number, rateHz = 24_000): Uint8Array {
  const bytes = new Uint8Array(44 + 2 * samples);
  const view = new DataView(bytes.buffer);
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, rateHz, true);
  view.setUint16(34, 16, true); // bits a sample
  return bytes;
}

test('phones cover the sound from its start to its end', () => {
  const { pcm, phones } = speechOf({ wav: wav(24_000), segments: 'pau:0.200 p:0.273 l:0.995 \n' });
  expect(pcm).toHaveLength(24_000);
  expect(phones).toEqual([
    { phone: 'pau', startMs: 0, endMs: 200 },
    { phone: 'p', startMs: 200, endMs: 273 },
    { phone: 'l', startMs: 273, endMs: 1000 },
  ]);
});

test('a pause that is printed longer than it sounds is cut where the sound ends', () => {
  const { phones } = speechOf({ wav: wav(8_000, 8_000), segments: 'aa:0.900 pau:1.110' });
  expect(phones).toEqual([
    { phone: 'aa', startMs: 0, endMs: 900 },
    { phone: 'pau', startMs: 900, endMs: 1000 },
  ]);
  expect(speechOf({ wav: wav(8_000, 8_000), segments: 'aa:1.050 pau:1.110' }).phones).toEqual([
    { phone: 'aa', startMs: 0, endMs: 1000 },
  ]);
});

test('something that is not 16-bit mono WAV is an error', () => {
  expect(() => speechOf({ wav: new Uint8Array(20), segments: '' })).toThrow(/not 16-bit mono/);
});
