import { expect, test } from 'vitest';
import { RivFile } from '../builder/authoring/riv-file.js';
import { checkReturns } from './check-returns.js';

const artboard = new RivFile('Data').artboard('Art', { width: 100, height: 100 });
const box = artboard.group('box', { at: [40, 0], scaleX: 2 });

test('a gesture that begins and ends as drawn is good', () => {
  const hop = artboard.animation('hop', { durationMs: 400 });
  hop.track(box, 'x', [
    [0, 0],
    [200, 9],
    [400, 0],
  ]);
  hop.track(box, 'scaleX', [
    [0, 2],
    [200, 3],
    [400, 2],
  ]);
  expect(() => checkReturns(hop)).not.toThrow();
});

test('what is hidden may end anywhere', () => {
  const spark = artboard.group('spark', { opacity: 0 });
  const flash = artboard.animation('flash', { durationMs: 400 });
  flash.track(spark, 'x', [
    [0, 0],
    [400, 9],
  ]);
  expect(() => checkReturns(flash)).not.toThrow();
});

test.each([
  ['starts', 3, 0, 43],
  ['ends', 0, 3, 43],
])('a gesture that %s elsewhere is not', (which, first, last, at) => {
  const animation = artboard.animation(`${which} elsewhere`, { durationMs: 400 });
  animation.track(box, 'x', [
    [0, first],
    [400, last],
  ]);
  expect(() => checkReturns(animation)).toThrow(
    expect.objectContaining({ code: 'RIG_KEYFRAMES_INVALID', message: expect.stringContaining(`${which} with x`) }),
  );
  expect(() => checkReturns(animation)).toThrow(`at ${at}; make it 40`);
});
