import { readFile } from 'node:fs/promises';
import { VISEME_COUNT } from '@lipwire/cues';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { argb } from '../src/builder/authoring/color.js';
import {
  EXPRESSIONS,
  GESTURES,
  gestureProperty,
  VIEW_MODEL_PROPERTIES as PROPERTY,
  STATE_MACHINE_INPUTS,
  visemeProperty,
} from '../src/contract.js';
import { MASCOTS } from '../src/mascots/catalog.js';
import { MOUTH_COLORS, MOUTHS, THEME } from '../src/mascots/miso/look.js';
import { blendShapes } from '../src/mouth/blend-shapes.js';
import { cubicSegments } from '../src/mouth/outline.js';
import { type PlayingMascot, playMascot } from './playing-mascot.js';
import type { DrawCall } from './recording-runtime.js';

const MISO = MASCOTS[0];
const { shapes: MOUTH_SHAPES } = MOUTHS;
const BYTES = MISO.draw().toBytes();
let mascot: PlayingMascot;

beforeEach(async () => {
  mascot = await playMascot(BYTES);
});

describe('the file', () => {
  test('is what the code draws', async () => {
    const committed = await readFile(new URL('../mascots/miso.riv', import.meta.url));
    expect(committed.equals(BYTES), 'run npm run generate -w packages/rig').toBe(true);
  });

  test('is small', () => {
    expect(BYTES.length).toBeLessThan(80 * 1024);
  });

  test('offers what contract.ts names', () => {
    const offered = mascot.data.getProperties().map(({ name }) => name);
    const visemes = Array.from({ length: VISEME_COUNT }, (_, id) => visemeProperty(id));
    const gestures = GESTURES.map(gestureProperty);
    expect(offered.sort()).toEqual([...visemes, ...gestures, ...Object.values(PROPERTY)].sort());
    const inputs = Array.from({ length: mascot.machine.inputCount() }, (_, i) => mascot.machine.input(i).name);
    expect(inputs.sort()).toEqual(Object.values(STATE_MACHINE_INPUTS).sort());
  });
});

