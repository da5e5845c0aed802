import { expect, test } from 'vitest';
import { emptyMemory } from '../../script/memory.js';
import { Resumption } from './resumption.js';

test('a handle leads back to what was known when it was given', () => {
  const resumption = new Resumption();
  const connection = {};
  const memory = { ...emptyMemory(), userName: 'Ana' };
  const handle = resumption.bookmark(memory, connection, 0);
  memory.userName = 'Bo';
  expect(resumption.resume(handle, 0)).toBe('still open');
  resumption.release(connection);
  expect(resumption.resume(handle, 0)).toEqual({ ...emptyMemory(), userName: 'Ana' });
  expect(resumption.resume(handle, 0)).toMatchObject({ userName: 'Ana' });
});

test('a handle is good for two hours, and a made-up one never', () => {
  const resumption = new Resumption();
  const connection = {};
  const handle = resumption.bookmark(emptyMemory(), connection, 0);
  resumption.release(connection);
  expect(resumption.resume(handle, 2 * 3_600_000)).not.toBe('unknown');
  expect(resumption.resume(handle, 2 * 3_600_000 + 1)).toBe('unknown');
  expect(resumption.resume('made-up', 0)).toBe('unknown');
});

test('a thousand handles are kept', () => {
  const resumption = new Resumption();
  const first = resumption.bookmark(emptyMemory(), {}, 0);
  for (let i = 0; i < 1000; i++) resumption.bookmark(emptyMemory(), {}, 0);
  expect(resumption.resume(first, 0)).toBe('unknown');
});
