import { COLUMNS, cellOf, costCellOf, intervalCellOf } from './columns.mjs';

/**
 * The results as a Markdown table, each number with its 95 % interval in small type.
 *
 * @param {{ title: string, summary: { metrics: object, intervals: object, cpuSecondsPerSecond: number | null } }[]} rows
 * @param {string} [firstTitle] what the first column holds.
 */
export function markdownTable(rows, firstTitle = 'engine') {
  const titles = [firstTitle, ...COLUMNS.map(({ title }) => title), 'CPU s per s'];
  const body = rows.map(({ title, summary }) => {
    const { metrics, intervals, cpuSecondsPerSecond } = summary;
    const cells = COLUMNS.map((column) => {
      const interval = intervalCellOf(column, intervals);
      return cellOf(column, metrics) + (interval && `<br><sub>${interval}</sub>`);
    });
    return [`${title} (${metrics.utterances})`, ...cells, costCellOf(cpuSecondsPerSecond)];
  });
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(titles), `|---|${'---:|'.repeat(titles.length - 1)}`, ...body.map(line)].join('\n');
}
