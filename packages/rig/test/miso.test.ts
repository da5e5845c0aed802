import { beforeEach, describe, expect, test } from 'vitest';
import { GESTURES, gestureProperty, VIEW_MODEL_PROPERTIES as PROPERTY } from '../src/contract.js';
import { MISO } from '../src/mascots/miso/miso.js';
import { css, onArtboard } from './painted-mouth.js';
import { type PlayingMascot, playMascot } from './playing-mascot.js';
import type { DrawCall } from './recording-runtime.js';

const BYTES = MISO.draw().toBytes();
// Fills that nothing else has.
const EYE_WHITE = css('#fffdf8');
const PADS = css('#d98c80');
let miso: PlayingMascot;

beforeEach(async () => {
  miso = await playMascot(BYTES);
  miso.data.boolean(PROPERTY.blinksItself).value = false;
});

test('ears and tail stay in the picture', () => {
  for (const [listens, speaks] of [
    [false, false],
    [true, false],
    [false, true],
  ] as const) {
    miso.data.boolean(PROPERTY.isListening).value = listens;
    miso.data.boolean(PROPERTY.isSpeaking).value = speaks;
    for (let i = 0; i < 60; i++) {
      miso.run(190);
      const parts = miso.draw().filter(({ path }) => isStart(path, -22, 40) || isStart(path, 340, 510));
      const points = parts.flatMap(endPoints);
      expect(points.length).toBeGreaterThan(10);
      expect(Math.min(...points.map(([, y]) => y))).toBeGreaterThan(2);
      expect(Math.max(...points.map(([x]) => x))).toBeLessThan(498);
    }
  }
});

test('a blink shuts the eyes completely', () => {
  miso.run(300);
  const open = eyeArea(miso.draw());
  miso.data.trigger(PROPERTY.blink).trigger();
  const areas = Array.from({ length: 30 }, () => {
    miso.run(1000 / 60);
    return eyeArea(miso.draw());
  });
  expect(Math.min(...areas)).toBeLessThan(1);
  expect(areas.at(-1)).toBeCloseTo(open, 0);
});

describe('the paws', () => {
  test('are out of the picture, unless a gesture needs them', () => {
    for (const gesture of GESTURES) {
      miso.data.trigger(gestureProperty(gesture)).trigger();
      miso.run(700);
      const shown = pawTops(miso.draw()).filter((top) => top < 480).length;
      expect(shown, gesture).toBe({ wave: 1, shrug: 2, cheer: 2 }[gesture as string] ?? 0);
      miso.run(2_500);
      expect(Math.min(...pawTops(miso.draw())), gesture).toBeGreaterThan(500);
    }
  });

  test('no sleeve ends in the picture, however high the arm', () => {
    for (const gesture of ['wave', 'shrug', 'cheer'] as const) {
      miso.data.trigger(gestureProperty(gesture)).trigger();
      for (let i = 0; i < 20; i++) {
        miso.run(100);
        const sleeves = miso.draw().filter(({ path }) => isStart(path, 44, 800));
        expect(sleeves.length).toBeGreaterThan(0);
        for (const sleeve of sleeves) {
          const [start] = endPoints(sleeve);
          expect(start?.[1], gesture).toBeGreaterThan(500);
        }
      }
      miso.run(1_500);
    }
  });
});

/** Area inside the points and handles of the left eye: 0 when the lids are one line. */
function eyeArea(calls: readonly DrawCall[]): number {
  const eye = calls.find(({ style }) => style === EYE_WHITE);
  const points = eye ? onArtboard(eye) : [];
  expect(points.length).toBeGreaterThan(0);
  const twice = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice / 2);
}

function pawTops(calls: readonly DrawCall[]): number[] {
  return calls.filter(({ style }) => style === PADS).map((pads) => Math.min(...onArtboard(pads).map(([, y]) => y)));
}

/** True for a path that is drawn from this point: how a test finds a part of the drawing. */
function isStart(path: DrawCall['path'], x: number, y: number): boolean {
  return path[0]?.[1] === x && path[0]?.[2] === y;
}

/** Where the curves of a path end, on the artboard. */
function endPoints({ path, ...rest }: DrawCall): [number, number][] {
  return onArtboard({ ...rest, path: path.map(([command, ...numbers]) => [command, ...numbers.slice(-2)]) });
}
