import { describe, expect, it } from 'vitest';
import { ManualFrames } from '../test/manual-frames.js';
import { MascotPlayback, type MascotPlaybackOptions } from './mascot-playback.js';
import { Stage } from './rig/stage.js';

function show(options?: MascotPlaybackOptions) {
  const frames = new ManualFrames();
  const stage = new Stage(frames);
  const rig = { speaking: [] as boolean[], weights: [] as number[] };
  stage.target = {
    setWeights: (weights) => {
      rig.weights = [...weights];
    },
    setSpeaking: (speaking) => rig.speaking.push(speaking),
    setListening: () => {},
    fireGesture: () => {},
  };
  const playback = new MascotPlayback(stage, options, () => frames.now);
  return {
    playback,
    stage,
    rig,
    pass(ms: number) {
      for (let left = ms; left > 0; left -= 10) frames.next(10);
    },
  };
}

const cues = (...list: [number, number][]) => list.map(([offset, visemeId]) => ({ offset, visemeId: visemeId as 2 }));

describe('MascotPlayback', () => {
  it('plays cues from its start, speaks meanwhile, and rests at the end', () => {
    const { playback, pass, rig, stage } = show();
    playback.add(cues([0, 2], [200, 21], [300, 0]));
    pass(500);
    expect(rig.speaking).toEqual([false]);
    playback.play();
    pass(100);
    expect(rig.weights[2]).toBe(1);
    pass(100);
    expect(rig.weights[21]).toBe(1);
    pass(600);
    expect(rig.weights[0]).toBe(1);
    expect(rig.speaking).toEqual([false, true, false]);
    expect(playback.playing).toBe(false);
    expect(stage.running).toBe(false);
  });

  it('draws the mouth of the moment at which the screen shows it', () => {
    const { playback, pass, rig } = show();
    pass(200); // frames by which the screen is known: a picture each 10 ms
    playback.add(cues([0, 2], [200, 21], [300, 0]));
    playback.play();
    pass(180);
    expect(rig.weights[21]).toBeLessThan(1);
    pass(10);
    expect(rig.weights[21]).toBe(1);
  });

  it('stops where it is, and goes on from there', () => {
    const { playback, pass, rig } = show();
    playback.add(cues([0, 2], [400, 6], [600, 0]));
    playback.play();
    pass(100);
    playback.pause();
    pass(1000);
    expect(playback.playheadMs).toBe(100);
    expect(rig.weights[0]).toBe(1);
    playback.play();
    pass(150);
    expect(rig.weights[2]).toBe(1);
    pass(200);
    expect(rig.weights[6]).toBe(1);
  });

  it('takes cues while it plays, and plays them again', () => {
    const { playback, pass, rig } = show();
    playback.add(cues([0, 2], [300, 6]));
    playback.play();
    pass(100);
    playback.add(cues([200, 15]));
    pass(100);
    expect(rig.weights[15]).toBeCloseTo(1);
    pass(2000);
    playback.play();
    pass(200);
    expect(rig.weights[15]).toBeCloseTo(1);
  });

  it('loads pieces in the order of their numbers', () => {
    const { playback, pass, rig } = show();
    playback.loadPrefetchedData(
      new Map([
        [2, cues([300, 6], [500, 0])],
        [1, cues([0, 2])],
      ]),
    );
    playback.play();
    pass(100);
    expect(rig.weights[2]).toBe(1);
    pass(300);
    expect(rig.weights[6]).toBe(1);
  });

  it('speaks as it is told, or not at all', () => {
    const manual = show({ manualSpeakingStateControl: true });
    manual.playback.add(cues([0, 2]));
    manual.playback.play();
    manual.pass(50);
    expect(manual.rig.speaking).toEqual([false]);
    manual.playback.setSpeakingStateManually(true);
    manual.pass(1000);
    expect(manual.rig.speaking).toEqual([false, true]);
    manual.playback.setSpeakingStateManually(false);
    expect(manual.rig.speaking).toEqual([false, true, false]);
    const mute = show({ setSpeakingState: false });
    mute.playback.add(cues([0, 2]));
    mute.playback.play();
    mute.pass(50);
    expect(mute.rig.speaking).toEqual([false]);
  });

  it('shapes cues if asked to, and refuses a config out of range', () => {
    const { playback, pass, rig } = show({ enableNaturalLipSync: true });
    // Almost the same, 30 ms apart: one shape, the stronger of the two, from the time of the first.
    playback.add(cues([0, 0], [200, 2], [230, 11], [400, 0]));
    playback.play();
    pass(200);
    expect(rig.weights[11]).toBe(1);
    expect(() => playback.configure({ enableNaturalLipSync: true, naturalLipSyncConfig: { mergeWindow: 5 } })).toThrow(
      expect.objectContaining({ code: 'CUES_NATURAL_LIP_SYNC_CONFIG_INVALID' }),
    );
  });

  it.each([false, true])('leaves out what is no viseme (natural lip sync: %s)', (enableNaturalLipSync) => {
    const { playback, pass, rig } = show({ enableNaturalLipSync });
    playback.add([
      { visemeId: 2, offset: 0 },
      { visemeId: 22, offset: 100 },
      { visemeId: 7.5, offset: 200 },
      { visemeId: 7, offset: Number.NaN },
      null as never,
      { visemeId: 0, offset: 5000 },
    ]);
    playback.play();
    pass(1000);
    expect(rig.weights[2]).toBe(1);
  });

  it('forgets everything with a reset, and leaves the stage when disposed of', () => {
    const { playback, pass, rig } = show();
    playback.add(cues([0, 2], [1000, 0]));
    playback.play();
    pass(100);
    playback.reset();
    pass(20);
    expect(rig.weights[0]).toBe(1);
    expect(playback.playheadMs).toBe(0);
    playback.dispose();
    playback.dispose();
    expect(rig.speaking.at(-1)).toBe(false);
  });
});
