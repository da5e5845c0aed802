import { expect, test } from 'vitest';
import { MemoryFile } from './memory-file.mjs';

test('what was written can be read, also where it was written over and behind a gap', () => {
  const file = new MemoryFile();
  expect(file.write(0, Uint8Array.of(1, 2, 3))).toBe(3);
  expect(file.write(1, Uint8Array.of(9))).toBe(2);
  file.write(5, Uint8Array.of(6));
  expect([...file.copy()]).toEqual([1, 9, 3, 0, 0, 6]);
  const target = new Uint8Array(4);
  expect(file.read(4, target)).toBe(2);
  expect([...target]).toEqual([0, 6, 0, 0]);
  expect(file.read(100, target)).toBe(0);
  file.clear();
  expect(file.size).toBe(0);
  file.write(2, Uint8Array.of(7));
  expect([...file.copy()]).toEqual([0, 0, 7]);
});

test('it grows', () => {
  const file = new MemoryFile();
  const part = new Uint8Array(50_000).fill(5);
  let end = 0;
  for (let i = 0; i < 5; i++) end = file.write(end, part);
  expect(file.size).toBe(250_000);
  expect(file.copy().every((byte) => byte === 5)).toBe(true);
});
