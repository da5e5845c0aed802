import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LipwireClient, type LipwireClientOptions } from '../src/index.js';
import { ending, speech } from './gemini-messages.js';
import { ManualAudio, stubAudio } from './manual-audio.js';
import { settle } from './manual-clock.js';
import { ManualFrames } from './manual-frames.js';

/** Speech whose samples say where they are: 1 to 30,000, then again. Exact in 16 bits. */
const counted = (ms: number, from = 0) =>
  Float32Array.from({ length: ms * 24 }, (_, i) => (((from * 24 + i) % 30_000) + 1) / 32_768);

/** The media time that a sample of {@link counted} is of, in milliseconds, below 1250. */
const msOf = (sample: number) => (Math.round(sample * 32_768) - 1) / 24;

let audio: ManualAudio;
let contexts: ManualAudio[];

async function call(options: LipwireClientOptions = {}, frameMs = 16) {
  const frames = new ManualFrames();
  frames.now = audio.nowMs;
  const client = new LipwireClient(
    { audioContext: audio as unknown as AudioContext, displayLatencyMs: 0, ...options },
    { frames, nowMs: () => audio.nowMs },
  );
  client.unlock();
  await settle();
  const log: { nowMs: number; playheadMs: number; heardMs: number; weights: number[]; sounding: boolean }[] = [];
  return {
    client,
    log,
    /** Lets time pass, with frames (0: a page that is hidden), and writes down each frame. */
    pass(ms: number, everyMs = frameMs) {
      const endMs = audio.nowMs + ms;
      while (audio.nowMs < endMs) {
        const stepMs = Math.min(everyMs || 5, endMs - audio.nowMs);
        for (const context of contexts) context.advance(stepMs);
        frames.now = audio.nowMs;
        if (!everyMs || audio.blocked) continue;
        frames.next(0);
        const { playheadMs, sounding } = client.timing;
        log.push({ nowMs: audio.nowMs, playheadMs, heardMs: heardMs(), weights: [...client.weights], sounding });
      }
    },
  };
}

/** The media time of the sample that leaves the speaker at this moment; NaN in silence. */
function heardMs(context = audio): number {
  const frame = Math.floor(context.heardSeconds * context.sampleRate);
  const block = context.tape[Math.floor(frame / 128)];
  const sample = block?.samples[frame % 128] ?? 0;
  return sample === 0 ? Number.NaN : msOf(sample);
}

/** How far the playhead was from what was heard, frame by frame, in milliseconds; not where the sound was fading. */
const offsets = (log: Awaited<ReturnType<typeof call>>['log'], endMs = LONG) =>
  log
    .filter(({ heardMs: ms, playheadMs }) => ms > 10 && Math.abs(endMs - playheadMs) > 6)
    .map(({ playheadMs, heardMs: ms }) => playheadMs - ms);
const worst = (values: number[]) => Math.max(0, ...values.map(Math.abs));

function expectNeverBack(log: { playheadMs: number }[]): void {
  for (let i = 1; i < log.length; i++) {
    expect((log[i] as { playheadMs: number }).playheadMs).toBeGreaterThanOrEqual(
      (log[i - 1] as { playheadMs: number }).playheadMs,
    );
  }
}

