import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CuesError } from '../errors.js';
import type { VisemeId } from '../viseme.js';
import { isCritical } from './critical-visemes.js';
import { likenessOf } from './likeness.js';
import { NaturalLipSyncProcessor, processNaturalLipSync } from './natural-lip-sync.js';
import { NATURAL_LIP_SYNC_PRESETS } from './natural-lip-sync-presets.js';

const cues = (...list: [number, VisemeId][]) => list.map(([offset, visemeId]) => ({ offset, visemeId }));

const cueList = fc
  .array(fc.record({ offset: fc.integer({ min: -80, max: 3000 }), visemeId: fc.integer({ min: 0, max: 21 }) }), {
    maxLength: 80,
  })
  .map((list) => list.map(({ offset, visemeId }) => ({ offset, visemeId: visemeId as VisemeId })));

const preset = fc.constantFrom(...Object.values(NATURAL_LIP_SYNC_PRESETS));

describe('processNaturalLipSync', () => {
  it('merges neighbours that look alike into one shape from the time of the first', () => {
    // "ae" and "ey" 30 ms apart look almost the same.
    expect(likenessOf(1, 4)).toBeGreaterThan(0.8);
    const merged = processNaturalLipSync(cues([0, 0], [100, 1], [130, 4], [300, 0]));
    expect(merged.map(({ offset }) => offset)).toEqual([0, 100, 300]);
  });

  it('merges less the higher the threshold', () => {
    const list = cues([0, 0], [100, 1], [145, 12], [190, 20], [300, 0]);
    const many = processNaturalLipSync(list, { similarityThreshold: 1 });
    const few = processNaturalLipSync(list, { similarityThreshold: 0 });
    expect(many).toHaveLength(5);
    expect(few.length).toBeLessThan(many.length);
  });

  it('keeps what is distinctive if that is preferred, and what came first if it is not', () => {
    // "ah" then "s", 25 ms apart: too close for both.
    const list = cues([100, 20], [125, 15], [300, 0]);
    const config = { similarityThreshold: 1 };
    expect(processNaturalLipSync(list, { ...config, keyVisemePreference: 1 })[0]).toEqual({
      offset: 125,
      visemeId: 15,
    });
    expect(processNaturalLipSync(list, { ...config, keyVisemePreference: 0 })[0]).toEqual({
      offset: 100,
      visemeId: 20,
    });
  });

  it('lets a long shape start later rather than lose it to a short one that is kept before it', () => {
    const config = { criticalVisemeMinDuration: 0, similarityThreshold: 1 };
    // "ow" for 10 ms, then "aa" for 200 ms; the next time "aa" is over before it could begin.
    expect(processNaturalLipSync(cues([100, 8], [110, 2], [310, 0]), config)).toEqual(
      cues([100, 8], [140, 2], [310, 0]),
    );
    expect(processNaturalLipSync(cues([100, 8], [110, 2], [170, 0]), config)).toEqual(cues([100, 8], [170, 0]));
  });

  it('keeps closed lips that are 20 ms long at their own time', () => {
    const list = cues([0, 0], [100, 2], [180, 21], [200, 2], [400, 0]);
    expect(processNaturalLipSync(list)).toContainEqual({ offset: 180, visemeId: 21 });
  });

  it('holds u, o, l and v, and lets what follows start later', () => {
    const list = cues([0, 0], [100, 7], [150, 2], [400, 0]);
    expect(processNaturalLipSync(list)).toEqual(cues([0, 0], [100, 7], [180, 2], [400, 0]));
    expect(processNaturalLipSync(list, { criticalVisemeMinDuration: 0 })).toEqual(list);
  });

  it('drops what would be over before a held shape is', () => {
    const list = cues([100, 18], [150, 2], [190, 21], [260, 0]);
    expect(processNaturalLipSync(list)).toEqual(cues([100, 18], [190, 21], [260, 0]));
  });

  it('sorts, and lets the last of several at one time hold', () => {
    expect(processNaturalLipSync(cues([300, 0], [0, 2], [0, 15]))).toEqual(cues([0, 15], [300, 0]));
  });

  it('keeps every promise for any list and any preset', () => {
    fc.assert(
      fc.property(cueList, preset, (list, config) => {
        const before = structuredClone(list);
        const out = processNaturalLipSync(list, config);
        expect(list).toEqual(before);
        out.forEach((cue, i) => {
          const next = out[i + 1];
          if (!next) return;
          expect(next.offset).toBeGreaterThan(cue.offset);
          expect(next.visemeId).not.toBe(cue.visemeId);
        });
        // What holds at each time of a kept shape, before any pass: later cues at one time win.
        const last = new Map(list.map(({ offset, visemeId }) => [offset, visemeId]));
        const shapeAt = (cueList: readonly { offset: number; visemeId: VisemeId }[], at: number) =>
          cueList
            .filter(({ offset }) => offset <= at)
            .sort((a, b) => a.offset - b.offset)
            .at(-1)?.visemeId;
        for (const [offset, visemeId] of last) {
          const kept = visemeId === 0 ? config.preserveSilence : config.preserveCriticalVisemes && isCritical(visemeId);
          if (kept) expect(shapeAt(out, offset)).toBe(visemeId);
        }
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  it('changes nothing more when applied again without holding', () => {
    fc.assert(
      fc.property(cueList, (list) => {
        const config = { criticalVisemeMinDuration: 0, keyVisemePreference: 0 };
        const once = processNaturalLipSync(list, config);
        const twice = processNaturalLipSync(once, config);
        expect(twice.length).toBeLessThanOrEqual(once.length);
      }),
      { seed: 4 },
    );
  });

  it('takes far less than a millisecond for an utterance of ten seconds', () => {
    const list = Array.from({ length: 150 }, (_, i) => ({ offset: i * 66, visemeId: ((i * 7) % 22) as VisemeId }));
    const processor = new NaturalLipSyncProcessor();
    for (let i = 0; i < 200; i++) processor.processVisemes(list);
    const times = Array.from({ length: 50 }, () => {
      const startedMs = performance.now();
      processor.processVisemes(list);
      return performance.now() - startedMs;
    }).sort((a, b) => a - b);
    expect(times[25]).toBeLessThan(1);
  });
});

describe('NaturalLipSyncProcessor', () => {
  it('starts from the defaults and updates single fields', () => {
    const processor = new NaturalLipSyncProcessor({ mergeWindow: 100 });
    processor.updateConfig({ similarityThreshold: 0.7 });
    expect(processor.config).toEqual({
      minVisemeInterval: 40,
      mergeWindow: 100,
      keyVisemePreference: 0.6,
      preserveSilence: true,
      similarityThreshold: 0.7,
      preserveCriticalVisemes: true,
      criticalVisemeMinDuration: 80,
    });
  });

  it.each([
    [{ minVisemeInterval: 19 }, 'minVisemeInterval is 19; it must be 20 to 120 ms'],
    [{ mergeWindow: 161 }, 'mergeWindow is 161; it must be 40 to 160 ms'],
    [{ keyVisemePreference: Number.NaN }, 'keyVisemePreference is NaN; it must be 0 to 1'],
    [{ similarityThreshold: -0.1 }, 'similarityThreshold is -0.1; it must be 0 to 1'],
    [{ criticalVisemeMinDuration: 500 }, 'criticalVisemeMinDuration is 500; it must be 0 to 400 ms'],
    [{ preserveSilence: 'no' as unknown as boolean }, 'preserveSilence is no; it must be true or false'],
  ])('refuses %j and says why', (config, sentence) => {
    const attempt = () => new NaturalLipSyncProcessor(config);
    expect(attempt).toThrow(CuesError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'CUES_NATURAL_LIP_SYNC_CONFIG_INVALID' }));
    expect(attempt).toThrow(sentence);
  });

  it('keeps its config when an update is refused', () => {
    const processor = new NaturalLipSyncProcessor();
    expect(() => processor.updateConfig({ mergeWindow: 1 })).toThrow();
    expect(processor.config.mergeWindow).toBe(60);
  });
});
