import { Feed } from './feed.js';
import { showFigures } from './figures.js';
import { bytes, milliseconds, percent, rate, whole } from './format.js';
import { gatewayColor, showGateways } from './gateway-table.js';
import { Plot } from './plot.js';
import { SessionTable } from './session-table.js';
import { showTally } from './tallies.js';

/** @typedef {import('./feed.js').State} State */
/** @typedef {import('./feed.js').Sample} Sample */

const KEY = 'lipwire-admin-key';
const FRAME_MS = 100;

const form = element('key-form', HTMLFormElement);
const input = element('key', HTMLInputElement);
const status = element('status', HTMLElement);
const lost = element('lost', HTMLElement);

/** @type {Feed | undefined} */
let feed;
const sessions = new SessionTable(tableBody('sessions'), async (id) => feed?.end(id));

/** @type {Record<string, { plot: Plot, lines: (state: State) => import('./plot.js').Line[] }>} */
const plots = {
  sessions: {
    plot: makePlot('sessions', { title: 'Calls', note: 'open now', format: whole, minTop: 4 }),
    lines: (state) => byGateway(state, ({ sessions }) => sessions, { isFilled: true }),
  },
  latency: {
    plot: makePlot('latency', {
      title: 'Added latency',
      note: 'p99; faint: p50',
      format: milliseconds,
      minTop: 1,
      mark: 10,
    }),
    lines: (state) => [
      ...byGateway(state, (sample) => sample.added_latency_p99_ms),
      ...byGateway(state, (sample) => sample.added_latency_p50_ms, { isFaint: true }),
    ],
  },
  rates: {
    plot: makePlot('rates', { title: 'Comings and goings', note: 'a minute', format: rate, minTop: 10 }),
    lines: ratesOf,
  },
  loop: {
    plot: makePlot('loop', { title: 'Event loop delay', note: 'p99', format: milliseconds, minTop: 4, mark: 50 }),
    lines: (state) => byGateway(state, (sample) => sample.event_loop_delay_p99_ms),
  },
  cpu: {
    plot: makePlot('cpu', { title: 'CPU', note: 'of one core', format: percent, minTop: 0.1, mark: 1 }),
    lines: (state) => byGateway(state, ({ cpu }) => cpu, { isFilled: true }),
  },
  memory: {
    plot: makePlot('memory', { title: 'Memory', note: 'resident', format: bytes, minTop: 100e6 }),
    lines: (state) => byGateway(state, ({ memory_bytes }) => memory_bytes),
  },
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  open(input.value.trim());
  input.value = '';
});
element('leave', HTMLButtonElement).addEventListener('click', () => leave(''));
// Between two samples the plots glide; where motion is not wanted, they move once a sample.
const glides = matchMedia('(prefers-reduced-motion: reduce)');
setInterval(() => {
  if (document.body.dataset.view !== 'live' || document.hidden || glides.matches) return;
  for (const { plot } of Object.values(plots)) plot.draw();
}, FRAME_MS);
addEventListener('resize', () => {
  for (const { plot } of Object.values(plots)) plot.draw();
});

const kept = sessionStorage.getItem(KEY);
if (kept) open(kept);
else input.focus();

/** @param {string} key */
function open(key) {
  feed?.stop();
  setStatus('wait', 'Connecting…');
  feed = new Feed(key, {
    onState(state) {
      sessionStorage.setItem(KEY, key);
      document.body.dataset.view = 'live';
      lost.hidden = true;
      const count = state.gateways.length;
      setStatus('good', `Live · ${count} ${count === 1 ? 'gateway' : 'gateways'}`);
      show(state);
    },
    onLost(problem) {
      setStatus('bad', 'Connection lost');
      lost.textContent = `${problem} The numbers below are from before. Trying again every two seconds.`;
      lost.hidden = false;
      element('key-problem', HTMLElement).textContent = problem;
    },
    onRefused: leave,
  });
}

