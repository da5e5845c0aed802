/** Numbers of sessions are told apart when they differ by more than this. */
const RESOLUTION = 1.06;
const STEP = 1.3;

/**
 * Looks for the largest number of sessions that a relay holds.
 *
 * @param {number} start where to begin.
 * @param {(sessions: number) => Promise<'held' | 'not held' | 'cannot tell'>} probe `cannot tell`: the generator has no
 *   more to give.
 * @returns {Promise<{ sessions: number, isMore: boolean }>} `isMore`: it holds these and more, but nobody can say how many.
 */
export async function searchCapacity(start, probe) {
  let held = 0;
  let notHeld = Number.POSITIVE_INFINITY;
  let next = start;
  while (notHeld / Math.max(held, 1) > RESOLUTION && next >= 1) {
    const answer = await probe(next);
    if (answer === 'cannot tell') {
      // What it holds below that, if anything, is what can be said.
      if (held > 0) return { sessions: held, isMore: true };
      notHeld = next;
    } else if (answer === 'held') held = next;
    else notHeld = next;
    next = nextProbe(held, notHeld);
  }
  return { sessions: held, isMore: false };
}

function nextProbe(held, notHeld) {
  if (notHeld === Number.POSITIVE_INFINITY) return Math.round(held * STEP);
  if (held === 0) return Math.floor(notHeld / STEP);
  return Math.round(Math.sqrt(held * notHeld));
}
