import { expect, test } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { SignsOfLife } from './signs-of-life.js';

function setUp() {
  const clock = new ManualClock();
  let silences = 0;
  const signs = new SignsOfLife(clock, () => {
    silences++;
  });
  return { clock, signs, silences: () => silences };
}

test('a question to which nothing comes for twenty seconds was asked into nowhere', async () => {
  const { clock, signs, silences } = setUp();
  signs.asked();
  await clock.advance(19_000);
  signs.asked();
  expect(silences()).toBe(0);
  await clock.advance(1_000);
  expect(silences()).toBe(1);
  await clock.advance(60_000);
  expect(silences()).toBe(1);
});

test('any message is a sign of life', async () => {
  const { clock, signs, silences } = setUp();
  signs.asked();
  await clock.advance(19_000);
  signs.heard();
  await clock.advance(60_000);
  expect(silences()).toBe(0);
});

test('after the network was away, what comes within two seconds shows that the connection is good', async () => {
  const { clock, signs, silences } = setUp();
  signs.networkReturned();
  await clock.advance(1_900);
  signs.heard();
  await clock.advance(10_000);
  expect(silences()).toBe(0);
  signs.networkReturned();
  await clock.advance(2_000);
  expect(silences()).toBe(1);
});

test('speech that does not leave the machine for eight seconds goes nowhere; slow is not stuck', async () => {
  const { clock, signs, silences } = setUp();
  const outlet = { readyState: 1, bufferedAmount: 0 };
  const say = async (leavingBytes: number) => {
    outlet.bufferedAmount = Math.max(0, outlet.bufferedAmount - leavingBytes);
    signs.sending(outlet, () => {
      outlet.bufferedAmount += 1_000;
    });
    await clock.advance(1_000);
  };
  // A line that is too slow: what waits grows, but something leaves.
  for (let i = 0; i < 20; i++) await say(900);
  expect(silences()).toBe(0);
  for (let i = 0; i < 7; i++) await say(0);
  expect(silences()).toBe(0);
  await say(0);
  expect(silences()).toBe(1);
  // The next connection begins with what was kept, all at once.
  signs.forget();
  outlet.bufferedAmount = 500_000;
  await say(0);
  expect(silences()).toBe(1);
});

test('a gone connection is waited for no longer', async () => {
  const { clock, signs, silences } = setUp();
  signs.asked();
  signs.forget();
  expect(clock.waiting).toBe(0);
  await clock.advance(60_000);
  expect(silences()).toBe(0);
});
