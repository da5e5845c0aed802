import { asMarkdown } from '../../browser/tables.mjs';
import { addedMs, perSession } from './figures.mjs';

const KB = 1000;
const NOT_TOLD = '–';

/**
 * All of a run.
 *
 * @typedef {object} GatewayResults
 * @property {import('../measure-relay.mjs').Row[]} direct without a relay.
 * @property {RelayResults[]} relays
 * @typedef {object} RelayResults
 * @property {string} id
 * @property {string} title
 * @property {import('../measure-relay.mjs').Row[]} rows
 * @property {{ sessions: number, rss: number, heldBytes?: number }[]} memory
 * @property {{ pace: number, sessions: number, isMore: boolean }[]} capacity
 */

/** The sections of docs/performance.md that a run can fill, by name. */
export function gatewaySections(results) {
  const numbers = [...new Set(results.direct.map(({ sessions }) => sessions))];
  return {
    'gateway-speech': numbers.map((sessions) => asMarkdown(speechCells(results, sessions))).join('\n\n'),
    'gateway-memory': asMarkdown(memoryCells(results)),
    ...(results.relays.some(({ capacity }) => capacity.length > 0) && {
      'gateway-capacity': asMarkdown(capacityCells(results)),
    }),
    ...(results.direct.some(({ microphone }) => microphone) && {
      'gateway-microphone': asMarkdown(microphoneCells(results)),
    }),
  };
}

/** What speech costs at one number of sessions. */
export function speechCells({ relays, direct }, sessions) {
  const paces = [...new Set(direct.filter((row) => row.sessions === sessions).map(({ pace }) => pace))];
  const bare = relays.find(({ id }) => id === 'bare');
  const lines = relays.flatMap(({ title, rows }) => {
    const cells = paces.flatMap((pace) => {
      const is = (row) => row.sessions === sessions && row.pace === pace && !row.microphone;
      const row = rows.find(is);
      return row === undefined
        ? []
        : [cpuCell(row, bare?.rows.find(is)), latencyCell(row.downMs, row, direct.find(is))];
    });
    return cells.length === 0 ? [] : [[title, ...cells]];
  });
  const heads = paces.flatMap((pace) => [`CPU ms, ${paceName(pace)}`, `added ms, ${paceName(pace)}`]);
  return [[`${sessions} sessions`, ...heads], ...lines];
}

/** What a session holds. */
export function memoryCells({ relays }) {
  const growth = relays.map(({ title, memory }) => ({
    title,
    resident: perSession(memory, ({ rss }) => rss),
    alive: perSession(memory, ({ heldBytes }) => heldBytes ?? Number.NaN),
  }));
  const bare = growth[relays.findIndex(({ id }) => id === 'bare')];
  const kb = (bytes) => (Number.isFinite(bytes) ? (bytes / KB).toFixed(0) : NOT_TOLD);
  return [
    ['kB a session', 'resident', 'alive', 'resident, beyond the bare relay'],
    ...growth.map(({ title, resident, alive }) => [
      title,
      kb(resident),
      kb(alive),
      growth.length > 0 && bare !== undefined ? kb(resident - bare.resident) : NOT_TOLD,
    ]),
  ];
}

/** How many sessions a core holds. */
export function capacityCells({ relays }) {
  const paces = relays.find(({ capacity }) => capacity.length > 0)?.capacity.map(({ pace }) => pace) ?? [];
  const cell = (capacity, pace) => {
    const found = capacity.find((one) => one.pace === pace);
    if (found === undefined || found.sessions === 0) return NOT_TOLD;
    return found.isMore ? `more than ${found.sessions}` : String(found.sessions);
  };
  return [
    ['sessions that one core holds', ...paces.map(paceName)],
    ...relays.map(({ title, capacity }) => [title, ...paces.map((pace) => cell(capacity, pace))]),
  ];
}

/** What changes when all clients send what their microphones hear. */
export function microphoneCells({ relays, direct }) {
  const baseline = direct.find(({ microphone }) => microphone);
  const lines = relays.flatMap(({ title, rows }) => {
    const row = rows.find(({ microphone }) => microphone);
    if (row === undefined) return [];
    const silent = rows.find((one) => one.sessions === row.sessions && one.pace === row.pace && !one.microphone);
    const more = row.problem || silent.problem ? NOT_TOLD : `+${(row.cpuMs - silent.cpuMs).toFixed(2)}`;
    return [
      [title, cpuCell(row), more, latencyCell(row.downMs, row, baseline), latencyCell(row.upMs, row, baseline, 'upMs')],
    ];
  });
  const head = `${baseline?.sessions} sessions with microphones`;
  return [[head, 'CPU ms', 'of it microphones', 'added ms, to the client', 'added ms, to the service'], ...lines];
}

function cpuCell({ cpuMs, problem }, bare) {
  if (problem !== undefined) return NOT_TOLD;
  const ratio = bare === undefined || bare.problem !== undefined ? '' : ` (${(cpuMs / bare.cpuMs).toFixed(2)} ×)`;
  return `${cpuMs.toFixed(2)}${ratio}`;
}

function latencyCell(through, { problem }, direct, direction = 'downMs') {
  if (problem !== undefined || direct === undefined || direct.problem !== undefined) return NOT_TOLD;
  const { p50, p99, max } = addedMs(through, direct[direction]);
  return [p50, p99, max].map((value) => value.toFixed(1)).join(' / ');
}

function paceName(pace) {
  return pace === 1 ? 'real time' : `${pace}x`;
}
