/** Numbers of sessions are told apart when they differ by more than this. */
const RESOLUTION = 1.1;
const STEP = 1.3;
/** A search that has not come to an end by then has none: the machine has other work to do. */
const MOST_PROBES = 12;

/**
 * Looks for the largest number of sessions that a relay holds.
 *
 * @param {number} start where to begin.
 * @param {(sessions: number) => Promise<'held' | 'not held' | 'cannot tell'>} probe `cannot tell`: the generator has no
 *   more to give.
 * @returns {Promise<{ sessions: number, isMore: boolean }>} 0 if nothing could be told. `isMore`: it holds these and more,
 *   but nobody can say how many.
 */
export async function searchCapacity(start, probe) {
  let held = 0;
  let notHeld = Number.POSITIVE_INFINITY;
  let next = start;
  for (let probes = 0; probes < MOST_PROBES && notHeld / Math.max(held, 1) > RESOLUTION && next >= 1; probes++) {
    const answer = await probe(next);
    if (answer === 'cannot tell') return { sessions: held, isMore: held > 0 };
    if (answer === 'held') held = next;
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
