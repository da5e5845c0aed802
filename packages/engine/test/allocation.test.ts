import { describe, expect, it } from 'vitest';
import { LipSyncEngine } from '../src/index.js';
import { collectGarbage } from './collect-garbage.js';
import { atRate, SENTENCE } from './speech-fixture.js';

const PUSHES = 400;
/** Room for what the test itself and the compiler leave behind: less than any object takes, in each push. */
const SLACK_BYTES = 12 * PUSHES;

/** Bytes on the heap and beside it after a number of pushes, less those before; no collection in between. */
function grownBy(push: () => void): number {
  collectGarbage();
  const before = process.memoryUsage();
  for (let i = 0; i < PUSHES; i++) push();
  const after = process.memoryUsage();
  return after.heapUsed - before.heapUsed + (after.external - before.external);
}

/** The least that is left behind in a round, once everything is compiled. */
function leftByRound(push: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 25 && least > SLACK_BYTES; round++) least = Math.min(least, grownBy(push));
  return least;
}

describe('once it is warm', () => {
  const voice = atRate(SENTENCE.samples, SENTENCE.sampleRateHz, 24_000);

  it.each([20, 40, 100])('leaves nothing on the heap, in chunks of %i ms', (chunkMs) => {
    const engine = new LipSyncEngine({ sampleRateHz: 24_000 });
    const chunk = voice.subarray(12_000, 12_000 + chunkMs * 24);
    const ignore = () => {};
    expect(leftByRound(() => engine.push(chunk, ignore))).toBeLessThanOrEqual(SLACK_BYTES);
  });

  it('would be seen to leave one small object a push', () => {
    const engine = new LipSyncEngine({ sampleRateHz: 24_000 });
    const chunk = voice.subarray(12_000, 12_480);
    const kept: object[] = new Array(PUSHES * 25);
    let at = 0;
    const push = () => engine.push(chunk, () => {});
    expect(
      leftByRound(() => {
        kept[at++] = { at };
        push();
      }),
    ).toBeGreaterThan(SLACK_BYTES);
  });
});
