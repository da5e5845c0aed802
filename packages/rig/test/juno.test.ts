import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { VIEW_MODEL_PROPERTIES as PROPERTY } from '../src/contract.js';
import { JUNO } from '../src/mascots/juno/juno.js';
import { type PlayingMascot, playMascot } from './playing-mascot.js';
import type { DrawCall } from './recording-runtime.js';

const BYTES = JUNO.draw().toBytes();
// Fills that nothing else has.
const SCLERA = '255,250,244';
const LOWER_LID = '200,80,60';
let juno: PlayingMascot;

beforeEach(async () => {
  juno = await playMascot(BYTES);
  juno.data.boolean(PROPERTY.blinksItself).value = false;
  juno.run(3_000);
});

test('the file is what the code draws, and small', async () => {
  const committed = await readFile(new URL('../mascots/juno.riv', import.meta.url));
  expect(committed.equals(BYTES), 'run npm run generate -w packages/rig').toBe(true);
  expect(BYTES.length).toBeLessThan(80_000);
});

test('skin, jacket, hair, gold and eyes all wear the theme', () => {
  const names = [
    PROPERTY.primaryColor,
    PROPERTY.secondaryColor,
    PROPERTY.detailColor,
    PROPERTY.accentColor,
    PROPERTY.eyeColor,
  ];
  for (const [i, name] of names.entries()) juno.data.color(name).rgb(1, 2, i + 3);
  juno.run(16);
  const styles = juno.draw().map(({ style }) => style);
  for (const i of names.keys()) expect(styles).toContain(`rgba(1,2,${i + 3},1)`);
});

describe('the eyes', () => {
  test('shut in a blink and open again', () => {
    const open = whites(juno.draw());
    juno.data.trigger(PROPERTY.blink).trigger();
    juno.run(110, 10);
    expect(Math.max(...whites(juno.draw()))).toBeLessThan(0.3 * Math.min(...open));
    juno.run(400);
    expect(whites(juno.draw())).toEqual(open);
  });

  test('one winks while she waves, and both are open before and after', () => {
    expect(unevenness(juno.draw())).toBeLessThan(6);
    juno.data.trigger('gestureWave').trigger();
    juno.run(1_200);
    expect(unevenness(juno.draw())).toBeGreaterThan(25);
    juno.run(3_000);
    expect(unevenness(juno.draw())).toBeLessThan(6);
  });
});

/** Heights of the openings of both eyes. */
function whites(calls: readonly DrawCall[]): number[] {
  const eyes = calls.filter(({ kind, style }) => kind === 'fill' && style.includes(SCLERA));
  expect(eyes).toHaveLength(2);
  return eyes.map(({ path }) => {
    const ends = path.map((command) => Number(command.at(-1))).filter(Number.isFinite);
    return Math.max(...ends) - Math.min(...ends);
  });
}

/** How much higher one lower lid is than the other, on the artboard. */
function unevenness(calls: readonly DrawCall[]): number {
  const lids = calls.filter(({ kind, style }) => kind === 'fill' && style.includes(LOWER_LID));
  expect(lids).toHaveLength(2);
  const [a = Number.NaN, b = Number.NaN] = lids.map(({ transform }) => transform[5] ?? Number.NaN);
  return Math.abs(a - b);
}
