import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { argb } from '../src/builder/authoring/color.js';
import { EXPRESSIONS, VIEW_MODEL_PROPERTIES as PROPERTY } from '../src/contract.js';
import { THEME } from '../src/mascots/orbit/look.js';
import { ORBIT } from '../src/mascots/orbit/orbit.js';
import { type PlayingMascot, playMascot } from './playing-mascot.js';
import type { DrawCall } from './recording-runtime.js';

const BYTES = ORBIT.draw().toBytes();
// Fills that nothing else has.
const CRATERS = '#5666b8';
const HEART = '#ff7fa8';
const DROP = '#7fb4ff';
let orbit: PlayingMascot;

beforeEach(async () => {
  orbit = await playMascot(BYTES);
});

test('the file is what the code draws, and small', async () => {
  const committed = await readFile(new URL('../mascots/orbit.riv', import.meta.url));
  expect(committed.equals(BYTES), 'run npm run generate -w packages/rig').toBe(true);
  expect(BYTES.length).toBeLessThan(80_000);
});

describe('the moon', () => {
  test('is one, however often it is drawn, and goes all the way round', () => {
    const places = Array.from({ length: 40 }, () => {
      orbit.run(500);
      const [behind, before, ...more] = orbit
        .draw()
        .filter((call) => isPainted(call, CRATERS))
        .map(place);
      expect(more).toEqual([]);
      expect(behind).toEqual(before);
      return before ?? [Number.NaN, Number.NaN];
    });
    const across = places.map(([x]) => x);
    expect(Math.min(...across)).toBeLessThan(100);
    expect(Math.max(...across)).toBeGreaterThan(400);
  });
});

describe('the display on the chest', () => {
  test('has a sign for each mood, and bars without one', () => {
    const shown = EXPRESSIONS.map((expression) => {
      orbit.data.enum(PROPERTY.expression).value = expression;
      orbit.run(1_000);
      const calls = orbit.draw();
      return ([HEART, DROP] as const).map((color) => calls.some((call) => isPainted(call, color)));
    });
    expect(shown).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });
});

describe('the eyes', () => {
  test('shut to a bar of light without a pupil, and open again', () => {
    orbit.data.boolean(PROPERTY.blinksItself).value = false;
    orbit.run(3_000);
    const open = pupils(orbit.draw());
    orbit.data.trigger(PROPERTY.blink).trigger();
    orbit.run(90, 10);
    const shut = pupils(orbit.draw());
    orbit.run(400);
    expect(open - shut).toBe(2);
    expect(pupils(orbit.draw())).toBe(open);
  });
});

/** How many things are painted in the dark of the screen. */
function pupils(calls: readonly DrawCall[]): number {
  return calls.filter((call) => call.kind === 'fill' && isPainted(call, THEME.detail)).length;
}

function place({ transform: [, , , , x = 0, y = 0] }: DrawCall): readonly [number, number] {
  return [x, y];
}

/** True for what is painted in this colour, however translucent. */
function isPainted({ style }: DrawCall, color: `#${string}`): boolean {
  const value = argb(color);
  return style.startsWith(`rgba(${(value >> 16) & 255},${(value >> 8) & 255},${value & 255},`);
}
