import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ACCESSORIES, EXPRESSIONS, gestureProperty, visemeProperty } from './contract.js';

test('names of viseme numbers', () => {
  expect([0, 21].map(visemeProperty)).toEqual(['viseme0', 'viseme21']);
});

test('names of gesture triggers', () => {
  expect((['wave', 'shakeHead'] as const).map(gestureProperty)).toEqual(['gestureWave', 'gestureShakeHead']);
});

test('a mascot starts neutral and wears nothing', () => {
  expect([EXPRESSIONS[0], ACCESSORIES[0]]).toEqual(['neutral', 'none']);
});

test('the contract imports nothing, so that a browser can have it without the builder', async () => {
  expect(await readFile(new URL('./contract.ts', import.meta.url), 'utf8')).not.toMatch(/^import /m);
});
