import { expect, it } from 'vitest';
import { ApiKeys } from './api-keys.js';

it('names the key that a caller holds', () => {
  const keys = new ApiKeys(['first', 'second']);
  expect(keys.identify('first')).toBe('key-1');
  expect(keys.identify('second')).toBe('key-2');
});

it.each([undefined, '', 'firs', 'first ', 'FIRST', 'third'])('knows no other: %j', (candidate) => {
  expect(new ApiKeys(['first', 'second']).identify(candidate)).toBeUndefined();
});
