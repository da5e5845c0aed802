import { COLUMNS, cellOf } from './columns.mjs';

const SHOWN = [
  'accVis',
  'balanced',
  'six groups',
  'closure F1',
  'f/v F1',
  'rounding F1',
  'sh/ch F1',
  'onset bias',
  'jaw r',
];

/**
 * A table of engines whose sound was delayed to suit them: a line for each.
 *
 * @param {readonly { title: string, delayMs: number, metrics: ReturnType<typeof import('../score/metrics.mjs').metricsOf> }[]}
 *   engines
 * @returns {string[][]} lines of cells; the first names the columns.
 */
export function delayCells(engines) {
  const columns = COLUMNS.filter(({ title }) => SHOWN.includes(title));
  return [
    ['', 'delay', ...columns.map(({ title }) => title)],
    ...engines.map(({ title, delayMs, metrics }) => [
      title,
      `${delayMs} ms`,
      ...columns.map((column) => cellOf(column, metrics)),
    ]),
  ];
}
