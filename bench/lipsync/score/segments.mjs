/** Labels are rounded to milliseconds at best: a gap below this is none. */
const SAME_MOMENT_MS = 1;

/** How far apart a reference event and a drawn one may lie and still be the same event. */
const EVENT_TOLERANCE_MS = 40;

/** @typedef {{ startMs: number, endMs: number }} Interval */

/** True where `next` starts where `previous` ends. */
export function touches(previous, next) {
  return next.startMs - previous.endMs < SAME_MOMENT_MS;
}

/**
 * The stretches in which every segment passes a test; neighbours become one.
 *
 * @template {Interval} T
 * @param {readonly T[]} segments in rising order.
 * @param {(segment: T) => boolean} belongs
 * @returns {Interval[]}
 */
export function stretches(segments, belongs) {
  const found = [];
  for (const segment of segments) {
    if (!belongs(segment)) continue;
    const last = found.at(-1);
    if (last && touches(last, segment)) last.endMs = segment.endMs;
    else found.push({ startMs: segment.startMs, endMs: segment.endMs });
  }
  return found;
}

/**
 * Pairs what should be seen with what was drawn, one to one and in order of time: a mouth that stays closed through three
 * closures has made one.
 *
 * @param {readonly Interval[]} expected
 * @param {readonly Interval[]} drawn
 * @returns {[Interval, Interval][]}
 */
export function pairEvents(expected, drawn) {
  const pairs = [];
  let next = 0;
  for (const event of expected) {
    while (next < drawn.length && drawn[next].endMs < event.startMs - EVENT_TOLERANCE_MS) next++;
    if (next < drawn.length && drawn[next].startMs <= event.endMs + EVENT_TOLERANCE_MS) {
      pairs.push([event, drawn[next]]);
      next++;
    }
  }
  return pairs;
}
