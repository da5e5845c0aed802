import { expect, test } from 'vitest';
import type { Fault } from './fault.js';
import { FaultScript } from './fault-script.js';

const DROP = { type: 'drop' } as const;

test('a fault strikes at its point, at its time, in its session, and once', () => {
  const faults: Fault[] = [
    { at: 'audio', nth: 3, action: DROP },
    { at: 'setup', session: 2, action: DROP },
  ];
  const first = new FaultScript(faults, 1);
  expect(['setup', 'audio', 'audio', 'audio', 'audio'].map((point) => first.visit(point as 'audio').length)).toEqual([
    0, 0, 0, 1, 0,
  ]);
  expect(new FaultScript(faults, 2).visit('setup')).toEqual([DROP]);
});

test('faults may be added on the way', () => {
  const faults: Fault[] = [];
  const script = new FaultScript(faults, 1);
  expect(script.visit('audio')).toEqual([]);
  faults.push({ at: 'audio', nth: 2, action: DROP });
  expect(script.visit('audio')).toEqual([DROP]);
});
