import { expect, test } from 'vitest';
import { readFaults } from './check-faults.js';

test('reads every action, and gives back what was given', () => {
  const faults = [
    { at: 'handshake', session: 2, action: { type: 'http', status: 503, body: 'busy' } },
    { at: 'handshake', action: { type: 'half-open' } },
    { at: 'setup', action: { type: 'half-open', durationMs: 2000 } },
    { at: 'setup-complete', action: { type: 'delay', durationMs: 150 } },
    { at: 'setup-complete', action: { type: 'drip', bytesPerSecond: 400 } },
    { at: 'setup-complete', action: { type: 'split', bytes: 7 } },
    { at: 'setup-complete', action: { type: 'fragment', frames: 9 } },
    { at: 'audio', nth: 3, action: { type: 'close', code: 1006, reason: Uint8Array.of(0xff) } },
    { at: 'audio', action: { type: 'send', frame: '{"broken":' } },
    { at: 'audio', action: { type: 'stall', durationMs: 0 } },
    { at: 'user-audio', action: { type: 'drop' } },
    { at: 'function-call', action: { type: 'reset' } },
    { at: 'turn-complete', action: { type: 'garbage', kind: 'masked' } },
    { at: 'interrupted', action: { type: 'late-audio', pieces: 2 } },
  ];
  expect(readFaults(faults)).toEqual(faults);
});

test('bytes are base64 in JSON', () => {
  const [fault] = readFaults(JSON.parse('[{"at":"audio","action":{"type":"send","frame":{"base64":"/w=="}}}]'));
  expect(fault?.action).toEqual({ type: 'send', frame: Buffer.of(0xff) });
});

test.each<[unknown, string]>([
  [{}, 'faults is object; it must be a list of faults.'],
  ['drop', 'faults is "drop"; it must be a list of faults.'],
  [[null], 'faults[0] is null; it must be an object with "at" and "action".'],
  [[{ at: 'lunch', action: { type: 'drop' } }], 'faults[0].at is "lunch"; it must be one of handshake, setup,'],
  [[{ at: 'audio' }], 'faults[0].action is undefined; it must be an object with a "type".'],
  [[{ at: 'audio', action: { type: 'explode' } }], 'faults[0].action.type is "explode"; it must be one of drop,'],
  [[{ at: 'audio', nth: 0, action: { type: 'drop' } }], 'faults[0].nth is 0; it must be a whole number from 1'],
  [
    [{ at: 'audio', when: 3, action: { type: 'drop' } }],
    'faults[0] has no field when; it has action, at, nth, session.',
  ],
  [[{ at: 'audio', action: { type: 'drop', ms: 3 } }], 'faults[0].action has no field ms; it has type.'],
  [
    [
      { at: 'audio', action: { type: 'drop' } },
      { at: 'audio', action: { type: 'drip' } },
    ],
    'faults[1].action.bytesPerSecond is undefined; it must be a number from 1 to 1000000000.',
  ],
  [
    [{ at: 'audio', action: { type: 'garbage', kind: 'x' } }],
    'faults[0].action.kind is "x"; it must be one of opcode,',
  ],
  [
    [{ at: 'handshake', action: { type: 'stall', durationMs: 1 } }],
    'faults[0].action.type is "stall"; it must be one of drop, reset, half-open, delay, drip, split, garbage, http at handshake.',
  ],
  [
    [{ at: 'audio', action: { type: 'http', status: 500 } }],
    'faults[0].action.type is "http"; it must be one of drop,',
  ],
  [[{ at: 'audio', action: { type: 'send', frame: 7 } }], 'faults[0].action.frame is 7; it must be a text or bytes.'],
])('refuses %j', (faults, message) => {
  expect(() => readFaults(faults)).toThrowError(
    expect.objectContaining({ code: 'EMULATOR_OPTION_INVALID', message: expect.stringContaining(message) }),
  );
});
