import { VISEME_COUNT, type VisemeId } from '@lipwire/cues';
import { describe, expect, it } from 'vitest';
import { WindowDecoder } from './window-decoder.js';

const SETTINGS = { change_cost: 2, hasty_change_cost: 1 };
const T = 19;
const M = 21;

/** A window in which each frame speaks for one viseme, by so many nepers over all others. */
function windowOf(visemes: readonly VisemeId[], nepers = 3): Float32Array {
  const logits = new Float32Array(visemes.length * VISEME_COUNT);
  visemes.forEach((viseme, frame) => {
    logits[frame * VISEME_COUNT + viseme] = nepers;
  });
  return logits;
}

/** Runs a whole stream, two frames a step, as the engine does. */
function decode(visemes: readonly VisemeId[], nepers?: number): VisemeId[] {
  const decoder = new WindowDecoder(SETTINGS, 6);
  const shown: VisemeId[] = [];
  for (let first = 0; first < visemes.length; first += 2) {
    const window = Array.from({ length: 6 }, (_, i) => visemes[Math.min(first + i, visemes.length - 1)] as VisemeId);
    decoder.read(windowOf(window, nepers), 0);
    shown.push(decoder.decide(0, false), decoder.decide(1, false));
  }
  return shown;
}

describe('WindowDecoder', () => {
  it('follows frames that are clear', () => {
    const visemes: VisemeId[] = [0, 0, 1, 1, 1, 1, T, T, T, T, 0, 0];
    expect(decode(visemes)).toEqual(visemes);
  });

  it('starts a change where the evidence starts, not where it is first sure', () => {
    expect(decode([0, 0, 0, 4, 4, 4, 4, 4], 1)).toEqual([0, 0, 0, 4, 4, 4, 4, 4]);
  });

  it('keeps a closure of 20 ms between two loud vowels', () => {
    expect(decode([1, 1, 1, 1, M, M, 1, 1, 1, 1])).toEqual([1, 1, 1, 1, M, M, 1, 1, 1, 1]);
  });

  it('drops a flicker of one weak frame', () => {
    expect(decode([1, 1, 1, 1, T, 1, 1, 1, 1, 1])).toEqual(new Array(10).fill(1));
  });

  it('reads nothing before the start of the stream', () => {
    const decoder = new WindowDecoder(SETTINGS, 6);
    const logits = windowOf([M, M, M, 1, 1, 1], 100);
    decoder.read(logits, 3);
    expect(decoder.decide(3, false)).toBe(1);
  });

  it('rests where nobody speaks, whatever the network says, and goes on from rest', () => {
    const decoder = new WindowDecoder(SETTINGS, 6);
    decoder.read(windowOf([1, 1, 1, 1, 1, 1]), 0);
    expect(decoder.decide(0, true)).toBe(0);
  });

  it('is at rest after a reset', () => {
    const decoder = new WindowDecoder(SETTINGS, 6);
    decoder.read(windowOf([1, 1, 1, 1, 1, 1]), 0);
    decoder.decide(0, false);
    decoder.reset();
    decoder.read(new Float32Array(6 * VISEME_COUNT), 0);
    expect(decoder.decide(0, false)).toBe(0);
  });
});