describe('the mouth', () => {
  const weights = fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: VISEME_COUNT + 1, maxLength: VISEME_COUNT + 1 })
    .filter((list) => list.some((weight) => weight > 0.01))
    .map((list) => {
      const total = list.reduce((sum, weight) => sum + weight, 0);
      return list.slice(0, VISEME_COUNT).map((weight) => weight / total);
    });

  test('is exactly the weighted average of the poses, for any weights, in the same frame', () => {
    fc.assert(
      fc.property(weights, (list) => {
        mascot.setWeights(list);
        mascot.run(16);
        expect(worstDistance(drawnMouth(mascot.draw()), expectedMouth(list))).toBeLessThan(1e-3);
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  test.each(MOUTH_SHAPES.map((_, id) => id))('takes pose %i', (id) => {
    const list = one(id);
    mascot.setWeights(list);
    mascot.run(16);
    expect(worstDistance(drawnMouth(mascot.draw()), expectedMouth(list))).toBeLessThan(1e-3);
  });

  test('does not creep in 600 frames', () => {
    const list = one(2).map((weight, id) => weight * 0.5 + (id === 7 ? 0.2 : 0));
    mascot.setWeights(list);
    mascot.run(10_000);
    expect(worstDistance(drawnMouth(mascot.draw()), expectedMouth(list))).toBeLessThan(1e-3);
  });

  test('is at rest when all weights are 0, also after speech', () => {
    mascot.setWeights(one(2));
    mascot.run(500);
    mascot.setWeights(one(-1));
    mascot.run(16);
    expect(worstDistance(drawnMouth(mascot.draw()), expectedMouth(one(-1)))).toBeLessThan(1e-3);
  });

  test('is at rest in an app that knows nothing of view models', async () => {
    const unbound = await playMascot(BYTES, { bound: false });
    unbound.run(1_000);
    expect(worstDistance(drawnMouth(unbound.draw()), expectedMouth(one(-1)))).toBeLessThan(1e-3);
  });

  test('stays in its bounds however the head moves', () => {
    const { x, y, width, height } = MISO.mouth.bounds;
    mascot.data.boolean(PROPERTY.isListening).value = true;
    mascot.data.boolean(PROPERTY.isSpeaking).value = true;
    mascot.data.number(PROPERTY.gazeX).value = 100;
    mascot.data.number(PROPERTY.gazeY).value = 100;
    for (const [i, expression] of EXPRESSIONS.entries()) {
      mascot.data.enum(PROPERTY.expression).value = expression;
      mascot.data.trigger(PROPERTY.gesture).trigger();
      for (let frame = 0; frame < 30; frame++) {
        mascot.setWeights(one((frame + i * 5) % VISEME_COUNT));
        mascot.run(70);
        const call = lipsOf(mascot.draw());
        for (const [px, py] of onArtboard(call)) {
          expect(px).toBeGreaterThan(x);
          expect(px).toBeLessThan(x + width);
          expect(py).toBeGreaterThan(y);
          expect(py).toBeLessThan(y + height);
        }
      }
    }
  });

  test('has flat colours by which it is found', () => {
    mascot.setWeights(one(2));
    mascot.run(16);
    const styles = mascot.draw().map(({ style }) => style);
    for (const color of [MOUTH_COLORS.cavity, MOUTH_COLORS.upperTeeth, MOUTH_COLORS.lowerTeeth, MOUTH_COLORS.tongue]) {
      expect(styles).toContain(css(color));
    }
  });
});

describe('alive', () => {
  test('keeps ears and tail in the picture', () => {
    for (const [listens, speaks] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      mascot.data.boolean(PROPERTY.isListening).value = listens;
      mascot.data.boolean(PROPERTY.isSpeaking).value = speaks;
      for (let i = 0; i < 60; i++) {
        mascot.run(190);
        const parts = mascot.draw().filter(({ path }) => isStart(path, -22, 40) || isStart(path, 340, 510));
        const points = parts.flatMap(endPoints);
        expect(points.length).toBeGreaterThan(10);
        expect(Math.min(...points.map(([, y]) => y))).toBeGreaterThan(2);
        expect(Math.max(...points.map(([x]) => x))).toBeLessThan(498);
      }
    }
  });

  test('blinks: shuts completely, at uneven times', () => {
    const shutAtMs: number[] = [];
    let wasShut = false;
    for (let ms = 0; ms < 17_000; ms += 40) {
      mascot.run(40);
      const isShut = eyeArea(mascot.draw()) < 30;
      if (isShut && !wasShut) shutAtMs.push(ms);
      wasShut = isShut;
    }
    const pauses = shutAtMs.slice(1).map((ms, i) => ms - (shutAtMs[i] ?? 0));
    expect(shutAtMs.length).toBeGreaterThanOrEqual(5);
    expect(new Set(pauses.map((ms) => Math.round(ms / 100))).size).toBe(pauses.length);
  });

  test('breathes and sways without being told', () => {
    const seen = Array.from({ length: 20 }, () => {
      mascot.run(400);
      return headPlace(mascot.draw());
    });
    for (const axis of [0, 1] as const) {
      const values = seen.map((place) => place[axis]);
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(1);
    }
  });

  test('waves once for the trigger, and the arm goes back out of the picture', () => {
    for (const fire of [
      () => mascot.data.trigger(PROPERTY.gesture).trigger(),
      () => mascot.input(STATE_MACHINE_INPUTS.gesture).asTrigger().fire(),
    ]) {
      expect(pawTop(mascot.draw())).toBeGreaterThan(500);
      fire();
      mascot.run(900);
      expect(pawTop(mascot.draw())).toBeLessThan(360);
      mascot.run(1_600);
      expect(pawTop(mascot.draw())).toBeGreaterThan(500);
      mascot.run(3_000);
      expect(pawTop(mascot.draw())).toBeGreaterThan(500);
    }
  });

  test.each([
    ['listening', PROPERTY.isListening, STATE_MACHINE_INPUTS.isListening],
    ['speaking', PROPERTY.isSpeaking, STATE_MACHINE_INPUTS.isSpeaking],
  ])('%s: the property and the input both work, and either holds it', async (_, property, name) => {
    const idle = await playMascot(BYTES);
    const input = mascot.input(name).asBool();
    const differs = () => {
      mascot.run(1_000);
      idle.run(1_000);
      return Math.abs(browTop(mascot.draw()) - browTop(idle.draw())) > 0.3;
    };
    expect(differs()).toBe(false);
    mascot.data.boolean(property).value = true;
    expect(differs()).toBe(true);
    input.value = true;
    mascot.data.boolean(property).value = false;
    expect(differs()).toBe(true);
    input.value = false;
    mascot.run(1_000);
    idle.run(1_000);
    expect(differs()).toBe(false);
  });

  test('inputs work without a view model', async () => {
    const [moved, idle] = [await playMascot(BYTES, { bound: false }), await playMascot(BYTES, { bound: false })];
    moved.input(STATE_MACHINE_INPUTS.isListening).asBool().value = true;
    for (const each of [moved, idle]) each.run(1_000);
    expect(browTop(moved.draw())).toBeLessThan(browTop(idle.draw()) - 3);
    moved.input(STATE_MACHINE_INPUTS.isListening).asBool().value = false;
    for (const each of [moved, idle]) each.run(1_000);
    expect(browTop(moved.draw())).toBeCloseTo(browTop(idle.draw()), 3);
  });

  test('looks where it is told', () => {
    const [atX, atY] = pupilPlace(mascot.draw());
    mascot.data.number(PROPERTY.gazeX).value = 50;
    mascot.data.number(PROPERTY.gazeY).value = -100;
    mascot.run(0.001);
    const [x, y] = pupilPlace(mascot.draw());
    expect(x - atX).toBeGreaterThan(4);
    expect(y - atY).toBeLessThan(-8);
  });

  test('every expression changes the face, and neutral brings it back', () => {
    mascot.data.boolean(PROPERTY.blinksItself).value = false;
    const face = (expression: string) => {
      mascot.data.enum(PROPERTY.expression).value = expression;
      // A whole number of turns of every idle loop (11 and 4 s), so that only the expression differs.
      mascot.run(11 * 4 * 1_000, 1_000);
      return `${eyeArea(mascot.draw()).toFixed(0)} ${browTop(mascot.draw()).toFixed(0)}`;
    };
    const faces = EXPRESSIONS.map(face);
    expect(new Set(faces).size).toBe(EXPRESSIONS.length);
    expect(face(EXPRESSIONS[0])).toBe(faces[0]);
  });

  test('wears the colours of the view model', () => {
    expect(mascot.draw().map(({ style }) => style)).toContain(css(THEME.accent));
    mascot.data.color(PROPERTY.accentColor).rgb(1, 2, 3);
    mascot.run(16);
    const styles = mascot.draw().map(({ style }) => style);
    expect(styles).toContain('rgba(1,2,3,1)');
    expect(styles).not.toContain(css(THEME.accent));
  });
});

function one(id: number): number[] {
  return Array.from({ length: VISEME_COUNT }, (_, each) => (each === id ? 1 : 0));
}

function css(color: `#${string}`): string {
  const value = argb(color);
  return `rgba(${(value >> 16) & 255},${(value >> 8) & 255},${value & 255},1)`;
}

/** All numbers of the drawn outlines of cavity and lips, in the coordinates of the mouth. */
function drawnMouth(calls: readonly DrawCall[]): number[] {
  return [numbersOf(cavityOf(calls)), numbersOf(lipsOf(calls))].flat();
}

function expectedMouth(weights: readonly number[]): number[] {
  const { inner, outer } = blendShapes(MOUTH_SHAPES[0], MOUTH_SHAPES, weights);
  return [inner, outer].flatMap((contour) => {
    const segments = cubicSegments(Object.values(contour));
    return [segments[0]?.[0] ?? [], ...segments.flatMap(([, ...rest]) => rest)].flat();
  });
}

function numbersOf({ path }: DrawCall): number[] {
  return path.flatMap(([, ...numbers]) => numbers);
}

function worstDistance(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))));
}

