import { describe, expect, test } from 'vitest';
import { type DrawnPath, recordingRuntime } from '../../test/recording-runtime.js';
import { RivFile } from '../builder/authoring/riv-file.js';
import { mouthSet } from '../mouth/mouth-set.js';
import { INSIDE_HALF_WIDTH, type MouthShape } from '../mouth/mouth-shape.js';
import { cubicSegments } from '../mouth/outline.js';
import { drawMouth } from './mouth-drawing.js';
import type { MouthStyle } from './mouth-style.js';

const PROPORTIONS = { halfWidth: 42, height: 60, upperLip: 6, lowerLip: 9, smile: 8 };
const SCALE = PROPORTIONS.halfWidth / INSIDE_HALF_WIDTH;
const MOUTHS = mouthSet(PROPORTIONS);
const PLAIN: MouthStyle = {
  colors: {
    cavity: '#010000',
    upperTeeth: '#020000',
    lowerTeeth: '#030000',
    tongue: '#040000',
    tongueLine: '#050000',
    lipLine: '#060000',
    upperLip: '#070000',
    lowerLip: '#080000',
    lipLight: '#090000',
  },
};

/** What the runtime paints of a mouth alone, held in a shape, on an artboard of which it is the middle. */
async function painted(shape: MouthShape, style: MouthStyle = PLAIN) {
  const file = new RivFile('Mouth');
  const artboard = file.artboard('Mouth', { width: 200, height: 200 });
  const mouth = drawMouth(artboard.group('face', { at: [100, 100] }), MOUTHS.shapes[0], style);
  const pose = artboard.pose('shape');
  mouth.set(pose, shape);
  const layer = artboard.stateMachine('machine').layer('mouth');
  layer.start(layer.play(pose));
  const { rive, record } = await recordingRuntime();
  const loaded = (await rive.load(file.toBytes())).artboardByName('Mouth');
  const machine = new rive.StateMachineInstance(loaded.stateMachineByName('machine'), loaded);
  machine.advance(0.1);
  loaded.advance(0.1);
  return record(loaded as never);
}

const flat = (nth: number) => `rgba(${nth},0,0,1)`;
const [CAVITY, UPPER, LOWER, TONGUE] = [1, 2, 3, 4].map(flat);

describe('a drawn mouth', () => {
  test.each([
    ['th', MOUTHS.shapes[17]],
    ['thinking', MOUTHS.resting.thinking],
  ])('%s: opening and lips are those of the shape, where it puts them', async (_, shape) => {
    const calls = await painted(shape as MouthShape);
    const cavity = calls.find(({ style }) => style === CAVITY);
    const expected = cubicSegments(Object.values((shape as MouthShape).inner)).flatMap(([, ...rest]) => rest.flat());
    const drawn = numbersOf(cavity?.path ?? []).slice(2);
    for (const [i, value] of expected.entries()) expect(drawn[i]).toBeCloseTo(value, 3);
    expect(cavity?.transform[4]).toBeCloseTo(100 + (shape as MouthShape).place.x, 3);
  });

  test('cuts teeth and tongue to the opening, and paints them from back to front', async () => {
    const calls = await painted(MOUTHS.shapes[19] as MouthShape);
    const cavity = calls.find(({ style }) => style === CAVITY);
    const expected = numbersOf(cavity?.path ?? []).map((value) => value + 100);
    const clips = calls.flatMap(({ kind, path }, at) =>
      kind === 'clip' && isSame(numbersOf(path), expected) ? [at] : [],
    );
    const at = (style?: string) => calls.findIndex((call) => call.style === style);
    expect(clips).toHaveLength(2);
    const order = [at(CAVITY), clips[0], at(TONGUE), at(LOWER), clips[1], at(UPPER)];
    expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)));
    expect(Math.min(...order.map(Number))).toBeGreaterThanOrEqual(0);
  });

  test.each([
    ['the tip of the tongue for th, and no other sound', 17, TONGUE, 'tongueTip', 2],
    ['the front teeth for f, and no other sound', 18, UPPER, 'bite', 2],
  ] as const)('lays on the lower lip %s', async (_, id, color, part, nth) => {
    const heights = await Promise.all(
      MOUTHS.shapes.map(async (shape) => {
        const laid = (await painted(shape)).filter(({ style }) => style === color)[nth - 1];
        return laid?.transform[3] ?? 0;
      }),
    );
    for (const [other, height] of heights.entries()) {
      expect(height, `viseme ${other}`).toBeCloseTo(
        other === id ? SCALE * (MOUTHS.shapes[id]?.[part].scaleY ?? 0) : 0,
        3,
      );
    }
    expect(heights[id]).toBeGreaterThan(0.2);
  });

  test('glows, has the line it is told, and is flat without a shade', async () => {
    const plain = await painted(MOUTHS.shapes[1] as MouthShape);
    const glowing = await painted(MOUTHS.shapes[1] as MouthShape, {
      ...PLAIN,
      shade: false,
      glow: [{ color: '#0b0000', width: 20 }],
    });
    const strokes = (calls: typeof plain) => calls.filter(({ kind }) => kind === 'stroke').map(({ style }) => style);
    expect(strokes(plain)).not.toContain(flat(11));
    expect(strokes(glowing)).toEqual([flat(11), flat(6)]);
    expect(glowing.length).toBeLessThan(plain.length - 8);
  });
});

function numbersOf(path: DrawnPath): number[] {
  return path.flatMap(([, ...numbers]) => numbers);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < 1e-3);
}
