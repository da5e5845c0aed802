import { expect, test } from 'vitest';
import { readGeminiServerMessage } from './audio-tap.js';
import { endBrokenGeminiTurn } from './broken-turn.js';

const eventsOf = (turn: Parameters<typeof endBrokenGeminiTurn>[0]) =>
  endBrokenGeminiTurn(turn).flatMap((message) => readGeminiServerMessage(message));

test('a turn that broke off ends like one that the service ended', () => {
  expect(eventsOf({ isSaidAgain: false, cancelledCalls: [] })).toEqual([{ type: 'turn-complete' }]);
  expect(eventsOf({ isSaidAgain: true, cancelledCalls: ['call 1', 'call 2'] })).toEqual([
    { type: 'tool-call-cancelled', callIds: ['call 1', 'call 2'] },
    { type: 'interrupted' },
    { type: 'turn-complete' },
  ]);
});
