import { expect, it } from 'vitest';
import { AudioDay } from './audio-day.js';
import type { AudioLedger } from './audio-ledger.js';
import { MemoryAudioLedger } from './memory-audio-ledger.js';

const MIDNIGHT_MS = Date.UTC(2026, 7, 2);

/** A ledger that can be away, and tells what it was asked to add. */
function setUp() {
  const memory = new MemoryAudioLedger();
  const added: string[] = [];
  const world = { nowMs: MIDNIGHT_MS - 60_000, isAway: false };
  const ledger: AudioLedger = {
    async add(tenant, day, audioMs, knownMs) {
      if (world.isAway) throw new Error('away');
      if (audioMs > 0) added.push(`${tenant} ${day} ${audioMs}`);
      return memory.add(tenant, day, audioMs, knownMs);
    },
  };
  return { world, added, memory, day: new AudioDay(ledger, () => world.nowMs) };
}

it('books in whole milliseconds and forgets no fraction', async () => {
  const { day, added } = setUp();
  for (let i = 0; i < 3; i++) {
    day.hear('acme', 20.75);
    await day.bookAll([]);
  }
  expect(day.usedMs('acme')).toBe(62.25);
  expect(added.map((line) => line.split(' ')[2])).toEqual(['20', '21', '21']);
});

it('keeps what cannot be booked, and books it once the ledger is back', async () => {
  const { day, world, added } = setUp();
  day.hear('acme', 1_000);
  world.isAway = true;
  await expect(day.bookAll(['acme'])).rejects.toThrow('away');
  day.hear('acme', 500);
  expect(day.usedMs('acme')).toBe(1_500);
  world.isAway = false;
  await day.bookAll(['acme']);
  await day.bookAll(['acme']);
  expect(added).toEqual(['acme 2026-08-01 1500']);
  expect(day.usedMs('acme')).toBe(1_500);
});

it('learns what was heard elsewhere', async () => {
  const { day, memory } = setUp();
  await memory.add('acme', '2026-08-01', 40_000, 0);
  expect(day.usedMs('acme')).toBe(0);
  expect(await day.ask('acme')).toBe(40_000);
  await memory.add('acme', '2026-08-01', 2_000, 0);
  await day.bookAll(['acme']);
  expect(day.usedMs('acme')).toBe(42_000);
});

it('books what was heard before midnight to that day, and starts the next at nothing', async () => {
  const { day, world, added } = setUp();
  day.hear('acme', 1_000);
  world.nowMs = MIDNIGHT_MS;
  expect(day.usedMs('acme')).toBe(0);
  day.hear('acme', 20);
  await day.bookAll(['acme']);
  expect(added).toEqual(['acme 2026-08-01 1000', 'acme 2026-08-02 20']);
  expect(day.usedMs('acme')).toBe(20);
});
