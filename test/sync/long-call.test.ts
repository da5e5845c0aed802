import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { holdSyncCall } from './sync-call.js';

/** Of the call; `npm run bench:sync` holds a longer one. */
const SECONDS = Number(process.env.LIPWIRE_SYNC_SECONDS ?? 36);
/** A browser that shares the machine with all servers, and with other tests: the bench says what it does on its own. */
const TOLERANCE_MS = 45;
const MAX_SILENCE_DELAY_MS = 50;
const MAX_REST_DELAY_MS = 200;

it(
  'keeps mouth and sound together over a call in which everything goes wrong',
  async () => {
    const result = await holdSyncCall(process.env.LIPWIRE_CHROMIUM as string, SECONDS);
    if (process.env.LIPWIRE_SYNC_REPORT) await writeFile(process.env.LIPWIRE_SYNC_REPORT, JSON.stringify(result));
    for (const { fault, toCue, missed, unseen } of result.faults) {
      const [p5, p50, p95, worst] = [toCue.p5, toCue.p50, toCue.p95, toCue.worst].map((ms) => ms.toFixed(0));
      console.info(
        `${fault}: ${toCue.count} closures, p5 ${p5}, p50 ${p50}, p95 ${p95}, worst ${worst} ms; ${missed} missed, ${unseen} unseen`,
      );
      // A page that draws nothing, or is too busy to, shows few.
      expect(toCue.count + unseen, fault).toBeGreaterThan(0);
      if (toCue.count === 0) continue;
      expect(Math.abs(toCue.p50), fault).toBeLessThan(TOLERANCE_MS);
      expect(missed, fault).toBeLessThanOrEqual(Math.ceil(toCue.count / 10));
    }
    expect(result.faults.reduce((sum, { toCue }) => sum + toCue.count, 0)).toBeGreaterThan(15);
    const of = (fault: string) => result.faults.find((each) => each.fault === fault);
    for (const { fault, underruns, lateCues } of result.faults) {
      // A cue can only be late where the sound came late.
      if (underruns === 0) expect(lateCues, fault).toBe(0);
    }
    expect(of('stalls')?.underruns).toBeGreaterThan(0);
    expect(result.interruptions.length).toBeGreaterThan(0);
    for (const { silentMs, restMs } of result.interruptions) {
      expect(silentMs).toBeLessThan(MAX_SILENCE_DELAY_MS);
      expect(restMs).toBeLessThan(MAX_REST_DELAY_MS);
    }
    expect(result.heardSpeechOfDeadTurns).toBe(false);
  },
  SECONDS * 1000 + 120_000,
);
