import { expect, it } from 'vitest';
import { soundOf } from './sound';
import { SoundPlayer } from './sound-player';

const sound = soundOf({ name: 'tone', samples: new Float32Array(48_000), sampleRateHz: 24_000 });

/** An audio context whose time tests set, and whose sound leaves the speaker `latencyS` later. */
function testContext(latencyS: number) {
  const sources: { playbackRate: { value: number }; started: number[]; stopped: boolean; onended: () => void }[] = [];
  const context = {
    currentTime: 5,
    outputLatency: latencyS,
    baseLatency: 0,
    destination: {},
    closed: false,
    buffers: 0,
    resume: async () => {},
    close: async () => {
      context.closed = true;
    },
    createBuffer: () => {
      context.buffers++;
      return { copyToChannel: () => {} };
    },
    createBufferSource: () => {
      const source = {
        playbackRate: { value: 1 },
        started: [] as number[],
        stopped: false,
        onended: () => {},
        connect: () => {},
        disconnect: () => {},
        start: (...times: number[]) => {
          source.started = times;
        },
        stop: () => {
          source.stopped = true;
        },
      };
      sources.push(source);
      return source;
    },
  };
  return { context, sources, player: new SoundPlayer(() => context as unknown as AudioContext) };
}

it('knows what is heard: not before it leaves the speaker, and at the speed at which it plays', () => {
  const { context, sources, player } = testContext(0.1);
  expect(player.heardMs).toBeUndefined();
  player.play(sound, 400, 0.5, () => {});
  const [startS = 0, offsetS] = sources[0]?.started ?? [];
  expect(offsetS).toBe(0.4);
  expect(sources[0]?.playbackRate.value).toBe(0.5);
  expect(player.heardMs).toBe(400);
  context.currentTime = startS + 0.1;
  expect(player.heardMs).toBeCloseTo(400);
  context.currentTime = startS + 1.1;
  expect(player.heardMs).toBeCloseTo(900);
  player.stop();
  expect(player.heardMs).toBeUndefined();
  expect(sources[0]?.stopped).toBe(true);
});

it('tells the end of the sound, and of no sound that gave way to another', () => {
  const { context, sources, player } = testContext(0);
  const ends: string[] = [];
  player.play(sound, 0, 1, () => ends.push('first'));
  player.play(sound, 0, 1, () => ends.push('second'));
  sources[0]?.onended();
  expect(ends).toEqual([]);
  sources[1]?.onended();
  expect(ends).toEqual(['second']);
  expect(player.playing).toBe(false);
  // The samples are handed over once.
  expect(context.buffers).toBe(1);
  player.close();
  expect(context.closed).toBe(true);
});
