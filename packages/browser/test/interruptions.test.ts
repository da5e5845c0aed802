import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { LipwireClient } from '../src/index.js';
import { ending, speech } from './gemini-messages.js';
import { ManualAudio, stubAudio } from './manual-audio.js';
import { settle } from './manual-clock.js';
import { ManualFrames } from './manual-frames.js';

const FRAME_MS = 16;

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Messages of a service, in an order that a service may send them, and the time between them. */
const script = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 8, arbitrary: fc.constant('speech' as const) },
      { weight: 2, arbitrary: fc.constant('interrupted' as const) },
      { weight: 1, arbitrary: fc.constant('generation complete' as const) },
      { weight: 2, arbitrary: fc.constant('turn complete' as const) },
    ),
    /** Length of a piece of speech. */
    pieceMs: fc.integer({ min: 5, max: 500 }),
    /** Until the next message; 0: all at once, in one go of the main thread. */
    thenMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 })),
    /** Cues of the piece before, negative offsets, as the gateway sends them. */
    lookback: fc.boolean(),
  }),
  { minLength: 5, maxLength: 25 },
);

/** Level of living speech of a turn, and of pieces that came when the turn was dead: those must never sound. */
const LEVEL = 0.02;
const DEAD = -0.5;
/** Shapes of the living; the dead have one of their own. */
const LIVING_SHAPE = 2;
const DEAD_SHAPE = 8;

it('never plays or shows what is dead, whenever the interruption falls, and is silent within a block', async () => {
  await fc.assert(
    fc.asyncProperty(
      script,
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 5, max: 250 }),
      async (steps, portMs, latencyMs) => {
        const audio = new ManualAudio();
        audio.portMs = portMs;
        audio.latencyMs = latencyMs;
        stubAudio(audio);
        const frames = new ManualFrames();
        const client = new LipwireClient(
          { audioContext: audio as unknown as AudioContext, displayLatencyMs: 0 },
          { frames, nowMs: () => audio.nowMs },
        );
        client.unlock();
        await settle();

        let turn = 0;
        let generating = false;
        let dead = false;
        /** Frames of the context from which on nothing of the turns so far may sound. */
        const silences: { turn: number; fromFrame: number }[] = [];
        let atRest: boolean | undefined;
        const pass = (ms: number) => {
          for (let left = ms; left > 0; left -= FRAME_MS) {
            audio.advance(Math.min(FRAME_MS, left));
            frames.now = audio.nowMs;
            frames.next(0);
            if (client.weights[DEAD_SHAPE] !== 0) expect.fail(`a dead shape at ${audio.nowMs} ms`);
            // The frame behind an interruption, if nothing new has come.
            if (atRest && client.weights[0] !== 1) expect.fail(`no rest at ${audio.nowMs} ms`);
            atRest = undefined;
          }
        };
        for (const { what, pieceMs, thenMs, lookback } of steps) {
          if (what === 'speech') {
            const level = dead ? DEAD : LEVEL * (turn + 1);
            const shape = dead ? DEAD_SHAPE : LIVING_SHAPE;
            const cues = [{ visemeId: shape, offset: lookback ? -60 : 0 }];
            client.handleMessage(speech(new Float32Array(pieceMs * 24).fill(level), cues));
            generating ||= !dead;
            if (!dead) atRest = undefined;
          } else if (what === 'interrupted') {
            client.handleMessage(ending({ interrupted: true }, [{ visemeId: DEAD_SHAPE, offset: -20 }]));
            // The message to the audio thread, the block that is being made, and the block of the fade.
            const fromFrame = (audio.currentTime + portMs / 1000) * audio.sampleRate + 3 * 128;
            silences.push({ turn, fromFrame });
            dead ||= generating;
            generating = false;
            atRest = true;
            expect(client.timing).toMatchObject({ queuedMs: 0, sounding: false });
            expect(client.cues.length).toBe(0);
            turn++;
          } else if (what === 'generation complete') {
            client.handleMessage(ending({ generationComplete: true }));
            generating = false;
          } else {
            client.handleMessage(ending({ turnComplete: true }));
            generating = false;
            dead = false;
          }
          pass(thenMs);
        }
        pass(500);

        const sound = audio.sound();
        let cut = -1;
        for (let frame = 1; frame < sound.length; frame++) {
          while (silences[0] && silences[0].fromFrame <= frame) cut = silences.shift()?.turn ?? cut;
          const value = sound[frame] as number;
          if (value < 0) expect.fail(`dead speech at frame ${frame}`);
          // Fades move from sample to sample; what stays is speech, and its level is its turn's.
          if (value === 0 || value !== sound[frame - 1]) continue;
          if (Math.round(value / LEVEL) - 1 <= cut) expect.fail(`turn ${cut} is heard at frame ${frame}`);
        }
        client.dispose();
        vi.restoreAllMocks();
        vi.unstubAllGlobals();
      },
    ),
    { seed: 11, numRuns: 40 },
  );
}, 60_000);

it('plays every sample once and in order whatever the network does, and counts the silence to the frame', async () => {
  const arrivals = fc.array(
    fc.record({ pieceMs: fc.integer({ min: 20, max: 400 }), thenMs: fc.integer({ min: 0, max: 700 }) }),
    { minLength: 3, maxLength: 14 },
  );
  await fc.assert(
    fc.asyncProperty(arrivals, fc.integer({ min: 0, max: 40 }), async (pieces, portMs) => {
      const audio = new ManualAudio();
      audio.portMs = portMs;
      stubAudio(audio);
      const client = new LipwireClient(
        { audioContext: audio as unknown as AudioContext },
        { frames: new ManualFrames(), nowMs: () => audio.nowMs },
      );
      client.unlock();
      await settle();
      // Rising, so that each sample has its place, and far from 0, so that it is not taken for silence.
      let sent = 0;
      for (const { pieceMs, thenMs } of pieces) {
        const samples = Float32Array.from({ length: pieceMs * 24 }, () => (4000 + (sent++ % 28_000)) / 32_768);
        client.handleMessage(speech(samples));
        audio.advance(thenMs);
      }
      client.handleMessage(ending({ generationComplete: true }));
      audio.advance(6000);

      const sound = audio.sound();
      const first = sound.findIndex((value) => value !== 0);
      const last = sound.findLastIndex((value) => value !== 0);
      let played = 0;
      let silent = 0;
      for (let frame = first; frame <= last && played < sent; frame++) {
        const value = sound[frame] as number;
        const due = (4000 + (played % 28_000)) / 32_768;
        // The very last sample before a gap is faded to nothing: it is there if what follows it is in its place.
        if (value === 0) silent++;
        else {
          if (value > due + 1e-5) {
            played++;
            silent--;
          }
          const now = (4000 + (played % 28_000)) / 32_768;
          if (value > now + 1e-5) expect.fail(`sample ${played} is ${value}, not ${now}, at frame ${frame}`);
          played++;
        }
      }
      expect(Math.abs(played - sent)).toBeLessThanOrEqual(1);
      const { underruns, underrunMs, playheadMs } = client.timing;
      expect(playheadMs).toBeCloseTo(sent / 24, 3);
      expect(Math.abs(underrunMs - silent / 24)).toBeLessThan((underruns + 1) / 24 + 0.1);
      client.dispose();
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
    }),
    { seed: 5, numRuns: 30 },
  );
}, 60_000);
