import { metricsOf } from './metrics.mjs';
import { quantile } from './quantile.mjs';
import { pool, Tally } from './tally.mjs';

const SAMPLES = 1000;

/** Read from `metricsOf`: what gets an interval. */
const MEASURED = {
  accVis: (m) => m.accVis,
  balanced: (m) => m.balanced,
  acc22: (m) => m.acc22,
  accGroups: (m) => m.accGroups,
  closure: (m) => m.events.closure.f1,
  lipToTeeth: (m) => m.events.lipToTeeth.f1,
  rounding: (m) => m.events.rounding.f1,
  postalveolar: (m) => m.events.postalveolar.f1,
  movesInPauses: (m) => m.movesInPauses,
  onsetBiasMs: (m) => m.onset.biasMs,
  jawR: (m) => m.jaw.r,
  changesPerSecond: (m) => m.changesPerSecond,
};

/**
 * 95 % intervals of the metrics, by bootstrap: the set is drawn anew from itself, a thousand times, and scored each time.
 *
 * @param {readonly Tally[]} tallies one for each thing that is drawn: an utterance, or all utterances of a speaker.
 * @param {number} [samples]
 * @returns {Record<string, [number, number] | null>} the same for the same tallies.
 */
export function intervalsOf(tallies, samples = SAMPLES) {
  const random = seededRandom(1);
  const lean = tallies.map(withoutDelays);
  const drawn = Object.fromEntries(Object.keys(MEASURED).map((name) => [name, []]));
  for (let sample = 0; sample < samples; sample++) {
    const times = new Uint16Array(lean.length);
    for (let i = 0; i < lean.length; i++) times[Math.floor(random() * lean.length)]++;
    const total = new Tally();
    for (const [i, tally] of lean.entries()) if (times[i] > 0) total.add(tally, times[i]);
    const metrics = metricsOf(total);
    for (const [name, read] of Object.entries(MEASURED)) {
      const value = read(metrics);
      if (value !== null) drawn[name].push(value);
    }
  }
  return Object.fromEntries(
    Object.entries(drawn).map(([name, values]) => [
      name,
      values.length === 0 ? null : [quantile(values, 0.025), quantile(values, 0.975)],
    ]),
  );
}

/**
 * Joins the tallies of each group, for intervals that say what other speakers would change.
 *
 * @param {readonly { group: string, tally: Tally }[]} items
 */
export function poolByGroup(items) {
  const groups = new Map();
  for (const { group, tally } of items) groups.set(group, [...(groups.get(group) ?? []), tally]);
  return [...groups.values()].map(pool);
}

/** Delays have no interval and are the longest list. */
function withoutDelays(tally) {
  const lean = new Tally().add(tally);
  lean.lists.delayMs = [];
  return lean;
}

/** The generator mulberry32: the same numbers, 0 to 1, for the same seed. */
function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