beforeEach(() => {
  audio = new ManualAudio();
  contexts = stubAudio(audio);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const LONG = 1200;

describe('the clock', () => {
  it.each([5, 40, 150, 300])('is where the sound is with a latency of %d ms', async (latencyMs) => {
    audio.latencyMs = latencyMs;
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG)));
    client.handleMessage(ending({ generationComplete: true }));
    pass(LONG + 500);
    expect(offsets(log).length).toBeGreaterThan(60);
    expect(worst(offsets(log))).toBeLessThan(2);
    expectNeverBack(log);
    expect(client.timing).toMatchObject({ playheadMs: LONG, queuedMs: 0, sounding: false, underruns: 0, lateCues: 0 });
  });

  it('survives a network that stalls: soft, counted, nothing lost, the mouth at rest meanwhile', async () => {
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(300), [{ visemeId: 2, offset: 0 }]));
    pass(800);
    expect(client.timing).toMatchObject({ playheadMs: 300, sounding: false });
    expect(log.at(-1)?.weights[0]).toBe(1);
    client.handleMessage(speech(counted(600, 300), [{ visemeId: 2, offset: 0 }]));
    client.handleMessage(ending({ generationComplete: true }));
    pass(900);
    const { underruns, underrunMs, playheadMs } = client.timing;
    expect([underruns, playheadMs]).toEqual([1, 900]);
    // 800 ms, less the 300 that were played, give or take what messages and blocks take.
    expect(underrunMs).toBeGreaterThan(480);
    expect(underrunMs).toBeLessThan(520);
    expect(worst(offsets(log, 300))).toBeLessThan(2);
    expectNeverBack(log);
    // Every sample was played, softly at the edges.
    const order = [...audio.sound()].filter((sample) => sample !== 0);
    expect(order.length).toBeGreaterThan(900 * 24 - 10);
  });

  it('feeds the ring and knows its place while the page is hidden and draws nothing', async () => {
    const { client, pass, log } = await call();
    for (let at = 0; at < 9000; at += 1000) client.handleMessage(speech(counted(1000, at)));
    client.handleMessage(ending({ generationComplete: true }));
    pass(300);
    pass(7000, 0);
    expect(client.state.speaking).toBe(true);
    pass(100);
    expect(client.timing.underruns).toBe(0);
    const { playheadMs, heardMs: ms } = log.at(-1) as (typeof log)[0];
    expect(playheadMs % 1250).toBeCloseTo(ms, 0);
    expect(playheadMs).toBeGreaterThan(7000);
    pass(3000, 0);
    // Nobody draws, and still it is known that speech is over.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.state.speaking).toBe(false);
    expect(client.playheadMs).toBe(9000);
  });

  it('plays on over a main thread that is blocked for 500 ms, and is right in the first frame behind it', async () => {
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG)));
    client.handleMessage(ending({ generationComplete: true }));
    pass(300);
    audio.blocked = true;
    pass(500);
    audio.blocked = false;
    pass(16);
    expect(worst(offsets(log.slice(-1)))).toBeLessThan(2);
    pass(800);
    expect(client.timing).toMatchObject({ playheadMs: LONG, underruns: 0 });
    expectNeverBack(log);
  });

  it.each([
    [20, 250],
    [250, 20],
  ])('follows a latency that changes from %d to %d ms within 150 ms, and never runs back', async (before, after) => {
    audio.latencyMs = before;
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG)));
    client.handleMessage(ending({ generationComplete: true }));
    pass(500);
    audio.latencyMs = after;
    pass(32);
    // The panel sees what the mouth cannot: how far apart the two are until it is followed.
    expect(Math.sign(client.timing.mouthOffsetMs)).toBe(Math.sign(after - before));
    pass(Math.max(150, after - before + 50));
    const settled = log.length;
    pass(300);
    expect(worst(offsets(log.slice(settled)))).toBeLessThan(2);
    expect(Math.abs(client.timing.mouthOffsetMs)).toBeLessThan(2);
    expectNeverBack(log);
    pass(800);
    expect(client.timing.playheadMs).toBe(LONG);
  });

  it.each([
    ['zeros', () => ({ contextTime: 0, performanceTime: 0 })],
    ['no number', () => ({ contextTime: Number.NaN, performanceTime: Number.NaN })],
    ['infinity', () => ({ contextTime: Number.POSITIVE_INFINITY, performanceTime: 1 })],
    ['less than nothing', () => ({ contextTime: -3, performanceTime: -1 })],
    ['the future', () => ({ contextTime: audio.currentTime + 5, performanceTime: audio.nowMs })],
    ['the far past', () => ({ contextTime: 0.001, performanceTime: audio.nowMs })],
  ])('believes the stated latency where the timestamp is nonsense: %s', async (_, timestamp) => {
    audio.latencyMs = 60;
    audio.timestamp = timestamp;
    const { client, pass, log } = await call();
    audio.advance(3000);
    client.handleMessage(speech(counted(LONG)));
    client.handleMessage(ending({ generationComplete: true }));
    pass(LONG + 200);
    // The context's time moves in blocks of 5 ms here.
    expect(worst(offsets(log).slice(5))).toBeLessThan(8);
    expectNeverBack(log);
  });

  it.each([0, Number.NaN, -0.2, 30])('takes a stated latency of %d s for nonsense, too', async (stated) => {
    audio.latencyMs = 10;
    audio.timestamp = () => ({ contextTime: 0, performanceTime: 0 });
    audio.statedLatency = stated;
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG)));
    pass(LONG - 100);
    expect(worst(offsets(log).slice(5))).toBeLessThan(8);
    expectNeverBack(log);
  });

  it('is not moved by single readings that are far off, and smooths those that tremble', async () => {
    let reading = 0;
    audio.timestamp = () => {
      reading++;
      const lie = reading % 9 === 0 ? 0.4 : reading % 7 === 0 ? -0.06 : ((reading % 5) - 2) * 0.004;
      return { contextTime: Math.max(0.001, audio.heardSeconds - lie), performanceTime: audio.nowMs };
    };
    audio.latencyMs = 100;
    const { client, pass, log } = await call();
    audio.advance(500);
    client.handleMessage(speech(counted(LONG)));
    pass(1088);
    expect(worst(offsets(log).slice(3))).toBeLessThan(6);
    const steps = log.filter(({ sounding }) => sounding).map(({ playheadMs }) => playheadMs);
    for (let i = 2; i < steps.length; i++) {
      const step = (steps[i] as number) - (steps[i - 1] as number);
      expect(step).toBeGreaterThan(14);
      expect(step).toBeLessThan(18);
    }
  });

  it('follows two clocks that drift apart', async () => {
    audio.drift = 0.0005;
    const { client, pass, log } = await call();
    for (let at = 0; at < 60_000; at += 5000) client.handleMessage(speech(counted(5000, at)));
    pass(59_000, 40);
    const late = log.slice(-200).map(({ playheadMs, heardMs: ms }) => ((playheadMs - ms + 625) % 1250) - 625);
    expect(worst(late)).toBeLessThan(2);
  });

  it('rests while the sound was taken away, and goes on at the word where it was', async () => {
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG), [{ visemeId: 2, offset: 0 }]));
    client.handleMessage(ending({ generationComplete: true }));
    pass(400);
    audio.become('interrupted');
    pass(5000);
    expect(client.timing.sounding).toBe(false);
    expect(log.at(-1)?.weights[0]).toBe(1);
    const { playheadMs } = client.timing;
    expect(playheadMs).toBeLessThan(405);
    audio.become('running');
    pass(60);
    expect(worst(offsets(log).slice(-2))).toBeLessThan(2);
    pass(1200);
    expect(client.timing).toMatchObject({ playheadMs: LONG, underruns: 0 });
    expectNeverBack(log);
  });

  it('closes its mouth where a context says that it runs and does not: a device that is gone', async () => {
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG), [{ visemeId: 2, offset: 0 }]));
    pass(400);
    audio.stuck = true;
    pass(600);
    expect(client.timing.sounding).toBe(false);
    expect(log.at(-1)?.weights[0]).toBe(1);
    audio.stuck = false;
    pass(100);
    expect(client.timing.sounding).toBe(true);
    expect(worst(offsets(log).slice(-2))).toBeLessThan(2);
    expectNeverBack(log);
  });

  it('sleeps with the computer and wakes where it was', async () => {
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG)));
    pass(400);
    // Wall time goes on, nothing else does, and nobody says anything.
    audio.nowMs += 3_600_000;
    pass(100);
    expect(worst(offsets(log).slice(-3))).toBeLessThan(2);
    expectNeverBack(log);
  });

  it('goes on in another context, at the word that was heard, where the app closed the one it lent', async () => {
    audio.latencyMs = 120;
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(LONG), [{ visemeId: 2, offset: 0 }]));
    pass(500);
    const before = client.playheadMs;
    audio.become('closed');
    await settle();
    expect(contexts).toHaveLength(2);
    expect(client.playheadMs).toBeCloseTo(before, 0);
    client.handleMessage(ending({ generationComplete: true }));
    pass(1000);
    const [, other] = contexts as [ManualAudio, ManualAudio];
    const first = other.sound().find((sample) => sample !== 0) as number;
    expect(msOf(first)).toBeCloseTo(before, 0);
    expect(client.timing).toMatchObject({ queuedMs: 0, sounding: false });
    expect(client.playheadMs).toBeCloseTo(LONG, 0);
    expect(client.audioContext).toBe(other);
    expectNeverBack(log);
    // And what comes after that is heard there, too.
    client.handleMessage(speech(counted(300)));
    pass(300);
    expect(client.timing.sounding).toBe(true);
  });

  it('lets the mouth go on without sound where sound turns out to be impossible, from the first word', async () => {
    audio.audioWorklet.addModule = async () => {
      throw new Error('blocked');
    };
    const errors: string[] = [];
    const { client, pass, log } = await call();
    client.listen((event) => event.type === 'error' && errors.push(event.error.code));
    client.handleMessage(speech(counted(400), [{ visemeId: 2, offset: 0 }]));
    await settle();
    expect([client.state.audio, errors]).toEqual(['failed', []]);
    pass(200);
    expect(client.timing).toMatchObject({ sounding: true, playheadMs: 200 });
    expect(log.at(-1)?.weights[2]).toBe(1);
    client.handleMessage(speech(counted(200)));
    pass(500);
    expect(client.timing).toMatchObject({ sounding: false, playheadMs: 600, queuedMs: 0 });
    expect(audio.sound().every((sample) => sample === 0)).toBe(true);
  });

  it('moves the mouth with what came before sound turned out to be impossible', async () => {
    let block = (_error: Error) => {};
    audio.audioWorklet.addModule = () =>
      new Promise((_resolve, reject) => {
        block = reject;
      });
    const { client, pass, log } = await call();
    client.handleMessage(speech(counted(400), [{ visemeId: 2, offset: 0 }]));
    pass(50);
    block(new Error('blocked'));
    await settle();
    expect(client.state.audio).toBe('failed');
    pass(200);
    expect(client.timing).toMatchObject({ sounding: true, playheadMs: 200 });
    expect(log.at(-1)?.weights[2]).toBe(1);
  });

  it.each(['visibilitychange', 'pageshow', 'devicechange'])('tries to get the sound back on %s', async (type) => {
    const mediaDevices = new EventTarget();
    const page = Object.assign(window, { document: new EventTarget(), navigator: { mediaDevices } });
    const { client } = await call();
    client.handleMessage(speech(counted(400)));
    const resume = vi.spyOn(audio, 'resume').mockImplementation(async () => audio.become('running'));
    audio.state = 'interrupted'; // and no event says so
    const target = { visibilitychange: page.document, pageshow: page, devicechange: mediaDevices }[type];
    // A page that is hidden by a phone call leaves the sound to it.
    vi.stubGlobal('document', { visibilityState: 'hidden' });
    target?.dispatchEvent(new Event(type));
    expect(resume).not.toHaveBeenCalled();
    vi.stubGlobal('document', { visibilityState: 'visible' });
    target?.dispatchEvent(new Event(type));
    expect(resume).toHaveBeenCalledTimes(1);
    client.dispose();
    audio.state = 'interrupted';
    target?.dispatchEvent(new Event(type));
    expect(resume).toHaveBeenCalledTimes(1);
  });

  it.each([16_000, 24_000, 44_100, 48_000, 96_000])(
    'keeps its place over speech of changing rates in a context of %d Hz',
    async (rateHz) => {
      audio = new ManualAudio(rateHz);
      vi.restoreAllMocks();
      contexts = stubAudio(audio);
      const { client, pass, log } = await call();
      const total = 200 * 6;
      for (const [i, speechHz] of [24_000, 16_000, 48_000, 24_000, 16_000, 48_000].entries()) {
        // Each piece of 200 ms has its own level, so that a place in the sound tells the piece.
        const samples = new Float32Array(speechHz / 5).fill((i + 1) / 10);
        const text = JSON.stringify(speech(samples)).replace('rate=24000', `rate=${speechHz}`);
        client.handleMessage(text);
      }
      client.handleMessage(ending({ generationComplete: true }));
      pass(total + 300);
      expect(client.timing.playheadMs).toBeCloseTo(total, 0);
      for (const { playheadMs } of log) expect(playheadMs).toBeLessThanOrEqual(total + 0.1);
      const sound = audio.sound();
      const start = sound.findIndex((sample) => Math.abs(sample) > 0.05);
      const at = (ms: number) => sound[start + Math.round((ms / 1000) * rateHz)] as number;
      for (let i = 0; i < 6; i++) expect(at(i * 200 + 100)).toBeCloseTo((i + 1) / 10, 3);
      // The edges between them are where they belong, to half a millisecond.
      for (let i = 1; i < 6; i++) {
        expect(Math.abs(at(i * 200 - 3) - i / 10)).toBeLessThan(0.03);
        expect(Math.abs(at(i * 200 + 3) - (i + 1) / 10)).toBeLessThan(0.03);
      }
    },
  );
});
