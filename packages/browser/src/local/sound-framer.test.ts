import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SoundFramer } from './sound-framer.js';

/** Pieces of 4 frames; 6 frames of silence end the sound. */
function framer() {
  const log: (string | number)[][] = [];
  const pieces: [number, number[]][] = [];
  const framer = new SoundFramer(
    4,
    6,
    (samples, frame) => {
      pieces.push([frame, [...samples]]);
      log.push(['piece', frame]);
    },
    (frame) => log.push(['end', frame]),
  );
  return { framer, log, pieces };
}

describe('SoundFramer', () => {
  it('starts with the first sound, and ends after enough silence with all that was heard', () => {
    const { framer: sound, log, pieces } = framer();
    sound.push(new Float32Array(3), 3, 0);
    sound.push(Float32Array.of(0, 1, 1), 3, 3);
    sound.push(undefined, 3, 6);
    sound.push(new Float32Array(3), 3, 9);
    sound.push(new Float32Array(3), 3, 12);
    expect(pieces).toEqual([
      [3, [0, 1, 1, 0]],
      [7, [0, 0, 0, 0]],
      [11, [0]],
    ]);
    expect(log.at(-1)).toEqual(['end', 12]);
    sound.push(Float32Array.of(1, 0, 0), 3, 15);
    sound.push(undefined, 3, 18);
    expect(log.at(-1)).toEqual(['piece', 15]);
  });

  it('loses no frame between the first sound and the end, however it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(0, 0, 1), { minLength: 1, maxLength: 9 })), (blocks) => {
        const { framer: sound, pieces } = framer();
        const all = blocks.flat();
        let at = 0;
        for (const block of blocks) {
          sound.push(Float32Array.from(block), block.length, at);
          at += block.length;
        }
        sound.push(undefined, 6, at);
        for (const [frame, samples] of pieces) {
          expect(samples).toEqual([...all, ...new Array(6).fill(0)].slice(frame, frame + samples.length));
        }
        const heard = new Set(pieces.flatMap(([frame, samples]) => samples.map((_, i) => frame + i)));
        for (const [frame, sample] of all.entries()) if (sample !== 0) expect(heard.has(frame)).toBe(true);
      }),
      { seed: 7 },
    );
  });
});
