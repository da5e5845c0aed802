import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlayerCore } from './player-core.js';
import { REPORT, REPORT_KIND } from './player-protocol.js';

const BLOCK = 128;
const KINDS = Object.fromEntries(Object.entries(REPORT_KIND).map(([name, kind]) => [kind, name]));

/** A core, the audio thread that runs it, and what both said. */
function rig(options: { capacityFrames?: number; startFrames?: number } = {}) {
  const reports: { kind: string; epoch: number; frame: number; played: number; underruns: number }[] = [];
  const core = new PlayerCore({ capacityFrames: 4096, startFrames: 1, ...options }, (report) => {
    reports.push({
      kind: KINDS[report[REPORT.kind] as number] as string,
      epoch: report[REPORT.epoch] as number,
      frame: report[REPORT.contextFrame] as number,
      played: report[REPORT.playedFrames] as number,
      underruns: report[REPORT.underruns] as number,
    });
  });
  let frame = 0;
  return {
    core,
    reports,
    push: (samples: Float32Array, epoch = 0) => core.handle({ type: 'push', epoch, samples: samples.slice() }),
    play(blocks: number): Float32Array {
      const sound = new Float32Array(blocks * BLOCK).fill(9);
      for (let i = 0; i < blocks; i++, frame += BLOCK) core.process(sound.subarray(i * BLOCK, (i + 1) * BLOCK), frame);
      return sound;
    },
  };
}

const ramp = (length: number, from = 1) => Float32Array.from({ length }, (_, i) => (from + i) / 10_000);

describe('PlayerCore', () => {
  it('plays exactly what it was given, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }), (lengths) => {
        const { push, core, play } = rig();
        const total = lengths.reduce((sum, length) => sum + length, 0);
        const speech = ramp(total);
        let at = 0;
        for (const length of lengths) {
          push(speech.subarray(at, at + length));
          at += length;
        }
        core.handle({ type: 'end', epoch: 0 });
        expect(play(Math.ceil(total / BLOCK)).subarray(0, total)).toEqual(speech);
      }),
      { seed: 2 },
    );
  });

  it('says at which frame of the context sound started and stopped', () => {
    const { push, core, play, reports } = rig();
    play(3);
    push(ramp(200));
    core.handle({ type: 'end', epoch: 0 });
    play(3);
    expect(reports).toEqual([
      { kind: 'started', epoch: 0, frame: 384, played: 0, underruns: 0 },
      { kind: 'stopped', epoch: 0, frame: 584, played: 200, underruns: 0 },
    ]);
  });

  it('waits for the start buffer, unless nothing follows', () => {
    const { push, core, play, reports } = rig({ startFrames: 300 });
    push(ramp(299));
    expect(play(2).every((value) => value === 0)).toBe(true);
    expect(reports).toEqual([]);
    core.handle({ type: 'end', epoch: 0 });
    expect(play(1)).toEqual(ramp(BLOCK));
  });

  it('inserts silence when samples run out, counts it, and goes on where it was', () => {
    const { push, play, reports } = rig();
    push(ramp(100));
    const first = play(2);
    expect(first.subarray(0, 100)).toEqual(ramp(100));
    // No click: the last value falls to zero within 32 frames of the inserted silence.
    expect(Math.abs(first[100] as number)).toBeLessThan(first[99] as number);
    expect(first.subarray(132).every((value) => value === 0)).toBe(true);
    push(ramp(100, 101));
    expect(play(1).subarray(0, 100)).toEqual(ramp(100, 101));
    expect(reports.map(({ kind, played, underruns }) => [kind, played, underruns])).toEqual([
      ['started', 0, 0],
      ['stopped', 100, 1],
      ['started', 100, 1],
      ['stopped', 200, 2],
    ]);
  });

  it('wants more in store after each underrun of a stretch, and forgets that at its end', () => {
    const { push, core, play, reports } = rig({ startFrames: 100 });
    push(ramp(100));
    play(1);
    push(ramp(150));
    play(1);
    expect(reports.at(-1)?.kind).toBe('stopped');
    push(ramp(50));
    play(1);
    expect(reports.at(-1)?.kind).toBe('started');
    core.handle({ type: 'end', epoch: 0 });
    play(3);
    push(ramp(100));
    play(1);
    expect(reports.at(-2)?.kind).toBe('started');
  });

  it('is silent within one block of a clear, without a click', () => {
    const { push, core, play } = rig();
    push(new Float32Array(4000).fill(0.5));
    play(4);
    core.handle({ type: 'clear', epoch: 1 });
    const fade = play(1);
    for (let i = 1; i < BLOCK; i++) expect(fade[i] as number).toBeLessThan(fade[i - 1] as number);
    expect(fade[0]).toBeGreaterThan(0.49);
    expect(fade[BLOCK - 1]).toBe(0);
    expect(play(40).every((value) => value === 0)).toBe(true);
  });

  it('never plays what belongs to an older epoch', () => {
    const { push, core, play, reports } = rig();
    push(ramp(300));
    play(1);
    core.handle({ type: 'clear', epoch: 2 });
    push(ramp(300), 1);
    core.handle({ type: 'clear', epoch: 1 });
    play(1);
    expect(play(2).every((value) => value === 0)).toBe(true);
    push(ramp(BLOCK), 2);
    expect(play(1)).toEqual(ramp(BLOCK));
    expect(reports.filter(({ epoch }) => epoch === 2)[0]).toMatchObject({ kind: 'started', played: 0 });
  });

  it('does not let sound that follows a clear into the block of the fade', () => {
    const { push, core, play, reports } = rig();
    push(new Float32Array(1000).fill(0.5));
    play(1);
    core.handle({ type: 'clear', epoch: 1 });
    push(ramp(BLOCK), 1);
    play(1);
    expect(play(1)).toEqual(ramp(BLOCK));
    expect(reports.at(-1)).toMatchObject({ kind: 'started', epoch: 1, frame: 256 });
  });

  it('reports progress while it plays', () => {
    const { push, play, reports } = rig();
    push(ramp(4000));
    play(24);
    expect(reports.filter(({ kind }) => kind === 'progress').map(({ played }) => played)).toEqual([1024, 2048, 3072]);
  });

  it('lends the same report each time, so that the audio thread makes no garbage', () => {
    const lent = new Set<Float64Array>();
    const core = new PlayerCore({ capacityFrames: 4096, startFrames: 1 }, (report) => lent.add(report));
    core.handle({ type: 'push', epoch: 0, samples: ramp(4000) });
    for (let i = 0; i < 40; i++) core.process(new Float32Array(BLOCK), i * BLOCK);
    expect(lent.size).toBe(1);
  });
});
