import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlayerCore } from './player-core.js';
import { REPORT, REPORT_KIND } from './player-protocol.js';

const BLOCK = 128;
const KINDS = Object.fromEntries(Object.entries(REPORT_KIND).map(([name, kind]) => [kind, name]));

/** A core, the audio thread that runs it, and what both said. */
function rig(options: { capacityFrames?: number; startFrames?: number; fadeFrames?: number } = {}) {
  const reports: { kind: string; epoch: number; frame: number; played: number; underruns: number; silent: number }[] =
    [];
  const core = new PlayerCore({ capacityFrames: 4096, startFrames: 1, fadeFrames: 20, ...options }, (report) => {
    reports.push({
      kind: KINDS[report[REPORT.kind] as number] as string,
      epoch: report[REPORT.epoch] as number,
      frame: report[REPORT.contextFrame] as number,
      played: report[REPORT.playedFrames] as number,
      underruns: report[REPORT.underruns] as number,
      silent: report[REPORT.underrunFrames] as number,
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
      { kind: 'started', epoch: 0, frame: 384, played: 0, underruns: 0, silent: 0 },
      { kind: 'stopped', epoch: 0, frame: 584, played: 200, underruns: 0, silent: 0 },
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

  it('fades out before samples run out and in again behind the silence, loses none, and goes on where it was', () => {
    const { push, play, reports } = rig();
    push(new Float32Array(300).fill(0.5));
    const before = play(4);
    push(new Float32Array(200).fill(0.5));
    const behind = play(2);
    const heard = [...before.subarray(0, 300), ...behind.subarray(0, 200)];
    // Nothing moves by more than a step of the fade: no click. Whole samples are untouched.
    for (const sound of [before, behind]) {
      let last = sound === before ? 0.5 : 0;
      for (const value of sound) {
        expect(Math.abs(value - last)).toBeLessThanOrEqual(0.5 / 20 + 1e-6);
        last = value;
      }
    }
    expect(heard.slice(0, 280).every((value) => value === 0.5)).toBe(true);
    expect(heard[299]).toBe(0);
    expect(before.subarray(300).every((value) => value === 0)).toBe(true);
    expect(heard.slice(320, 480).every((value) => value === 0.5)).toBe(true);
    // 300 frames played, the rest of four blocks was silence.
    expect(reports.map(({ kind, played, underruns, silent }) => [kind, played, underruns, silent])).toEqual([
      ['started', 0, 0, 0],
      ['stopped', 300, 0, 0],
      ['started', 300, 1, 4 * BLOCK - 300],
      ['stopped', 500, 1, 4 * BLOCK - 300],
    ]);
  });

  it('takes the fade back when samples come after all, and leaves what follows untouched', () => {
    const { push, play, reports } = rig();
    push(new Float32Array(BLOCK + 10).fill(0.5));
    expect(play(1)[BLOCK - 1]).toBeCloseTo(0.25);
    push(new Float32Array(400).fill(0.5));
    const sound = play(2);
    for (let i = 1; i < 12; i++) expect((sound[i] as number) - (sound[i - 1] as number)).toBeLessThan(0.026);
    expect(sound.subarray(12).every((value) => value === 0.5)).toBe(true);
    expect(reports.map(({ kind }) => kind)).toEqual(['started']);
  });

  it('counts no underrun where sound ran out because it was over, and no silence behind that', () => {
    const { push, core, play, reports } = rig();
    push(ramp(100));
    play(3);
    core.handle({ type: 'end', epoch: 0 });
    play(50);
    push(ramp(100));
    expect(play(1).subarray(0, 80)).toEqual(ramp(80));
    expect(reports.at(-1)).toMatchObject({ underruns: 0, silent: 0 });
  });

  it('counts an underrun that an interruption ends', () => {
    const { push, core, play, reports } = rig();
    push(ramp(100));
    play(3);
    core.handle({ type: 'clear', epoch: 1 });
    push(ramp(BLOCK + 20), 1);
    expect(play(1)).toEqual(ramp(BLOCK));
    expect(reports.at(-1)).toMatchObject({ kind: 'started', underruns: 1, silent: 3 * BLOCK - 100 });
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
    push(ramp(BLOCK + 20), 2);
    expect(play(1)).toEqual(ramp(BLOCK));
    expect(reports.filter(({ epoch }) => epoch === 2)[0]).toMatchObject({ kind: 'started', played: 0 });
  });

  it('does not let sound that follows a clear into the block of the fade', () => {
    const { push, core, play, reports } = rig();
    push(new Float32Array(1000).fill(0.5));
    play(1);
    core.handle({ type: 'clear', epoch: 1 });
    push(ramp(BLOCK + 20), 1);
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
    const core = new PlayerCore({ capacityFrames: 4096, startFrames: 1, fadeFrames: 20 }, (report) => lent.add(report));
    core.handle({ type: 'push', epoch: 0, samples: ramp(4000) });
    for (let i = 0; i < 40; i++) core.process(new Float32Array(BLOCK), i * BLOCK);
    expect(lent.size).toBe(1);
  });
});
