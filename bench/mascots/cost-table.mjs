import { medianOf, percentile } from '../browser/tables.mjs';

/** What may be spent on advancing a mascot by a frame. */
export const ADVANCE_GOAL_MS = 0.15;

/** A line for each mascot: the middle of the runs' medians, and in brackets the least and the most of them. */
export function costCells(renderer, { mascots }) {
  const medians = (runs, part, digits) =>
    medianOf(
      runs.map((run) => percentile(run[part], 0.5)),
      digits,
    );
  return [
    [`${renderer}, milliseconds a frame`, 'file, kB', 'set values', 'advance', 'advance, nothing drawn', 'draw'],
    ...mascots.map(({ name, bytes, runs }) => [
      name,
      (bytes / 1000).toFixed(1),
      medians(runs, 'set', 3),
      medians(runs, 'advance', 3),
      medians(runs, 'advanceAlone', 3),
      medians(runs, 'draw', 2),
    ]),
  ];
}
