import { expect, test } from 'vitest';
import { judgeClose } from './close-verdict.js';

test.each([
  [1006, ''],
  [1008, 'Connection aborted because the client failed to close the connection after receiving a GoAway signal'],
  [1008, 'The operation was aborted.'],
  [1011, 'Internal error occurred.'],
  [1011, 'auth token has expired'],
  [1001, ''],
  [1012, 'The gateway restarts.'],
  [1013, 'All lines are busy.'],
  [4005, 'The client reads too slowly. [0a1b2c3d]'],
  [40010, ''],
])('%d %s is taken up again', (code, reason) => {
  expect(judgeClose({ code, reason }, false)).toBe('resume');
});

test.each([
  [1000, ''],
  [1005, ''],
  [1007, 'Request contains an invalid argument.'],
  [1008, 'models/x is not found for API version v1beta, or is not supported for bidiGenerateContent. Call'],
  [1008, "Method doesn't allow unregistered callers (callers without established identity)."],
  [1009, ''],
  [4001, 'The call has reached its longest time, 10 minutes. [0a1b2c3d]'],
  [4002, 'The call was ended because nobody spoke for 5 minutes. [0a1b2c3d]'],
  [4003, 'The speech for today is used up: call again after midnight UTC. [0a1b2c3d]'],
  [4004, ''],
])('%d %s is an end', (code, reason) => {
  expect(judgeClose({ code, reason }, false)).toBe('end');
});

test('a normal close is no end where the service had said that it would hang up', () => {
  expect(judgeClose({ code: 1000, reason: '' }, true)).toBe('resume');
  expect(judgeClose({ code: 1007, reason: '' }, true)).toBe('end');
  expect(judgeClose({ code: 4001, reason: '' }, true)).toBe('end');
});

test('a handle that the service does not know leads nowhere', () => {
  expect(judgeClose({ code: 1008, reason: 'BidiGenerateContent session not found' }, false)).toBe('forgotten');
});
