import type { Fault, GarbageKind } from '@lipwire/emulator';
import { createSpeaker } from '@lipwire/emulator';
import { afterAll, describe, expect, it } from 'vitest';
import { callAndTell, onStage, wholeCall } from '../support/fault-stage.js';
import { expectNoWebSockets } from '../support/remains.js';

/** Keeps the voices loaded from one emulator to the next. */
const speaker = createSpeaker();
afterAll(() => speaker.close());

const LOST = '1011 The connection to the voice service was lost: connect again.';
const AT_THIRD_PIECE = { at: 'audio', nth: 3 } as const;
const TILL_THEN = ['ready', 'audio', 'audio'];

describe('in the middle of speech, upstream', () => {
  const cases: [what: string, action: Fault['action'], closed: string][] = [
    ['drops the connection', { type: 'drop' }, LOST],
    ['resets the connection in the middle of a frame', { type: 'reset' }, LOST],
    ['closes with 1000', { type: 'close', code: 1000, reason: '' }, '1000'],
    ['closes with 1001', { type: 'close', code: 1001, reason: 'away' }, '1001 away'],
    ['closes with 1002', { type: 'close', code: 1002, reason: '' }, '1002'],
    ['closes with 1003', { type: 'close', code: 1003, reason: '' }, '1003'],
    ['closes with 1007', { type: 'close', code: 1007, reason: 'Bad.' }, '1007 Bad.'],
    [
      'closes with 1008',
      { type: 'close', code: 1008, reason: 'The operation was aborted.' },
      '1008 The operation was aborted.',
    ],
    ['closes with 1009', { type: 'close', code: 1009, reason: '' }, '1009'],
    [
      'closes with 1011',
      { type: 'close', code: 1011, reason: 'Internal error occurred.' },
      '1011 Internal error occurred.',
    ],
    ['closes with 1013', { type: 'close', code: 1013, reason: '' }, '1013'],
    ['closes with 1014', { type: 'close', code: 1014, reason: '' }, '1014'],
    ['closes with 3000', { type: 'close', code: 3000, reason: '' }, '3000'],
    ['closes with 4999', { type: 'close', code: 4999, reason: 'ü 😀' }, '4999 ü 😀'],
    [
      'closes with 123 bytes of reason',
      { type: 'close', code: 1011, reason: 'x'.repeat(123) },
      `1011 ${'x'.repeat(123)}`,
    ],
    ['closes with 999, which is no code', { type: 'close', code: 999, reason: '' }, LOST],
    ['closes with 1004, which is reserved', { type: 'close', code: 1004, reason: '' }, LOST],
    ['closes with 1005, which no frame may carry', { type: 'close', code: 1005, reason: '' }, LOST],
    ['closes with 1006, which no frame may carry', { type: 'close', code: 1006, reason: 'x' }, LOST],
    ['closes with 1015, which no frame may carry', { type: 'close', code: 1015, reason: '' }, LOST],
    ['closes with 2999, which is reserved', { type: 'close', code: 2999, reason: '' }, LOST],
    ['closes with 65535, which is no code', { type: 'close', code: 65_535, reason: '' }, LOST],
    [
      'closes with a reason that is no UTF-8',
      { type: 'close', code: 1011, reason: Uint8Array.of(0x4e, 0x6f, 0xff, 0xfe) },
      '1011 No\ufffd\ufffd',
    ],
    ...(
      [
        ['an unknown opcode', 'opcode'],
        ['reserved bits', 'reserved-bits'],
        ['a masked frame', 'masked'],
        ['a frame of 2^62 bytes', 'oversize'],
        ['a ping that is too long', 'long-ping'],
        ['a continuation of nothing', 'continuation'],
        ['half a close code', 'short-close'],
        ['an answer of HTTP', 'http-answer'],
        ['zeros', 'zeros'],
      ] as [string, GarbageKind][]
    ).map(([what, kind]): [string, Fault['action'], string] => [`sends ${what}`, { type: 'garbage', kind }, LOST]),
  ];

  it.each(cases)('%s', async (_what, action, closed) => {
    const seen = await onStage({ faults: [{ ...AT_THIRD_PIECE, action }] }, (stage) =>
      // As a browser is: who is told something that is no UTF-8 drops the connection.
      callAndTell(stage, { skipUTF8Validation: false }),
    );
    expect(seen).toEqual({ messages: TILL_THEN, closed, isFaithful: true });
  });

  it('vanishes without a word: the heartbeat finds out', async () => {
    const seen = await onStage(
      {
        faults: [{ ...AT_THIRD_PIECE, action: { type: 'half-open', durationMs: 30_000 } }],
        parts: { sessionLimits: { heartbeatMs: 40 } },
      },
      callAndTell,
    );
    expect(seen).toEqual({ messages: TILL_THEN, closed: LOST, isFaithful: true });
  });

  it.each<[string, Fault['action'], string]>([
    ['a frame that is no JSON', { type: 'send', frame: '{"broken":' }, '{"broken":'],
    ['bytes that are no text', { type: 'send', frame: Uint8Array.of(0x7b, 0xff, 0x7d) }, '{\xff}'],
    ['text that is no UTF-8', { type: 'garbage', kind: 'bad-utf8' }, '{\xff}'],
  ])('sends %s: it passes, and the call goes on', async (_what, action, text) => {
    const seen = await onStage({ faults: [{ ...AT_THIRD_PIECE, action }] }, callAndTell);
    const expected = await wholeCall();
    expected.splice(3, 0, text);
    expect(seen).toMatchObject({ messages: expected, closed: '1000' });
  });
});

describe('upstream is slow or in pieces, and the client sees every byte of the call:', () => {
  it.each<[string, Omit<Fault, 'session'>]>([
    ['messages in 50 frames each', { at: 'setup', action: { type: 'fragment', frames: 50 } }],
    ['bytes in writes of 100', { at: 'handshake', action: { type: 'split', bytes: 100 } }],
    ['the handshake and the setup byte by byte', { at: 'handshake', action: { type: 'split', bytes: 1 } }],
    ['50 ms of delay', { at: 'handshake', action: { type: 'delay', durationMs: 5_000 } }],
    ['a drip of 300 KB a second', { at: 'setup-complete', action: { type: 'drip', bytesPerSecond: 30_000 } }],
    ['a stall of 50 ms', { ...AT_THIRD_PIECE, action: { type: 'stall', durationMs: 5_000 } }],
    ['a tunnel of 100 ms', { ...AT_THIRD_PIECE, action: { type: 'half-open', durationMs: 10_000 } }],
  ])('%s', async (_what, fault) => {
    const faults = [
      fault,
      ...(fault.action.type === 'split' && fault.action.bytes === 1
        ? [{ at: 'setup-complete', action: { type: 'split', bytes: 5000 } } as const]
        : []),
    ];
    const seen = await onStage({ faults }, callAndTell);
    expect(seen).toEqual({ messages: await wholeCall(), closed: '1000', isFaithful: true });
  });

  it.each([4, 400])('speech %i times faster than real time', async (pace) => {
    // By the scaled clock the others are at 400 anyway; here it is the emulator that does not wait.
    const seen = await onStage({ emulator: { pace } }, callAndTell);
    expect(seen).toEqual({ messages: await wholeCall(), closed: '1000', isFaithful: true });
  });
});

it('nothing refers to any of these calls any more', expectNoWebSockets);
