import { describe, expect, it } from 'vitest';
import { SENTENCES } from './sentences.mjs';
import { labelOf } from './synthesized-set.mjs';

describe('labelOf', () => {
  it('turns what the synthesizer says into a label', () => {
    const speech = {
      pcm: new Int16Array(24_000),
      phones: [
        { phone: 'pau', startMs: 0, endMs: 195.06 },
        { phone: 'p', startMs: 195.06, endMs: 1000 },
      ],
    };
    expect(labelOf('awb-01', 'awb', 'P.', speech)).toMatchObject({
      id: 'awb-01',
      speaker: 'flite-awb',
      human: false,
      labels: 'exact',
      duration: 1,
      phones: [
        { p: 'sil', start: 0, end: 0.1951 },
        { p: 'p', start: 0.1951, end: 1 },
      ],
    });
  });
});

describe('the sentences', () => {
  it('are sixty, all different', () => {
    expect(new Set(SENTENCES).size).toBe(60);
  });

  it('are plain enough for a synthesizer', () => {
    for (const sentence of SENTENCES) expect(sentence).toMatch(/^[A-Z][A-Za-z ,.:;?!]+[.?!]$/);
  });
});
