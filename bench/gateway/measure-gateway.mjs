import { CallLoad } from './load/call-load.mjs';
import { spokenFrames } from './load/spoken-frames.mjs';
import { measureCapacity, measureMemory, measureSituations } from './measure-relay.mjs';

/**
 * Measures relays, one after the other, each in a process of its own, and the way without any.
 *
 * @param {readonly import('./relays/relays.mjs').Relay[]} relays
 * @param {import('./plan.mjs').Plan} plan
 * @param {number} core of the relays.
 * @param {(line: string) => void} tell says how it goes.
 * @returns {Promise<import('./report/gateway-tables.mjs').GatewayResults & { leftOut: string[], failed: string[] }>} sentences about
 *   what was not measured, and about relays that did not do what they are for.
 */
export async function measureGateway(relays, plan, core, tell) {
  const frames = await spokenFrames();
  tell('without a relay');
  const direct = await withLoad(frames, async (load) => {
    load.through({ port: load.servicePort, pathOf: (callId) => `/?key=${callId}` });
    return await measureSituations(load, undefined, plan.situations, plan, tell);
  });

  const measured = [];
  const leftOut = [];
  const failed = [];
  for (const relay of relays) {
    const missing = relay.missing?.();
    if (missing !== undefined) {
      leftOut.push(missing);
      continue;
    }
    tell(relay.title);
    try {
      measured.push(await withLoad(frames, (load) => measureOne(load, relay, plan, core, tell)));
    } catch (error) {
      failed.push(`${relay.title} failed: ${error instanceof Error ? error.message : error}.`);
    }
  }
  for (const { title, rows } of [{ title: 'without a relay', rows: direct }, ...measured]) {
    for (const { sessions, pace, problem } of rows) {
      if (problem !== undefined)
        leftOut.push(`${title}, ${sessions} sessions at pace ${pace}, is not told: ${problem}.`);
    }
  }
  return { direct, relays: measured, leftOut, failed };
}

async function measureOne(load, { id, title, start, addsVisemes = false }, plan, core, tell) {
  const relay = await start({ servicePort: load.servicePort, core });
  try {
    load.through(relay);
    const memory = await measureMemory(load, relay, plan);
    const situations = plan.situations.filter(({ sessions }) => id !== 'engine-on' || sessions <= plan.mostWithEngine);
    const rows = await measureSituations(load, relay.pid, situations, plan, tell);
    checkWork(rows, addsVisemes);
    const capacity = [];
    for (const pace of plan.searchedPaces) {
      const begin = capacity.at(-1)?.sessions || load.size;
      capacity.push({ pace, ...(await measureCapacity(load, relay.pid, pace, begin, plan, tell)) });
    }
    return { id, title, rows, memory, capacity };
  } finally {
    await relay.stop();
  }
}

/** A relay that is fast because it does not do its work must not pass. */
function checkWork(rows, addsVisemes) {
  for (const { grownBytes, messages } of rows) {
    if (messages > 0 && grownBytes > 0 !== addsVisemes) {
      throw new Error(addsVisemes ? 'messages came without visemes' : 'messages came longer than they were sent');
    }
  }
}

/**
 * @template T
 * @param {import('./load/spoken-frames.mjs').SpokenFrames} frames
 * @param {(load: CallLoad) => Promise<T>} work
 */
async function withLoad(frames, work) {
  const load = await CallLoad.start(frames);
  try {
    return await work(load);
  } finally {
    load.close();
  }
}