function cavityOf(calls: readonly DrawCall[]): DrawCall {
  return call(calls, ({ style, kind }) => kind === 'fill' && style === css(MOUTH_COLORS.cavity));
}

/** The lips are painted before the cavity; between them is only the shine on the lower lip. */
function lipsOf(calls: readonly DrawCall[]): DrawCall {
  return calls[calls.indexOf(cavityOf(calls)) - 2] as DrawCall;
}

function headPlace(calls: readonly DrawCall[]): readonly [number, number] {
  const { transform } = cavityOf(calls);
  return [transform[4] ?? 0, transform[5] ?? 0];
}

/** Area inside the points and handles of the left eye: 0 when the lids are one line. */
function eyeArea(calls: readonly DrawCall[]): number {
  const points = onArtboard(call(calls, ({ style }) => style === css('#fffdf8')));
  const twice = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice / 2);
}

function pupilPlace(calls: readonly DrawCall[]): readonly [number, number] {
  return onArtboard(call(calls, ({ style }) => style === css('#1d0b0a')))[0] as [number, number];
}

function pawTop(calls: readonly DrawCall[]): number {
  return Math.min(...onArtboard(call(calls, ({ style }) => style === css('#d98c80'))).map(([, y]) => y));
}

/** Top of the left brow: the fill that starts where the code of the brow starts. */
function browTop(calls: readonly DrawCall[]): number {
  const brow = call(calls, ({ path }) => isStart(path, -31, 9));
  return Math.min(...onArtboard(brow).map(([, y]) => y));
}

/** True for a path that is drawn from this point: how a test finds a part of the drawing. */
function isStart(path: DrawCall['path'], x: number, y: number): boolean {
  return path[0]?.[1] === x && path[0]?.[2] === y;
}

/** Where the curves of a path end, on the artboard. */
function endPoints({ path, ...rest }: DrawCall): [number, number][] {
  return onArtboard({ ...rest, path: path.map(([command, ...numbers]) => [command, ...numbers.slice(-2)]) });
}

function call(calls: readonly DrawCall[], wanted: (call: DrawCall) => boolean): DrawCall {
  const found = calls.find(wanted);
  if (!found) throw new Error('nothing was painted so');
  return found;
}

/** Points and handles of a painted path, on the artboard. */
function onArtboard({ path, transform }: DrawCall): [number, number][] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  return path.flatMap(([, ...numbers]) =>
    numbers.flatMap((x, i): [number, number][] => {
      const y = numbers[i + 1] ?? 0;
      return i % 2 === 0 ? [[a * x + c * y + e, b * x + d * y + f]] : [];
    }),
  );
}
