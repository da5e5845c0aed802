import { describe, expect, it } from 'vitest';
import { searchCapacity } from './capacity-search.mjs';

/** A relay that holds so many, before a generator that can do so many. */
function relay(holds, generates = Number.POSITIVE_INFINITY) {
  const asked = [];
  const probe = async (sessions) => {
    asked.push(sessions);
    if (sessions > generates) return 'cannot tell';
    return sessions <= holds ? 'held' : 'not held';
  };
  return { asked, probe };
}

describe('searchCapacity', () => {
  it.each([150, 333, 500, 640, 2900])('finds what is held: %i', async (holds) => {
    const { probe, asked } = relay(holds);
    const { sessions, isMore } = await searchCapacity(500, probe);
    expect(isMore).toBe(false);
    expect(sessions).toBeLessThanOrEqual(holds);
    expect(sessions * 1.11).toBeGreaterThan(holds);
    expect(asked.length).toBeLessThan(12);
  });

  it('says that it is more when the generator can do no more', async () => {
    const { probe } = relay(5000, 1200);
    expect(await searchCapacity(500, probe)).toEqual({ sessions: 1099, isMore: true });
  });

  it('says nothing when the generator is too weak for the first probe', async () => {
    const { probe, asked } = relay(5000, 450);
    expect(await searchCapacity(500, probe)).toEqual({ sessions: 0, isMore: false });
    expect(asked).toEqual([500]);
  });

  it('ends when nothing is held', async () => {
    const { probe, asked } = relay(0);
    expect(await searchCapacity(500, probe)).toEqual({ sessions: 0, isMore: false });
    expect(asked).toHaveLength(12);
  });
});
