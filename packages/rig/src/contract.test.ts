import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { EXPRESSIONS, visemeProperty } from './contract.js';

test('names of viseme numbers', () => {
  expect([0, 21].map(visemeProperty)).toEqual(['viseme0', 'viseme21']);
});

test('a mascot starts neutral', () => {
  expect(EXPRESSIONS[0]).toBe('neutral');
});

test('the contract imports nothing, so that a browser can have it without the builder', async () => {
  expect(await readFile(new URL('./contract.ts', import.meta.url), 'utf8')).not.toMatch(/^import /m);
});
