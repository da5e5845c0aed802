import { VISEME_COUNT } from '@lipwire/cues';
import { EVENTS, VISUAL_CLASSES } from '../alphabets/visual-classes.mjs';
import { LAG_FRAMES, SUMS_PER_LAG } from './jaw-curve.mjs';

const EVENT_NAMES = Object.keys(EVENTS);

/** Every count of a tally and how many numbers it takes. */
const LAYOUT = [
  ['utterances', 1],
  ['missing', 1],
  ['scoredFrames', 1],
  ['speechFrames', 1],
  ['speechMs', 1],
  /** Rows: what should be seen; columns: what was drawn. */
  ['visemes', VISEME_COUNT ** 2],
  ['classes', VISUAL_CLASSES.length ** 2],
  ['groupHits', 1],
  /** For each event: pairs, expected, drawn. */
  ['events', 3 * EVENT_NAMES.length],
  ['pauseFrames', 1],
  ['movingFrames', 1],
  ['onsets', 1],
  ['endings', 1],
  ['changes', 1],
  ['classChanges', 1],
  ['referenceChanges', 1],
  ['referenceClassChanges', 1],
  ['flickers', 1],
  ['jaw', (2 * LAG_FRAMES + 1) * SUMS_PER_LAG],
];

const OFFSETS = new Map();
let size = 0;
for (const [name, length] of LAYOUT) {
  OFFSETS.set(name, { start: size, end: size + length });
  size += length;
}

/** Measured times whose quantiles are reported, in ms; they are kept one by one because quantiles cannot be added. */
const LISTS = ['onsetMs', 'endingMs', 'closureStartMs', 'delayMs'];

/**
 * All that is counted about some utterances.
 *
 * Numbers that can be added lie in one array, so that two utterances are pooled by one loop, and a thousand random samples
 * of a set cost a second.
 */
export class Tally {
  counts = new Float64Array(size);
  /** @type {Record<string, number[]>} */
  lists = Object.fromEntries(LISTS.map((name) => [name, []]));
  /** @type {Map<string, number>} labels that nobody knows, and how many there were */
  unknownPhones = new Map();
  /** @type {Set<string>} */
  alphabets = new Set();

  /** The numbers of one name: a view that may be written to. */
  of(name) {
    const { start, end } = OFFSETS.get(name);
    return this.counts.subarray(start, end);
  }

  /** The number of a name that has but one. */
  get(name) {
    return this.counts[OFFSETS.get(name).start];
  }

  /** Adds to the number of a name that has but one. */
  count(name, by = 1) {
    this.counts[OFFSETS.get(name).start] += by;
  }

  /** The three counts of an event: a view that may be written to. */
  event(name) {
    return this.of('events').subarray(3 * EVENT_NAMES.indexOf(name), 3 * EVENT_NAMES.indexOf(name) + 3);
  }

  /** Takes another tally in, `times` times. */
  add(other, times = 1) {
    for (let i = 0; i < size; i++) this.counts[i] += times * other.counts[i];
    for (const name of LISTS) for (let k = 0; k < times; k++) this.lists[name].push(...other.lists[name]);
    for (const [phone, count] of other.unknownPhones) {
      this.unknownPhones.set(phone, (this.unknownPhones.get(phone) ?? 0) + times * count);
    }
    for (const alphabet of other.alphabets) this.alphabets.add(alphabet);
    return this;
  }
}

/** @param {Iterable<Tally>} tallies */
export function pool(tallies) {
  const total = new Tally();
  for (const tally of tallies) total.add(tally);
  return total;
}
