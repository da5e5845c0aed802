/**
 * What a table shows of a summary, in order. `read` takes the metrics; `interval` names it in the intervals; `form` writes
 * the number.
 */
export const COLUMNS = [
  { title: 'accVis', interval: 'accVis', read: (m) => m.accVis, form: percent },
  { title: 'balanced', interval: 'balanced', read: (m) => m.balanced, form: percent },
  { title: 'acc22', interval: 'acc22', read: (m) => m.acc22, form: percent, ownAlphabetOnly: true },
  { title: 'six groups', interval: 'accGroups', read: (m) => m.accGroups, form: percent },
  { title: 'closure F1', interval: 'closure', read: (m) => m.events.closure.f1, form: percent },
  { title: 'f/v F1', interval: 'lipToTeeth', read: (m) => m.events.lipToTeeth.f1, form: percent },
  { title: 'rounding F1', interval: 'rounding', read: (m) => m.events.rounding.f1, form: percent },
  { title: 'sh/ch F1', interval: 'postalveolar', read: (m) => m.events.postalveolar.f1, form: percent },
  { title: 'moves in pauses', interval: 'movesInPauses', read: (m) => m.movesInPauses, form: percent, unit: ' %' },
  { title: 'onset bias', interval: 'onsetBiasMs', read: (m) => m.onset.biasMs, form: signed, unit: ' ms' },
  { title: 'jaw r', interval: 'jawR', read: (m) => m.jaw.r, form: (x) => x.toFixed(2).replace(/^(-?)0/, '$1') },
  { title: 'changes per s', interval: 'changesPerSecond', read: (m) => m.changesPerSecond, form: (x) => x.toFixed(1) },
  { title: 'labels change', read: (m) => m.referenceChangesPerSecond, form: (x) => x.toFixed(1) },
  { title: 'largest delay', read: (m) => m.delayMs.largest, form: (x) => x.toFixed(0), unit: ' ms' },
];

/** The cell of a number that was not measured. */
export const NOTHING = '–';

/** A number with its unit; in parentheses where an engine's alphabet is too small for it. */
export function cellOf({ read, form, unit = '', ownAlphabetOnly = false }, metrics) {
  const value = read(metrics);
  if (value === null || value === undefined) return NOTHING;
  const cell = form(value) + unit;
  return ownAlphabetOnly && metrics.alphabet !== 'sapi22' ? `(${cell})` : cell;
}

/** An interval: `[69.2, 71.8]`. */
export function intervalCellOf({ interval, form }, intervals) {
  const range = interval && intervals[interval];
  return range ? `[${form(range[0])}, ${form(range[1])}]` : '';
}

/** Processor time per second of sound. */
export function costCellOf(cpuSecondsPerSecond) {
  return cpuSecondsPerSecond === null ? NOTHING : cpuSecondsPerSecond.toFixed(4);
}

function percent(share) {
  return (100 * share).toFixed(1);
}

function signed(value) {
  return `${value >= 0 ? '+' : ''}${value.toFixed(0)}`;
}
