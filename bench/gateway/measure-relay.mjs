import { setTimeout as sleep } from 'node:timers/promises';
import { searchCapacity } from './capacity-search.mjs';
import { cpuSecondsOf } from './relays/pinned-process.mjs';

/** The generator must not be what is measured: where it is later than this, its figures are not told. */
export const MOST_LATE_MS = 5;

/** How slow a relay may be and still hold its calls: the time that 99 of 100 messages are not above, all in all. */
export const HELD_P99_MS = 20;

/** Half of all messages as late as this: the relay does not keep up. */
const FELL_BEHIND_MS = 50;

/** So many times that need no second look. */
const CLEARLY_NOT_HELD = 5;

/**
 * A situation, and what was measured in it.
 *
 * @typedef {import('./plan.mjs').Situation & import('./load/call-load.mjs').LoadResult & { cpuMs: number, problem: string | undefined }} Row
 *   `cpuMs`: CPU time of the relay per session and second, in milliseconds. `problem`: why the figures are not told.
 */

/**
 * Measures what a number of sessions costs, in each situation.
 *
 * @param {import('./load/call-load.mjs').CallLoad} load
 * @param {number | undefined} pid of the relay; none: messages go straight from end to end.
 * @param {readonly import('./plan.mjs').Situation[]} situations
 * @param {import('./plan.mjs').Plan} plan
 * @param {(line: string) => void} tell
 * @returns {Promise<Row[]>}
 */
export async function measureSituations(load, pid, situations, plan, tell) {
  const rows = [];
  for (const situation of situations) {
    await load.resize(situation.sessions);
    const row = await measureSituation(load, pid, situation, plan);
    rows.push(row);
    tell(lineOf(row));
  }
  return rows;
}

/**
 * What a relay holds at several numbers of sessions that speak.
 *
 * @param {import('./load/call-load.mjs').CallLoad} load
 * @param {import('./relays/relays.mjs').RunningRelay} relay
 * @param {import('./plan.mjs').Plan} plan
 */
export async function measureMemory(load, relay, { memorySizes, settleSeconds }) {
  const sizes = [];
  for (const sessions of memorySizes) {
    await load.resize(sessions);
    load.speak({ pace: 1, microphone: false });
    // Longer than for speed: V8 takes some seconds of garbage to find the size of its young generation.
    await sleep(2000 * settleSeconds);
    // All are in mid-speech, and what was sent has come: what a slow machine has not worked off yet is not a session's.
    await load.stop();
    sizes.push({ sessions, ...(await relay.memory()) });
  }
  return sizes;
}

async function measureSituation(load, pid, situation, { settleSeconds, seconds }) {
  load.speak(situation);
  await sleep(1000 * settleSeconds);
  const result = await load.measure(seconds, () => (pid === undefined ? 0 : cpuSecondsOf(pid)));
  await load.stop();
  const cpuMs = (1000 * result.cpuSeconds) / (situation.sessions * result.seconds);
  return { ...situation, ...result, cpuMs, problem: problemOf(result) };
}

function problemOf({ isOverloaded, lateMs, downMs }) {
  if (lateMs.p99 > MOST_LATE_MS) return `the generator was late by ${lateMs.p99.toFixed(1)} ms`;
  // What waits is worked off when the window is over: processor time would be missing, too.
  return isOverloaded || downMs.p50 > FELL_BEHIND_MS ? 'the relay took less than came' : undefined;
}

/**
 * The largest number of sessions that a relay holds.
 *
 * @param {number} start
 * @param {(line: string) => void} tell
 */
export async function measureCapacity(load, pid, pace, start, { probeSeconds }, tell) {
  const plan = { settleSeconds: 1, seconds: probeSeconds };
  const probe = async (sessions) => {
    await load.resize(sessions);
    const row = await measureSituation(load, pid, { sessions, pace, microphone: false }, plan);
    tell(lineOf(row));
    if (row.lateMs.p99 > MOST_LATE_MS) return 'cannot tell';
    if (row.isOverloaded || row.downMs.p99 > CLEARLY_NOT_HELD * HELD_P99_MS) return 'clearly not held';
    return row.downMs.p99 <= HELD_P99_MS ? 'held' : 'not held';
  };
  return await searchCapacity(start, async (sessions) => {
    const first = await probe(sessions);
    if (first === 'held') return first;
    // Other programs disturb now and then; nobody speeds a relay up by chance.
    const answer = first === 'clearly not held' ? first : await probe(sessions);
    return answer === 'clearly not held' ? 'not held' : answer;
  });
}

function lineOf({ sessions, pace, microphone, cpuMs, downMs, lateMs, generatorCpu, problem }) {
  const ms = ({ p50, p99, max }) => [p50, p99, max].map((value) => value.toFixed(1)).join(' / ');
  return (
    `  ${String(sessions).padStart(5)} at ${pace}x${microphone ? ' and microphones' : ''}: CPU ${cpuMs.toFixed(3)} ms, ` +
    `p50 / p99 / max ${ms(downMs)} ms; generator ${(100 * generatorCpu).toFixed(0)} % of a core, late ${ms(lateMs)} ms` +
    `${problem === undefined ? '' : ` (${problem})`}`
  );
}
