import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ReadingTurns } from './reading-turns.js';

it('lets one go on in each turn of the event loop, in order, and those who wait again behind the others', async () => {
  const turns = new ReadingTurns();
  const seen: string[] = [];
  turns.wait(() => {
    seen.push('a');
    turns.wait(() => seen.push('a again'));
  });
  turns.wait(() => seen.push('b'));
  expect(seen).toEqual([]);
  await nextTurn();
  expect(seen).toEqual(['a']);
  await nextTurn();
  expect(seen).toEqual(['a', 'b']);
  await nextTurn();
  expect(seen).toEqual(['a', 'b', 'a again']);
  turns.wait(() => seen.push('c'));
  await nextTurn();
  expect(seen.at(-1)).toBe('c');
});
