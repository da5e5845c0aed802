// A client whose rig has a head, eyes and lids: what reaches it, and when nothing does.
import { afterEach, expect, it, vi } from 'vitest';
import { LipwireClient } from '../src/client.js';
import type { LipwireClientOptions } from '../src/client-options.js';
import type { Motion } from '../src/rig/motion.js';
import { watchVoice } from '../src/state/watch-voice.js';
import { ending, speech } from './gemini-messages.js';
import { ManualClock, settle } from './manual-clock.js';
import { ManualFrames } from './manual-frames.js';
import { passTime } from './pass-time.js';
import { seededRandom } from './seeded-random.js';
import { sungSyllables } from './sung-syllables.js';

const RATE_HZ = 24_000;
const SPEECH = sungSyllables(
  Array.from({ length: 20 }, (_, i) => ({
    peakMs: 150 + 200 * i,
    level: i % 5 === 2 ? 1 : 0.4,
    hz: i % 5 === 2 ? 150 : 110,
  })),
  4_200,
  RATE_HZ,
);

async function call(options: LipwireClientOptions = {}, { alive = true } = {}) {
  const clock = new ManualClock();
  const frames = new ManualFrames();
  const client = new LipwireClient(
    { playAudio: false, displayLatencyMs: 0, ...options },
    { frames, clock, nowMs: () => frames.now, random: seededRandom(3) },
  );
  const shown: (Motion & { ms: number })[] = [];
  const rig = { shown, blinks: [] as number[] };
  client.setRig({
    setWeights: () => {},
    setSpeaking: () => {},
    setListening: () => {},
    fireGesture: () => {},
    ...(alive && {
      setMotion: (motion: Readonly<Motion>) => shown.push({ ...motion, ms: frames.now }),
      blink: () => rig.blinks.push(frames.now),
    }),
  });
  // What makes it alive is loaded.
  await import('../src/life/life.js');
  await settle();
  const most = (channel: keyof Motion, fromMs = 0) =>
    Math.max(0, ...shown.filter(({ ms }) => ms >= fromMs).map((motion) => Math.abs(motion[channel])));
  return {
    client,
    clock,
    frames,
    rig,
    most,
    pass: (ms: number) => passTime({ frames, clock }, ms),
  };
}

afterEach(() => vi.unstubAllGlobals());

it('draws a rig that can move for as long as it is in front, and one that cannot only while something moves', async () => {
  const [alive, plain] = [await call(), await call({}, { alive: false })];
  for (const { pass } of [alive, plain]) await pass(20_000);
  expect([alive.client.stage.running, plain.client.stage.running]).toEqual([true, false]);
  expect(alive.rig.blinks.length).toBeGreaterThan(2);
  expect(alive.rig.shown.length).toBe(2_000);
  alive.client.stage.target = undefined;
  await alive.pass(1_000);
  expect(alive.client.stage.running).toBe(false);
});

it('thinks, speaks with stress at the playhead, and calms down at once when it is interrupted', async () => {
  const { client, frames, most, pass, rig } = await call({ expressiveness: 'lively' });
  client.setSessionStatus('connected');
  client.conversation.expectReply();
  await pass(2_000);
  expect(Math.min(...rig.shown.map(({ gazeY }) => gazeY))).toBeLessThan(-0.2);
  client.handleMessage(speech(SPEECH, []));
  const startMs = frames.now;
  await pass(3_000);
  for (const peakMs of [1_550, 2_550]) {
    const near = rig.shown.filter(({ ms }) => Math.abs(ms - startMs - peakMs) < 200);
    const top = near.reduce((best, motion) => (motion.emphasis > best.emphasis ? motion : best));
    expect(top.emphasis).toBeGreaterThan(0.3);
    expect(Math.abs(top.ms - startMs - peakMs)).toBeLessThan(60);
  }
  client.handleMessage(ending({ interrupted: true }));
  const cutMs = frames.now;
  await pass(1_500);
  expect(most('emphasis', cutMs + 250)).toBeLessThan(0.05);
  expect(most('browLift', cutMs + 250)).toBeLessThan(0.05);
});

it('only blinks where it is to be still, or the user wants little motion', async () => {
  for (const options of [{ expressiveness: 'still' }, { reducedMotion: true }] as const) {
    const { client, most, pass, rig } = await call(options);
    client.handleMessage(speech(SPEECH, []));
    await pass(20_000);
    expect([most('headX'), most('gazeX'), most('emphasis'), most('browLift')]).toEqual([0, 0, 0, 0]);
    expect(rig.blinks.length).toBeGreaterThan(0);
    client.configure({ expressiveness: 1, reducedMotion: false });
    await pass(10_000);
    expect(most('gazeX')).toBeGreaterThan(0);
  }
});

it('nods while the user speaks, by the microphone that is watched', async () => {
  const { client, clock, most, pass } = await call({ expressiveness: 1 });
  client.setSessionStatus('connected');
  const stop = watchVoice(
    client,
    {
      get level() {
        return clock.nowMs() % 2_500 < 2_000 ? 0.1 : 0.001;
      },
    },
    clock,
  );
  await pass(15_000);
  stop();
  expect(most('headY')).toBeGreaterThan(0.3);
  expect(most('headTilt')).toBeGreaterThan(0.2);
});

it('looks after the pointer from where it stands, unless it must not', async () => {
  const page = Object.assign(new EventTarget(), { innerWidth: 1_000, innerHeight: 500 });
  vi.stubGlobal('window', page);
  const { client, pass, rig } = await call();
  client.start();
  const point = (clientX: number) =>
    page.dispatchEvent(Object.assign(new Event('pointermove'), { clientX, clientY: 250 }));
  await pass(500);
  for (let i = 0; i < 40; i++) {
    point(1_000);
    await pass(10);
  }
  expect(rig.shown.at(-1)?.gazeX).toBeGreaterThan(0.4);
  client.configure({ followPointer: false });
  await pass(2_500);
  for (let i = 0; i < 40; i++) {
    point(0);
    await pass(10);
  }
  expect(rig.shown.at(-1)?.gazeX).toBeGreaterThan(-0.3);
  client.dispose();
});

it('refuses an expressiveness that is none', () => {
  for (const expressiveness of [-0.1, 1.1, Number.NaN, 'wild', 'toString']) {
    expect(() => new LipwireClient({ expressiveness: expressiveness as number })).toThrow(
      expect.objectContaining({ code: 'BROWSER_OPTION_INVALID' }),
    );
  }
});
