import { milliseconds, rate, whole } from './format.js';

/** @typedef {import('./feed.js').State} State */

/** The numbers that one looks at first. Each turns its colour where an operator should act. */
const FIGURES = [
  {
    name: 'Calls now',
    /** @param {Summary} now */
    value: (now) => whole(now.sessions),
    /** @param {Summary} now */
    note: (now) => `of ${whole(now.maxSessions)} lines`,
    /** @param {Summary} now */
    isBad: (now) => now.sessions > 0.8 * now.maxSessions,
  },
  {
    name: 'Added p99',
    /** @param {Summary} now */
    value: (now) => milliseconds(now.latencyMs),
    note: () => 'slowest gateway, aim 10 ms',
    /** @param {Summary} now */
    isBad: (now) => (now.latencyMs ?? 0) > 20,
  },
  {
    name: 'Event loop p99',
    /** @param {Summary} now */
    value: (now) => milliseconds(now.loopMs),
    note: () => 'slowest gateway',
    /** @param {Summary} now */
    isBad: (now) => (now.loopMs ?? 0) > 50,
  },
  {
    name: 'Starts a minute',
    /** @param {Summary} now */
    value: (now) => rate(now.started),
    note: () => 'over the last minute',
    isBad: () => false,
  },
  {
    name: 'Refused a minute',
    /** @param {Summary} now */
    value: (now) => rate(now.refused),
    note: () => 'over the last minute',
    /** @param {Summary} now */
    isBad: (now) => now.refused > 0,
  },
];

/** @typedef {{ sessions: number, maxSessions: number, latencyMs: number | null, loopMs: number | null, started: number, refused: number }} Summary */

/**
 * @param {HTMLElement} parent
 * @param {State} state
 */
export function showFigures(parent, state) {
  const now = summarize(state);
  if (parent.childElementCount === 0) {
    for (const { name } of FIGURES) {
      const card = document.createElement('div');
      card.className = 'card figure';
      card.dataset.figure = name;
      for (const tag of ['h2', 'strong', 'small']) card.append(document.createElement(tag));
      parent.append(card);
    }
  }
  for (const [i, figure] of FIGURES.entries()) {
    const card = /** @type {HTMLElement} */ (parent.children[i]);
    card.dataset.state = figure.isBad(now) ? 'bad' : 'good';
    for (const [j, text] of [figure.name, figure.value(now), figure.note(now)].entries()) {
      const part = card.children[j];
      if (part && part.textContent !== text) part.textContent = text;
    }
  }
}

/**
 * @param {State} state
 * @returns {Summary}
 */
function summarize({ gateways }) {
  const latest = gateways.flatMap(({ samples }) => samples.slice(-1));
  const lastMinute = gateways.flatMap(({ samples }) =>
    samples.filter(({ atMs }) => atMs > (samples.at(-1)?.atMs ?? 0) - 60_000),
  );
  const sum = (/** @type {number[]} */ values) => values.reduce((total, value) => total + value, 0);
  const worst = (/** @type {(number | null)[]} */ values) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  };
  return {
    sessions: sum(latest.map(({ sessions }) => sessions)),
    maxSessions: sum(gateways.map(({ max_sessions }) => max_sessions)),
    latencyMs: worst(latest.map((sample) => sample.added_latency_p99_ms)),
    loopMs: worst(latest.map((sample) => sample.event_loop_delay_p99_ms)),
    started: sum(lastMinute.map(({ started }) => started)),
    refused: sum(lastMinute.map(({ refusals }) => sum(Object.values(refusals)))),
  };
}
