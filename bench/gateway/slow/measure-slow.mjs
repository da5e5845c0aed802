import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CallLoad } from '../load/call-load.mjs';
import { spokenFrames } from '../load/spoken-frames.mjs';
import { MOST_LATE_MS } from '../measure-relay.mjs';
import { endProcess, nextMessage, residentBytesOf, startPinned } from '../relays/pinned-process.mjs';

/** Ordinary sessions, which speak in real time. */
const NEIGHBOURS = 200;
const SLOW_CALLS = 20;
/** Calls of the slow have ids behind those of the others. */
const FIRST_SLOW_ID = 1_000_000;
const SETTLE_SECONDS = 2;
const WINDOW_SECONDS = 6;
/** The settings of these runs: shorter than by default, so that the end is seen. */
const STALL_SECONDS = 8;
const HEARTBEAT_SECONDS = 2;
/** Bound, heartbeat, the time that a client has to take the news, and some. */
const END_TIMEOUT_SECONDS = 30;
const SAMPLE_MS = 100;
/** Close code of a call whose one side takes its messages too slowly. */
const SLOW = 4005;

/** @type {readonly { kind: import('./slow-call.mjs').SlowKind, lives?: boolean }[]} `lives`: the call may go on for ever. */
const KINDS = [{ kind: 'deaf' }, { kind: 'trickle', lives: true }, { kind: 'stuck' }];

/**
 * What calls with a slow end cost the others, and the process.
 *
 * @param {import('../relays/relays.mjs').Relay} relay the gateway.
 * @param {{ generatorCore: number, relayCore: number }} cores
 * @param {(line: string) => void} tell
 * @returns {Promise<SlowResults>}
 *
 * @typedef {{ p50: number, p99: number, max: number }} Spread milliseconds.
 * @typedef {{ downMs: Spread, lateMs: Spread, fellBehind: boolean, problem: string | undefined }} Neighbours `fellBehind`: the gateway
 *   was late by seconds, and nothing more can be said.
 * @typedef {object} SlowRow
 * @property {import('./slow-call.mjs').SlowKind} kind
 * @property {Neighbours} neighbours in the first seconds of the slow ones.
 * @property {{ before: number, peak: number, after: number }} residentBytes of the gateway: before they came, at most
 *   meanwhile, and when they were gone.
 * @property {{ before: number, after: number }} aliveBytes objects and buffers of the gateway after a garbage collection.
 * @property {{ sentBytes: number, endedAfterMs?: number, clientStatus?: { code: number, reason: string } }[]} calls
 * @property {Record<string, number>} closes calls that the gateway ended, by code.
 * @typedef {{ direct: Neighbours, without: Neighbours, rows: SlowRow[], leftOut: string[], failed: string[] }} SlowResults
 */
export async function measureSlow(relay, { generatorCore, relayCore }, tell) {
  const frames = await spokenFrames();
  const peers = startPinned(
    generatorCore,
    process.execPath,
    [fileURLToPath(new URL('./slow-peers.mjs', import.meta.url))],
    {
      ipc: true,
    },
  );
  await nextMessage(peers);
  const load = await CallLoad.start(frames, (callId, socket) => peers.send({ order: 'answer', callId }, socket));
  let running;
  try {
    load.through({ port: load.servicePort, pathOf: (callId) => `/?key=${callId}` });
    const direct = await neighboursAlone(load);
    tell(lineOf('without a relay', direct));
    await load.resize(0);

    const env = {
      LIPWIRE_MAX_STALL_SECONDS: String(STALL_SECONDS),
      LIPWIRE_HEARTBEAT_SECONDS: String(HEARTBEAT_SECONDS),
    };
    running = await relay.start({ servicePort: load.servicePort, core: relayCore, env });
    load.through(running);
    const without = await neighboursAlone(load);
    tell(lineOf('without slow calls', without));
    const rows = [];
    for (const kind of KINDS) {
      rows.push(await measureKind(load, running, peers, kind));
      tell(lineOf(kind.kind, rows.at(-1).neighbours));
    }
    const leftOut = [...[direct, without], ...rows.map(({ neighbours }) => neighbours)]
      .map(({ problem }) => problem)
      .filter((problem) => problem !== undefined);
    return { direct, without, rows, leftOut, failed: failures(rows) };
  } finally {
    load.close();
    await endProcess(peers);
    await running?.stop();
  }
}

async function neighboursAlone(load) {
  await load.resize(NEIGHBOURS);
  load.speak({ pace: 1, microphone: false });
  await sleep(1000 * SETTLE_SECONDS);
  const measured = neighboursOf(await load.measure(WINDOW_SECONDS));
  await load.stop();
  return measured;
}

