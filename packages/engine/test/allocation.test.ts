import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { LipSyncEngine } from '../src/index.js';
import { SENTENCE } from './speech-fixture.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const PUSHES = 400;
/** Room for what the test itself and the compiler leave behind: four bytes a frame, less than any object takes. */
const SLACK_BYTES = 4 * 4 * PUSHES;

it('leaves nothing on the heap once it is warm', () => {
  const engine = new LipSyncEngine({ sampleRateHz: SENTENCE.sampleRateHz });
  const chunk = SENTENCE.samples.subarray(8000, 8000 + 640); // 40 ms
  const ignore = () => {};
  const grown: number[] = [];
  for (let round = 0; round < 20 && (grown.at(-1) ?? Number.POSITIVE_INFINITY) > SLACK_BYTES; round++) {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < PUSHES; i++) engine.push(chunk, ignore);
    grown.push(process.memoryUsage().heapUsed - before);
  }
  expect(grown.at(-1)).toBeLessThanOrEqual(SLACK_BYTES);
});
