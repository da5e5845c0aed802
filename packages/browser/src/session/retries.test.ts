import { expect, test } from 'vitest';
import { ManualClock, settle } from '../../test/manual-clock.js';
import { Retries } from './retries.js';

function setUp(giveUpAfterMs = 60_000) {
  const clock = new ManualClock();
  const network = { online: true, listeners: new Set<() => void>() };
  const retries = new Retries({
    clock,
    random: () => 1,
    giveUpAfterMs,
    network: {
      isOnline: () => network.online,
      onReturn: (listener) => {
        network.listeners.add(listener);
        return () => network.listeners.delete(listener);
      },
    },
  });
  const goOnline = () => {
    network.online = true;
    for (const listener of [...network.listeners]) listener();
  };
  /** Waits, and counts the milliseconds that this takes. */
  const wait = () => {
    const startMs = clock.nowMs();
    const result = { tookMs: undefined as number | undefined };
    void retries.wait().then(() => {
      result.tookMs = clock.nowMs() - startMs;
    });
    return result;
  };
  return { clock, network, retries, goOnline, wait };
}

test('the network is back: the next try is made at once', async () => {
  const { clock, network, retries, goOnline, wait } = setUp();
  for (let i = 0; i < 6; i++) retries.failed();
  const waiting = wait();
  await clock.advance(1_000);
  goOnline();
  await settle();
  expect(waiting.tookMs).toBe(1_000);
  expect([clock.waiting, network.listeners.size]).toEqual([0, 0]);
});

test('without a network there is no try, and the time is not counted', async () => {
  const { clock, network, retries, goOnline, wait } = setUp();
  retries.began();
  network.online = false;
  const waiting = wait();
  await clock.advance(25_000);
  expect(waiting.tookMs).toBeUndefined();
  goOnline();
  await settle();
  expect(waiting.tookMs).toBe(25_000);
  expect(retries.troubleMs).toBe(0);
});

test('a machine that says by mistake that it has no network tries twice a minute', async () => {
  const { clock, network, wait } = setUp();
  network.online = false;
  const waiting = wait();
  await clock.advance(40_000);
  expect(waiting.tookMs).toBe(30_250);
});

test('it is enough when the time is over, and not before the first try', async () => {
  const { clock, retries } = setUp(1_000);
  await clock.advance(5_000);
  expect(retries.isEnough).toBe(false);
  retries.began();
  await clock.advance(999);
  expect(retries.isEnough).toBe(false);
  await clock.advance(1);
  expect(retries.isEnough).toBe(true);
  retries.forget();
  expect([retries.isEnough, retries.troubleMs]).toEqual([false, 0]);
});

test('a network that is away for an hour uses up none of the time', async () => {
  const { clock, network, retries, wait } = setUp();
  for (let i = 0; i < 6; i++) retries.failed();
  retries.began();
  network.online = false;
  for (let tries = 0; tries < 90; tries++) {
    const waiting = wait();
    await clock.advance(38_000);
    expect(waiting.tookMs).toBe(38_000);
  }
  expect([retries.troubleMs, retries.isEnough]).toEqual([0, false]);
});