/** Calls of one kind come, are slow, and go, while the neighbours speak. */
async function measureKind(load, relay, peers, { kind, lives = false }) {
  load.speak({ pace: 1, microphone: false });
  await sleep(1000 * SETTLE_SECONDS);
  const { rss: before, heldBytes: aliveBefore } = await relay.memory();
  const closesBefore = await closesOf(relay);
  const paths = Array.from({ length: SLOW_CALLS }, (_, i) => FIRST_SLOW_ID + i).map((callId) => ({
    callId,
    path: relay.pathOf(callId),
  }));
  await ordered(peers, { order: 'open', kind, paths, port: relay.port });

  const peakOf = samplePeak(relay.pid);
  const startedAtMs = performance.now();
  await ordered(peers, { order: 'start' });
  const neighbours = neighboursOf(await load.measure(WINDOW_SECONDS));
  const endMs = startedAtMs + 1000 * (lives ? STALL_SECONDS + 2 * HEARTBEAT_SECONDS : END_TIMEOUT_SECONDS);
  while (performance.now() < endMs && (await liveSessionsOf(relay)) > NEIGHBOURS) await sleep(500);
  const peak = peakOf();

  const calls = await ordered(peers, { order: 'report' });
  const closes = difference(await closesOf(relay), closesBefore);
  await ordered(peers, { order: 'close' });
  await sleep(1000 * SETTLE_SECONDS);
  await load.stop();
  const { rss: after, heldBytes: aliveAfter } = await relay.memory();
  return {
    kind,
    neighbours,
    residentBytes: { before, peak, after },
    aliveBytes: { before: aliveBefore, after: aliveAfter },
    calls,
    closes,
  };
}

/** Looks at what is resident until it is asked for the most that it saw. */
function samplePeak(pid) {
  let peak = residentBytesOf(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytesOf(pid));
  }, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function neighboursOf({ downMs, lateMs, isOverloaded: fellBehind }) {
  const problem =
    lateMs.p99 > MOST_LATE_MS
      ? `The generator was late by ${lateMs.p99.toFixed(1)} ms: that row is not told.`
      : undefined;
  return { downMs, lateMs, fellBehind, problem };
}

/** A gateway that holds nobody back must not pass, nor one that lets the stalled stay. */
function failures(rows) {
  return rows.flatMap(({ kind, calls, closes }) => {
    const isHeldBack = calls.every(({ sentBytes }) => sentBytes >= 2 ** 20);
    const mustEnd = KINDS.some((one) => one.kind === kind && !one.lives);
    const told = calls.flatMap(({ clientStatus }) => clientStatus ?? []);
    return [
      ...(isHeldBack ? [] : [`Calls of the kind "${kind}" sent less than 1 MiB: nothing was held back.`]),
      ...(mustEnd && closes[SLOW] !== calls.length
        ? [`Not all calls of the kind "${kind}" were ended with ${SLOW}.`]
        : []),
      ...(mustEnd && told.length === 0 ? [`No client of the kind "${kind}" was told why.`] : []),
      ...told.filter(({ code }) => code !== SLOW).map(({ code, reason }) => `A client was told ${code} ${reason}`),
    ];
  });
}

async function ordered(peers, order) {
  const answered = nextMessage(peers);
  peers.send(order);
  return (await answered).answer;
}

async function metricsOf({ port }) {
  return await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

async function liveSessionsOf(relay) {
  const count = /^lipwire_sessions_open(?:\{.*\})? (\d+)/m.exec(await metricsOf(relay))?.[1];
  if (count === undefined) throw new Error('the gateway does not tell how many sessions are open');
  return Number(count);
}

async function closesOf(relay) {
  const lines = (await metricsOf(relay)).matchAll(/^lipwire_closes_total\{side="gateway",code="(\w+)"\} (\d+)/gm);
  return Object.fromEntries([...lines].map(([, code, count]) => [code, Number(count)]));
}

function difference(after, before) {
  const entries = Object.entries(after).map(([code, count]) => [code, count - (before[code] ?? 0)]);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

function lineOf(title, { downMs, lateMs, fellBehind, problem }) {
  const ms = ({ p50, p99, max }) => [p50, p99, max].map((value) => value.toFixed(1)).join(' / ');
  return `  ${title}: p50 / p99 / max ${ms(downMs)} ms; generator late ${ms(lateMs)} ms${problem ? ` (${problem})` : ''}${fellBehind ? ' (fell behind)' : ''}`;
}
