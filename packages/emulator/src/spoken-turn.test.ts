import { expect, test } from 'vitest';
import { TurnLog } from './spoken-turn.js';

const turn = (text: string, samples: number) =>
  ({ text, sampleRateHz: 24_000, pcm: new Int16Array(samples), phones: [], interrupted: false }) as const;

test('forgets the oldest turns, by number and by size, and keeps the newest', () => {
  const log = new TurnLog(3, 1000);
  for (const text of ['a', 'b', 'c', 'd']) log.add(turn(text, 100));
  expect(log.turns.map(({ text }) => text)).toEqual(['b', 'c', 'd']);
  log.add(turn('e', 400));
  expect(log.turns.map(({ text }) => text)).toEqual(['d', 'e']);
  log.add(turn('f', 4000));
  expect(log.turns.map(({ text }) => text)).toEqual(['f']);
});
