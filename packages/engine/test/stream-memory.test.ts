import type { Cue } from '@lipwire/cues';
import { describe, expect, it } from 'vitest';
import { syntheticModel } from '../bench/synthetic-model.mjs';
import { LipSyncEngine, type VisemeModel } from '../src/index.js';
import { type Kernel, loadKernel } from '../src/kernel/kernel.js';
import { loadVisemeModel } from '../src/model/load-viseme-model.js';
import { decodeModel } from '../src/model/viseme-model.js';
import { collectGarbage } from './collect-garbage.js';
import { cuesOf } from './cues-of.js';
import { atRate, SENTENCE } from './speech-fixture.js';

const { samples, sampleRateHz } = SENTENCE;
const ignore = () => {};
const kernel = loadKernel() as Kernel;

/** What the process holds and an engine could be the cause of: objects, and places in the kernel's memory. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed + kernel.usedBytes;
}

/** Lets the finalizers run that the last collection made due. */
async function collectAll(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the memory of streams', () => {
  it.each<[string, VisemeModel]>([
    ['the default model', loadVisemeModel('default')],
    ['128 channels, 8 blocks', decodeModel(syntheticModel({ channels: 128, dilations: [1, 2, 4, 8, 1, 2, 4, 8] }))],
  ])('is at most 64 KB for each: %s', (_, model) => {
    const voice = atRate(samples, sampleRateHz, 24_000).subarray(0, 12_000);
    const start = () => {
      const engine = new LipSyncEngine({ sampleRateHz: 24_000, model });
      engine.push(voice, ignore);
      return engine;
    };
    const engines = [start()];
    const before = heldBytes();
    for (let i = 0; i < 300; i++) engines.push(start());
    const perStream = (heldBytes() - before) / 300;
    expect(perStream).toBeLessThan(64_000);
    expect(perStream).toBeGreaterThan(3000);
    for (const engine of engines) engine.reset();
  });

  it('is given back at the end of an utterance', () => {
    const engines = Array.from({ length: 100 }, () => new LipSyncEngine({ sampleRateHz }));
    const round = (end: (engine: LipSyncEngine) => void) => {
      for (const engine of engines) {
        engine.push(samples.subarray(0, 8000), ignore);
        end(engine);
      }
    };
    round((engine) => engine.reset());
    const before = kernel.usedBytes;
    round(ignore);
    expect(kernel.usedBytes).toBeGreaterThan(before + 100 * 3000);
    round((engine) => engine.reset());
    expect(kernel.usedBytes).toBe(before);
    round((engine) => engine.flush(ignore));
    expect(kernel.usedBytes).toBe(before);
  });

  it('is given back when a stream is dropped in the middle', async () => {
    const start = () => new LipSyncEngine({ sampleRateHz }).push(samples.subarray(0, 4000), ignore);
    start();
    await collectAll();
    const before = kernel.usedBytes;
    for (let i = 0; i < 200; i++) start();
    expect(kernel.usedBytes).toBeGreaterThan(before + 100 * 3000);
    await collectAll();
    expect(kernel.usedBytes).toBe(before);
  });

  it('is made new for each stream', () => {
    const expected = cuesOf(samples, sampleRateHz);
    for (let i = 0; i < 5; i++) {
      const engine = new LipSyncEngine({ sampleRateHz });
      engine.push(samples.subarray(5000 * i), ignore);
      engine.reset();
      expect(cuesOf(samples, sampleRateHz)).toEqual(expected);
    }
  });

  it('is not shared: streams that alternate, or push into each other from their sinks, keep apart', () => {
    const voices = [8000, 24_000, 44_100].map((rateHz) => ({ rateHz, voice: atRate(samples, sampleRateHz, rateHz) }));
    const expected = voices.map(({ rateHz, voice }) => cuesOf(voice, rateHz));
    const streams = voices.map(({ rateHz, voice }) => {
      const engine = new LipSyncEngine({ sampleRateHz: rateHz });
      const cues: Cue[] = [];
      let at = 0;
      const advance = (count: number) => {
        engine.push(voice.subarray(at, at + count), (visemeId, offsetMs) => cues.push({ visemeId, offsetMs }));
        at += count;
      };
      return { engine, cues, advance, voice };
    });
    const [first, second, third] = streams as [(typeof streams)[0], (typeof streams)[0], (typeof streams)[0]];
    const outer = new LipSyncEngine({ sampleRateHz });
    const outerCues: Cue[] = [];
    for (let at = 0; at < samples.length; at += 777) {
      outer.push(samples.subarray(at, at + 777), (visemeId, offsetMs) => {
        outerCues.push({ visemeId, offsetMs });
        first.advance(1234);
        second.advance(3456);
      });
      third.advance(2049);
    }
    for (const { advance, engine, cues, voice } of streams) {
      advance(voice.length);
      engine.flush((visemeId, offsetMs) => cues.push({ visemeId, offsetMs }));
    }
    outer.flush((visemeId, offsetMs) => outerCues.push({ visemeId, offsetMs }));
    expect(streams.map(({ cues }) => cues)).toEqual(expected);
    expect(outerCues).toEqual(cuesOf(samples, sampleRateHz));
  });

  it('is not written to by a stream that its own sink has ended', () => {
    const expected = cuesOf(samples, sampleRateHz);
    for (const end of ['reset', 'flush'] as const) {
      const careless = new LipSyncEngine({ sampleRateHz });
      const other = new LipSyncEngine({ sampleRateHz });
      const cues: Cue[] = [];
      const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
      let isEnded = false;
      careless.push(samples, () => {
        if (isEnded) return;
        isEnded = true;
        careless[end](ignore);
        // Takes the place that has just become free.
        other.push(samples.subarray(0, 20_000), keep);
      });
      other.push(samples.subarray(20_000), keep);
      other.flush(keep);
      expect(cues).toEqual(expected);
    }
  });
});
