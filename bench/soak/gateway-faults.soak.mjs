#!/usr/bin/env node
/**
 * npm run soak: does a gateway hold on to anything when everything goes wrong, for as long as you like?
 *
 *   npm run soak -- [--minutes 5] [--calls 40] [--no-build]
 *
 * A gateway runs in a process of its own between an emulator that fails in every way it can and clients that misbehave.
 * Prints its memory and its open files every ten seconds, and in the end whether both came back. Exits with 1 if they did
 * not, or if a call hung. Needs Linux.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { scaledClock, startEmulator } from '@lipwire/emulator';
import { ensurePackagesBuilt } from '../../scripts/setup/build.mjs';
import { exitOnSignals, Failure, main } from '../../scripts/setup/progress.mjs';
import { ROOT } from '../../scripts/setup/repository.mjs';
import { CLIENT_WAYS, knock, oneCall, STRANGERS } from './one-call.mjs';
import { UPSTREAM_FAULTS } from './upstream-faults.mjs';

const SAMPLE_EVERY_MS = 10_000;
const API_KEY = 'a-key-of-the-soak';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    calls: { type: 'string', default: '40' },
    'no-build': { type: 'boolean', default: false },
  },
});

exitOnSignals();
await main(async () => {
  if (!values['no-build']) await ensurePackagesBuilt();
  // Ten times real time, so that most of a call is not waiting for speech to be heard.
  const emulator = await startEmulator({ voice: 'kal', keepTurns: 1, maxSessions: 10_000, clock: scaledClock(10) });
  const gateway = await startGateway(emulator.url);
  const url = `${gateway.url.replace('http', 'ws')}/v1/conversation/gemini?key=any&mascot_key=${API_KEY}`;
  const counts = { calls: 0, whole: 0, stuck: 0, knocks: 0 };
  const endMs = performance.now() + Number(values.minutes) * 60_000;
  try {
    const samples = [await sampleOf(gateway)];
    console.log('  second  memory MiB  open files  open calls  calls so far');
    const isOver = () => performance.now() >= endMs;
    const callers = Array.from({ length: Number(values.calls) }, async () => {
      while (!isOver()) await callOrKnock(emulator, gateway.url, url, counts);
    });
    while (!isOver()) {
      await wait(Math.min(SAMPLE_EVERY_MS, Math.max(1, endMs - performance.now())));
      samples.push(await sampleOf(gateway));
      print(samples.at(-1), counts);
    }
    await Promise.all(callers);
    const last = await settled(gateway, samples[0]);
    print(last, counts);
    report(samples, last, counts);
  } finally {
    gateway.process.kill();
    await emulator.close();
  }
  return 0;
});

/** One call in which something goes wrong on one side or on neither, or one knock of a stranger. */
async function callOrKnock(emulator, gatewayUrl, url, counts) {
  const number = counts.calls + counts.knocks;
  if (number % 10 === 9) {
    counts.knocks++;
    const ways = Object.keys(STRANGERS);
    await knock(gatewayUrl, ways[counts.knocks % ways.length]);
    return;
  }
  const call = counts.calls++;
  const fault = UPSTREAM_FAULTS[call % UPSTREAM_FAULTS.length];
  const ways = Object.keys(CLIENT_WAYS);
  const way =
    fault === undefined ? (ways[Math.floor(call / UPSTREAM_FAULTS.length) % ways.length] ?? 'behave') : 'behave';
  // Calls may overtake each other, so the fault may strike in one nearby: each strikes once, all the same.
  if (emulator.faults.length > 400) emulator.faults.splice(0, 200);
  if (fault !== undefined) emulator.faults.push({ ...fault, session: call + 1 });
  const { isWhole, isStuck } = await oneCall(url, way);
  if (isWhole) counts.whole++;
  if (isStuck) counts.stuck++;
}

async function startGateway(geminiUrl) {
  const child = spawn(process.execPath, [join(ROOT, 'packages/lipwire/bin/lipwire.js'), 'gateway', '--port', '0'], {
    env: {
      ...process.env,
      LIPWIRE_API_KEYS: API_KEY,
      LIPWIRE_GEMINI_URL: geminiUrl,
      LIPWIRE_LOG_LEVEL: 'error',
      LIPWIRE_MAX_SESSIONS: '10000',
      LIPWIRE_REQUESTS_PER_MINUTE: '1000000',
      LIPWIRE_HEARTBEAT_SECONDS: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of child.stdout) {
    const [, url] = /gateway (\S+)/.exec(String(text)) ?? [];
    if (url) return { process: child, url };
  }
  throw new Failure('The gateway did not start.');
}

async function sampleOf({ process: { pid }, url }) {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  const metrics = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  const open = [...metrics.matchAll(/^lipwire_sessions_open(?:\{.*\})? (\d+)$/gm)];
  return {
    second: Math.round(performance.now() / 1000),
    memoryMib: Number(kib) / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
    sessions: open.reduce((sum, [, value]) => sum + Number(value), 0),
  };
}

/** Waits until the last connections are gone: a stranger may stay for ten seconds. */
async function settled(gateway, first) {
  let now = await sampleOf(gateway);
  for (let tries = 0; tries < 30 && (now.sessions > 0 || now.files > first.files); tries++) {
    await wait(1_000);
    now = await sampleOf(gateway);
  }
  return now;
}

function print({ second, memoryMib, files, sessions }, { calls, knocks }) {
  const cells = [second, memoryMib.toFixed(1), files, sessions, calls + knocks];
  console.log(cells.map((cell, i) => String(cell).padStart([8, 12, 12, 12, 14][i])).join(''));
}

function report(samples, last, { calls, knocks, whole, stuck }) {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const medianOf = (part) => part.map(({ memoryMib }) => memoryMib).sort((a, b) => a - b)[Math.floor(part.length / 2)];
  const early = medianOf(samples.slice(quarter, 2 * quarter));
  const late = medianOf(samples.slice(-quarter));
  console.log(`${calls} calls (${whole} whole) and ${knocks} knocks of strangers; ${stuck} stuck.`);
  console.log(`Memory: ${early?.toFixed(1)} MiB in the second quarter, ${late?.toFixed(1)} MiB in the last.`);
  console.log(`Open files: ${samples[0]?.files} before, ${last.files} after; open calls: ${last.sessions}.`);
  if (stuck > 0) throw new Failure(`${stuck} calls were stuck.`);
  if (whole === 0) throw new Failure('No call was whole.');
  if (last.sessions > 0 || last.files > (samples[0]?.files ?? 0))
    throw new Failure('The gateway holds on to something.');
}
