import { COLUMNS, cellOf, costCellOf, intervalCellOf } from './columns.mjs';

/**
 * The results as a table for a terminal: a column for each engine, a line for each measure, with its 95 % interval.
 *
 * @param {{ title: string, summary: { metrics: object, intervals: object, cpuSecondsPerSecond: number | null } }[]} rows
 */
export function textTable(rows) {
  const cellsOf = (read) => rows.flatMap(({ summary }) => read(summary));
  const lines = [
    ['', ...rows.flatMap(({ title }) => [title, ''])],
    ['recordings', ...cellsOf(({ metrics }) => [String(metrics.utterances - metrics.missing), ''])],
    ...COLUMNS.map((column) => [
      column.title,
      ...cellsOf(({ metrics, intervals }) => [cellOf(column, metrics), intervalCellOf(column, intervals)]),
    ]),
    ['CPU s per s', ...cellsOf(({ cpuSecondsPerSecond }) => [costCellOf(cpuSecondsPerSecond), ''])],
  ];
  const widths = lines[0].map((_, i) => Math.max(...lines.map((cells) => cells[i].length)));
  return lines
    .map((cells) =>
      cells
        // The first column holds words, then come numbers and their intervals in turn.
        .map((cell, i) => (i % 2 === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i] + 2)))
        .join(' ')
        .trimEnd(),
    )
    .join('\n');
}
