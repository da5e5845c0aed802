import { COLUMNS, cellOf, costCellOf, intervalCellOf } from './columns.mjs';

/**
 * Some recordings, scored.
 *
 * @typedef {{ metrics: ReturnType<typeof import('../score/metrics.mjs').metricsOf>, intervals: Record<string, [number,
 *   number] | null>, cpuSecondsPerSecond: number | null }} Summary
 */

/**
 * A table of engines: a column for each, a line for each measure with its 95 % interval.
 *
 * @param {readonly { title: string, summary: Summary }[]} engines
 * @returns {string[][]} lines of cells; the first names the columns.
 */
export function engineCells(engines) {
  const lineOf = (title, read) => [title, ...engines.map(({ summary }) => read(summary))];
  return [
    ['', ...engines.map(({ title }) => title)],
    lineOf('recordings', ({ metrics }) => String(metrics.utterances - metrics.missing)),
    ...COLUMNS.map((column) =>
      lineOf(column.title, ({ metrics, intervals }) =>
        `${cellOf(column, metrics)} ${intervalCellOf(column, intervals)}`.trim(),
      ),
    ),
    lineOf('CPU s per s', ({ cpuSecondsPerSecond }) => costCellOf(cpuSecondsPerSecond)),
  ];
}

/**
 * A table of groups of recordings that one engine heard: a line for each group, a column for each measure.
 *
 * @param {string} title of the first column: what tells the groups apart.
 * @param {Record<string, Summary>} groups
 * @returns {string[][]} lines of cells; the first names the columns.
 */
export function groupCells(title, groups) {
  return [
    [title, 'recordings', ...COLUMNS.map((column) => column.title)],
    ...Object.entries(groups).map(([group, { metrics }]) => [
      group || '(none)',
      String(metrics.utterances),
      ...COLUMNS.map((column) => cellOf(column, metrics)),
    ]),
  ];
}

/** Cells as text for a terminal. @param {readonly string[][]} lines */
export function asText(lines) {
  const widths = lines[0].map((_, i) => Math.max(...lines.map((cells) => cells[i].length)));
  return lines
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Cells as a Markdown table. @param {readonly string[][]} lines */
export function asMarkdown([head, ...body]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...body.map(line)].join('\n');
}
