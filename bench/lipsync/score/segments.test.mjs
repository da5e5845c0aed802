import { describe, expect, it } from 'vitest';
import { pairEvents, stretches } from './segments.mjs';

const at = (startMs, endMs) => ({ startMs, endMs });

describe('pairEvents', () => {
  const expected = [at(100, 150), at(300, 400)];

  it('forgives 40 ms at either end', () => {
    expect(pairEvents(expected, [at(0, 60), at(440, 500)])).toHaveLength(2);
    expect(pairEvents(expected, [at(0, 59), at(441, 500)])).toHaveLength(0);
  });

  it('gives each drawn event to one expected event', () => {
    expect(pairEvents(expected, [at(90, 420)])).toEqual([[expected[0], at(90, 420)]]);
  });

  it('passes over what was drawn for nothing', () => {
    expect(pairEvents(expected, [at(0, 10), at(200, 220), at(310, 330)])).toEqual([[expected[1], at(310, 330)]]);
  });
});

describe('stretches', () => {
  it('joins neighbours that touch, and leaves gaps open', () => {
    const segments = [at(0, 100), at(100.5, 200), at(202, 300)];
    expect(stretches(segments, () => true)).toEqual([at(0, 200), at(202, 300)]);
    expect(segments[0]).toEqual(at(0, 100));
  });
});