/** @param {string} problem */
function leave(problem) {
  feed?.stop();
  feed = undefined;
  sessionStorage.removeItem(KEY);
  document.body.dataset.view = 'key';
  element('key-problem', HTMLElement).textContent = problem;
  setStatus('idle', 'Not connected');
  input.focus();
}

/** @param {State} state */
function show(state) {
  const nowMs = Math.max(0, ...state.gateways.map(({ samples }) => samples.at(-1)?.atMs ?? 0));
  showFigures(element('figures', HTMLElement), state);
  for (const { plot, lines } of Object.values(plots)) plot.show(lines(state), nowMs);
  showTally(element('closes', HTMLElement), state, 'closes');
  showTally(element('refusals', HTMLElement), state, 'refusals');
  showGateways(tableBody('gateways'), state);
  sessions.show(state.sessions);
  element('no-sessions', HTMLElement).hidden = state.total > 0;
  const shown = state.sessions.length;
  element('sessions-count', HTMLElement).textContent =
    shown < state.total ? `the oldest ${whole(shown)} of ${whole(state.total)}` : whole(state.total);
}

/**
 * @param {State} state
 * @param {(sample: Sample) => number | null} read
 * @param {{ isFaint?: boolean, isFilled?: boolean }} look
 */
function byGateway({ gateways }, read, look = {}) {
  return gateways.map(({ id, samples }, i) => ({
    ...look,
    name: look.isFaint ? 'p50' : id.slice(0, 4),
    color: resolved(gatewayColor(i)),
    points: samples.map((sample) => ({ atMs: sample.atMs, value: read(sample) })),
  }));
}

/** @param {State} state */
function ratesOf({ gateways }) {
  // Intervals of different gateways are brought together by their place in time, in steps of one sample.
  /** @type {Map<number, { started: number, closed: number, refused: number }>} */
  const steps = new Map();
  const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);
  for (const { samples } of gateways) {
    for (const sample of samples) {
      const at = Math.round(sample.atMs / 2000) * 2000;
      const step = steps.get(at) ?? { started: 0, closed: 0, refused: 0 };
      const perMinute = 60 / sample.interval_seconds;
      step.started += sample.started * perMinute;
      step.closed += sum(sample.closes) * perMinute;
      step.refused += sum(sample.refusals) * perMinute;
      steps.set(at, step);
    }
  }
  const sorted = [...steps].sort(([a], [b]) => a - b);
  /** @param {'started' | 'closed' | 'refused'} what */
  const points = (what) =>
    // The mean of fifteen seconds: single calls are spikes, and what one asks for is the level.
    sorted.map(([atMs], i) => {
      const around = sorted.slice(Math.max(0, i - 7), i + 1);
      return { atMs, value: around.reduce((total, [, step]) => total + step[what], 0) / around.length };
    });
  return [
    { name: 'started', color: resolved('var(--good)'), points: points('started') },
    { name: 'ended', color: resolved('var(--soft)'), points: points('closed') },
    { name: 'refused', color: resolved('var(--bad)'), points: points('refused') },
  ];
}

/**
 * A colour of the style sheet as the canvas takes it: with the scheme that is on now.
 * @param {string} color
 */
function resolved(color) {
  status.style.setProperty('outline-color', color);
  return getComputedStyle(status).outlineColor;
}

/**
 * @param {string} name
 * @param {ConstructorParameters<typeof Plot>[1]} options
 */
function makePlot(name, options) {
  const figure = document.querySelector(`[data-plot="${name}"]`);
  if (!(figure instanceof HTMLElement)) throw new Error(`no place for the plot ${name}`);
  return new Plot(figure, options);
}

/**
 * @param {string} state
 * @param {string} text
 */
function setStatus(state, text) {
  status.dataset.state = state;
  if (status.textContent !== text) status.textContent = text;
}

/** @param {string} id */
function tableBody(id) {
  const body = element(id, HTMLTableElement).tBodies[0];
  if (body === undefined) throw new Error(`no body in ${id}`);
  return body;
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function element(id, type) {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`no ${id} in the page`);
}
