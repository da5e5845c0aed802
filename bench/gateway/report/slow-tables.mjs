import { asMarkdown } from '../../browser/tables.mjs';
import { addedMs } from './figures.mjs';

const MIB = 2 ** 20;
const NOT_TOLD = '–';

const TITLES = {
  deaf: 'clients that read nothing',
  trickle: 'clients that read 41 kB a second',
  stuck: 'services that read nothing',
};

/** The sections of docs/performance.md that a run with slow calls fills, by name. */
export function slowSections(results) {
  return {
    'gateway-slow': asMarkdown(neighbourCells(results)),
    'gateway-slow-memory': asMarkdown(memoryCells(results)),
  };
}

/** What the others notice. */
export function neighbourCells({ direct, without, rows }) {
  return [
    ['while there are', 'the others: added ms', 'what came of the slow ones'],
    ['no slow calls', latencyCell(without, direct), ''],
    ...rows.map((row) => [
      `${row.calls.length} ${TITLES[row.kind]}`,
      latencyCell(row.neighbours, direct),
      fateCell(row),
    ]),
  ];
}

/** What the gateway holds. */
export function memoryCells({ rows }) {
  return [
    ['MiB', 'resident before', 'at most', 'a slow call', 'alive before', 'alive after'],
    ...rows.map(({ kind, calls, residentBytes: { before, peak }, aliveBytes }) => [
      `${calls.length} ${TITLES[kind]}`,
      mib(before, 0),
      mib(peak, 0),
      mib((peak - before) / calls.length, 1),
      mib(aliveBytes.before, 1),
      mib(aliveBytes.after, 1),
    ]),
  ];
}

function latencyCell(neighbours, direct) {
  if (neighbours.problem !== undefined || direct.problem !== undefined) return NOT_TOLD;
  if (neighbours.fellBehind) return 'seconds';
  const { p50, p99, max } = addedMs(neighbours.downMs, direct.downMs);
  return [p50, p99, max].map((value) => value.toFixed(1)).join(' / ');
}

function fateCell({ calls, closes }) {
  const ended = calls.map(({ endedAfterMs }) => endedAfterMs).filter((ms) => ms !== undefined);
  const living = calls.length - ended.length;
  const told = Object.entries(closes).map(([code, count]) => `${count} ended with ${code}`);
  if (ended.length > 0) {
    const seconds = [Math.min(...ended), Math.max(...ended)].map((ms) => (ms / 1000).toFixed(0));
    told.push(`after ${seconds.join(' to ')} s`);
  }
  return [...told, ...(living > 0 ? [`${living} lived on`] : [])].join(', ');
}

function mib(bytes, digits) {
  return (bytes / MIB).toFixed(digits);
}
