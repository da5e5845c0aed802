import { describe, expect, it } from 'vitest';
import {
  CYCLE_MS,
  GENERATION_COMPLETE,
  PIECE_MS,
  PIECES_A_TURN,
  seededRandom,
  TURN_COMPLETE,
  timetable,
  turnTimesMs,
} from './timetable.mjs';

/** What a timetable says, as [millisecond, call, event]. */
function entriesOf({ cycleMs, starts, calls, events }) {
  const entries = [];
  for (let ms = 0; ms < cycleMs; ms++) {
    for (let at = starts[ms]; at < starts[ms + 1]; at++) entries.push([ms, calls[at], events[at]]);
  }
  return entries;
}

describe('turnTimesMs', () => {
  it.each([1, 4])('sends all of a turn while it is heard, at pace %i', (pace) => {
    const times = turnTimesMs(pace);
    expect(times).toHaveLength(PIECES_A_TURN + 2);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[1]).toBe(PIECE_MS / pace);
    expect(times[PIECES_A_TURN - 1]).toBe(((PIECES_A_TURN - 1) * PIECE_MS) / pace);
    expect(times[GENERATION_COMPLETE]).toBe(times[PIECES_A_TURN - 1] + 1);
    expect(times[TURN_COMPLETE]).toBe(CYCLE_MS - 1);
  });
});

describe('timetable', () => {
  it('puts every event of every call where its phase says, round the end of the cycle', () => {
    expect(entriesOf(timetable([0, 7], [0, 2, 5], 10))).toEqual([
      [0, 0, 0],
      [2, 0, 1],
      [2, 1, 2],
      [5, 0, 2],
      [7, 1, 0],
      [9, 1, 1],
    ]);
  });

  it('sends as much in every cycle at one pace as at the other', () => {
    const random = seededRandom(3);
    const phases = Array.from({ length: 50 }, () => Math.floor(random() * CYCLE_MS));
    for (const pace of [1, 4]) {
      expect(entriesOf(timetable(phases, turnTimesMs(pace), CYCLE_MS))).toHaveLength(50 * (PIECES_A_TURN + 2));
    }
  });
});
