import { afterEach, expect, it } from 'vitest';
import { createLog } from '../observe/log.js';
import { Leash } from './leash.js';
import type { Line, LineLimits } from './line.js';
import { MemoryAudioLedger } from './memory-audio-ledger.js';
import { MemorySessionRegister } from './memory-session-register.js';

const opened: Leash[] = [];
afterEach(async () => {
  for (const leash of opened.splice(0)) await leash.close();
});

/** A gateway; two of them may share a register and a ledger. The timer never comes: the test ticks. */
function gateway(
  shared: { register: MemorySessionRegister; ledger: MemoryAudioLedger },
  name: string,
  now: () => number,
) {
  const leash = new Leash({ gateway: name, ...shared, log: createLog('silent'), nowMs: now, tickMs: 1e9 });
  opened.push(leash);
  return leash;
}

function setUp() {
  const world = { nowMs: 1e12 };
  const now = () => world.nowMs;
  const shared = { register: new MemorySessionRegister(now), ledger: new MemoryAudioLedger() };
  return { world, ...shared, a: gateway(shared, 'a', now), b: gateway(shared, 'b', now) };
}

const request = (id: string, limits: LineLimits = {}) => ({
  ...{ id, limits, tenant: 'acme', visemeModel: 'default', apiVersion: 'v1beta' },
});

it('keeps the lines of a gateway that ticks, and frees those of one that does not', async () => {
  const { world, register, a, b } = setUp();
  await a.take(request('a1'));
  await b.take(request('b1'));
  for (let second = 0; second < 40; second++) {
    world.nowMs += 1_000;
    await a.tick();
  }
  expect((await register.list({ limit: 10 })).sessions.map(({ id }) => id)).toEqual(['a1']);
  a.release('a1');
  a.release('a1');
  expect([a.size, (await register.list({ limit: 10 })).total]).toEqual([0, 0]);
});

it('ends a call once, and never one that has not started', async () => {
  const { world, a } = setUp();
  await a.take(request('a1', { maxSessionSeconds: 10 }));
  world.nowMs += 10_000;
  await a.tick();
  expect(a.endLocal('a1')).toBe(false);
  const codes: number[] = [];
  a.hold('a1', ({ code }) => codes.push(code));
  await a.tick();
  await a.tick();
  expect(a.endLocal('a1')).toBe(true);
  expect(codes).toEqual([4001]);
});

it('ends calls that a neighbour was asked to end, a look later', async () => {
  const { register, a, b } = setUp();
  const line = (await a.take(request('a1'))) as Line;
  const codes: number[] = [];
  a.hold('a1', ({ code }) => codes.push(code));
  await register.requestEnd(line.entry);
  await b.tick();
  expect(codes).toEqual([]);
  await a.tick();
  expect(codes).toEqual([4004]);
});

it('books what is left when it closes, and what a call said that is over', async () => {
  const { world, ledger, a } = setUp();
  const [first, second] = [(await a.take(request('1'))) as Line, (await a.take(request('2'))) as Line];
  first.onSpeech(1_000);
  a.release('1');
  second.onSpeech(500);
  await a.tick();
  await a.close();
  const today = new Date(world.nowMs).toISOString().slice(0, 10);
  expect(await ledger.add('acme', today, 0, 0)).toBe(1_500);
});

it('puts calls off while the register is away, and gives back what may have been taken', async () => {
  const { register, a } = setUp();
  const { take } = register;
  register.take = async (...args) => {
    await take.apply(register, args);
    throw new Error('no answer in time');
  };
  expect(await a.take(request('a1', { maxSessions: 1 }))).toBe('register_unavailable');
  expect(a.size).toBe(0);
  register.take = take;
  expect(await a.take(request('a2', { maxSessions: 1 }))).toMatchObject({ tenant: 'acme' });
});
