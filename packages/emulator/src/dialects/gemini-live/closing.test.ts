import { expect, test } from 'vitest';
import { CLOSINGS, fitReason, modelNotFound, unknownName } from './closing.js';

test('a reason fits into a close frame, cut between characters', () => {
  for (const { reason } of [
    ...Object.values(CLOSINGS),
    modelNotFound('models/none', 'v1beta'),
    unknownName('a', 'setup'),
  ]) {
    expect(Buffer.byteLength(fitReason(reason))).toBeLessThanOrEqual(123);
  }
  expect(fitReason('short')).toBe('short');
  expect(fitReason('ä'.repeat(100))).toBe('ä'.repeat(61));
  expect(fitReason('\u{1f600}'.repeat(40))).toBe('\u{1f600}'.repeat(30));
});

test('a reason of any length is cut at once', () => {
  // Cut one character at a time, this would take a quarter of an hour.
  expect(fitReason(unknownName('x'.repeat(4 * 1024 * 1024)).reason)).toMatch(/^Invalid JSON payload.*x$/);
});

test('the words are those of the service', () => {
  expect(fitReason(modelNotFound('models/gemini-x', 'v1beta').reason)).toBe(
    'models/gemini-x is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels to see th',
  );
});
