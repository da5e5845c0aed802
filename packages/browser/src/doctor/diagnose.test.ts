import type { VisemeId } from '@lipwire/cues';
import { describe, expect, it } from 'vitest';
import type { RigReport } from '../rig/rive-rig.js';
import { diagnose } from './diagnose.js';
import { mouthSource } from './mouth-source.js';

const NOTHING = {
  strategy: undefined,
  alphabet: undefined,
  shapes: [],
  missing: ['a mouth that can be driven'],
  found: ['mood'],
} satisfies RigReport;
const named = (shapeOf: (id: number) => string | undefined, more: Partial<RigReport> = {}): RigReport => ({
  ...NOTHING,
  strategy: 'named-weights',
  shapes: Array.from({ length: 22 }, (_, id) => ({
    visemeId: id as VisemeId,
    shape: shapeOf(id),
    insteadOf: undefined,
  })),
  ...more,
});

describe('diagnose', () => {
  it('finds nothing to say about a mouth that is whole', () => {
    expect(diagnose({ report: named((id) => `m${id}`), likeSilence: [] })).toEqual({
      remarks: [],
      shut: [],
      mouth: undefined,
    });
  });

  it('says what a file has whose mouth nobody can drive', () => {
    const { remarks } = diagnose({ report: NOTHING, likeSilence: [] });
    expect(remarks).toEqual([expect.stringContaining('It has mood: if a mouth is among that, say so with a map.')]);
    const asked = { ...NOTHING, missing: ['what the strategy "weights" needs', 'gesture'] };
    expect(diagnose({ report: asked, likeSilence: [] }).remarks[0]).toMatch(
      /^It lacks what the strategy "weights" needs\. /,
    );
  });

  it('tells shapes that look like silence from a mouth that never moves, and forgives p, b and m', () => {
    const report = named((id) => `m${id}`);
    const all = Array.from({ length: 21 }, (_, i) => (i + 1) as VisemeId);
    expect(diagnose({ report, likeSilence: [21] }).remarks).toEqual([]);
    expect(diagnose({ report, likeSilence: [12, 21] }).remarks[0]).toContain('12 (h) looks like silence');
    expect(diagnose({ report, likeSilence: all }).remarks[0]).toContain('The mouth never moves');
  });

  it('says which shapes stand in for which', () => {
    const shapes = named((id) => `m${id}`).shapes.map((drawn) =>
      drawn.visemeId === 17 ? { ...drawn, shape: 'm14', insteadOf: 'm17' } : drawn,
    );
    const { remarks } = diagnose({ report: named(() => '', { shapes }), likeSilence: [] });
    expect(remarks).toEqual(['There is no m17: m14 stands in for it, in 17 (th-dh).']);
  });

  it('gives a map with the order of the poses, where the file says it', () => {
    const report = named((id) => (id === 0 ? undefined : id === 21 ? 'shut' : "o'pen"));
    const numbers = {
      blends: [
        { numbers: ['brows'], overRest: false },
        { numbers: ['shut', 'x', "o'pen"], overRest: true },
      ],
      highest: new Map(),
    };
    const { mouth } = diagnose({ report, numbers, likeSilence: [] });
    expect(mouth).toMatchObject({ order: ['shut', "o'pen"] });
    expect(mouth && mouthSource(mouth)).toMatch(
      /^\{ weights: \{ 1: 'o\\'pen', .*21: 'shut' \}, order: \['shut', 'o\\'pen'\] \}$/,
    );
  });

  it('sees that a number counts by another alphabet', () => {
    const report = named((id) => `viseme = ${id}`, { strategy: 'viseme-number', alphabet: 'sapi' });
    const counting = (highest: number) => ({ blends: [], highest: new Map([['viseme', highest]]) });
    expect(diagnose({ report, numbers: counting(21), likeSilence: [] }).remarks).toEqual([]);
    const oculus = diagnose({ report, numbers: counting(14), likeSilence: [] });
    expect(oculus.remarks[0]).toContain('a number up to 14, and "sapi" counts to 21; "oculus" counts as far');
    expect(oculus.mouth).toEqual({ number: 'viseme', values: 'oculus' });
    expect(diagnose({ report, numbers: counting(3), likeSilence: [] }).remarks[0]).toContain('say with a map');
  });
});
