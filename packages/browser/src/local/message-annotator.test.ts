import { type Cue, type MascotVisemes, readMascotVisemes } from '@lipwire/cues';
import { LipSyncEngine } from '@lipwire/engine';
import { encodeBase64, encodePcm16, Pcm16Decoder } from '@lipwire/providers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { babble } from '../../test/babble.js';
import { ManualClock } from '../../test/manual-clock.js';
import { ManualWorker } from '../../test/manual-worker.js';
import { LocalCues } from './local-cues.js';

const RATE_HZ = 24_000;
const SPOKEN = encodePcm16(babble(3, RATE_HZ));

function audio(pcm16: Uint8Array, rateHz = RATE_HZ, serverContent: object = {}) {
  const inlineData = { mimeType: `audio/pcm;rate=${rateHz}`, data: encodeBase64(pcm16) };
  return { serverContent: { modelTurn: { parts: [{ inlineData }] }, ...serverContent } };
}
const END = { serverContent: { generationComplete: true } };
const INTERRUPTED = { serverContent: { interrupted: true } };

/** What the engine makes of a whole utterance. */
function cuesOf(pcm16: Uint8Array, rateHz = RATE_HZ): Cue[] {
  const engine = new LipSyncEngine({ sampleRateHz: rateHz });
  const cues: Cue[] = [];
  const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
  engine.push(new Pcm16Decoder().decode(pcm16), keep);
  engine.flush(keep);
  return cues;
}

/** Cues at media time, from messages that carry all audio in order. */
function timed(fields: readonly (MascotVisemes | undefined)[], startsMs: readonly number[]): Cue[] {
  return fields.flatMap((field, i) =>
    (field?.visemes ?? []).map(({ visemeId, offset }) => ({ visemeId, offsetMs: offset + (startsMs[i] ?? 0) })),
  );
}

function session(place: 'worker' | 'page' = 'page') {
  const clock = new ManualClock();
  const workers: ManualWorker[] = [];
  const local = new LocalCues({
    clock,
    createWorker: () => {
      if (place === 'page') throw new Error('forbidden');
      const worker = new ManualWorker();
      workers.push(worker);
      return worker;
    },
  });
  const out: object[] = [];
  const annotator = local.open({
    deliver: (message) => out.push(message as object),
    defaultSampleRateHz: () => RATE_HZ,
  });
  const worker = () => workers.at(-1) as ManualWorker;
  return { clock, local, out, annotator, workers, worker, fields: () => out.map(readMascotVisemes) };
}

describe('MessageAnnotator', () => {
  it('gives the cues of the engine at the same media times, however the speech is cut', () => {
    const expected = cuesOf(SPOKEN);
    expect(expected.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1 }), (sizes) => {
        const { annotator, fields } = session();
        const startsMs: number[] = [];
        for (let at = 0, i = 0; at < SPOKEN.length; i++) {
          const end = at + (sizes[i % sizes.length] ?? 1);
          startsMs.push((Math.floor(at / 2) * 1000) / RATE_HZ);
          annotator.take(audio(SPOKEN.subarray(at, end)));
          at = end;
        }
        startsMs.push(((SPOKEN.length / 2) * 1000) / RATE_HZ);
        annotator.take(END);
        const cues = timed(fields(), startsMs);
        expect(cues.map(({ visemeId }) => visemeId)).toEqual(expected.map(({ visemeId }) => visemeId));
        // On the wire whole milliseconds are kept, as the gateway does.
        for (const [i, { offsetMs }] of cues.entries()) {
          expect(Math.abs(offsetMs - (expected[i]?.offsetMs ?? 0))).toBeLessThanOrEqual(0.5);
        }
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  it('passes what needs no cues as it is, in order, and not before what it came behind', () => {
    const { annotator, out, worker } = session('worker');
    const setup = { setupComplete: {} };
    const words = { serverContent: { outputTranscription: { text: 'a' } } };
    annotator.take(setup);
    expect(out[0]).toBe(setup);
    annotator.take(audio(SPOKEN));
    annotator.take(words);
    annotator.take('not even an object');
    expect(out).toHaveLength(1);
    worker().run();
    expect(out).toHaveLength(4);
    expect(out[1]).toMatchObject(audio(SPOKEN));
    expect(out[1]).toMatchObject({
      mascotVisemes: { audio_event_id: 1, subchunk_id: 1, total_chunks: 1, audio_duration: 3000 },
    });
    expect(out[2]).toBe(words);
    expect(out[3]).toBe('not even an object');
  });

  it('leaves alone what a gateway has annotated', () => {
    const { annotator, out } = session();
    const message = { ...audio(SPOKEN), mascotVisemes: { visemes: [], audio_event_id: 7 } };
    annotator.take(message);
    expect(out).toEqual([message]);
  });

  it('begins each turn anew', () => {
    const { annotator, fields } = session();
    const turns = 3;
    for (let i = 0; i < turns; i++) {
      annotator.take(audio(SPOKEN, RATE_HZ));
      annotator.take(END);
      annotator.take({ serverContent: { turnComplete: true } });
    }
    const all = fields();
    const first = timed(all.slice(0, 3), [0, 3000]);
    expect(first).toEqual(cuesOf(SPOKEN));
    expect(timed(all.slice(3, 6), [0, 3000])).toEqual(first);
    expect(timed(all.slice(6), [0, 3000])).toEqual(first);
    expect(all[2]).toBeUndefined();
  });

  it('hears every rate of the engine, a change of rate, and lets other rates pass without cues', () => {
    const { annotator, fields } = session();
    const [low, high] = [encodePcm16(babble(1, 8000)), encodePcm16(babble(1, 48_000))];
    for (const [pcm16, rateHz] of [
      [low, 8000],
      [high, 48_000],
    ] as const)
      annotator.take(audio(pcm16, rateHz));
    annotator.take(END);
    expect(timed(fields(), [0, 1000, 2000])).toEqual([
      ...cuesOf(low, 8000),
      ...cuesOf(high, 48_000).map(({ visemeId, offsetMs }) => ({ visemeId, offsetMs: offsetMs + 1000 })),
    ]);
    const other = session();
    other.annotator.take(audio(encodePcm16(babble(1, 96_000)), 96_000));
    other.annotator.take(END);
    expect(other.fields()).toMatchObject([{ visemes: [], audio_duration: 1000 }, undefined]);
  });

  it('forgets an interrupted utterance, and does not wait for it', () => {
    const { annotator, out, worker, fields } = session('worker');
    annotator.take(audio(SPOKEN));
    annotator.take(INTERRUPTED);
    expect(out).toHaveLength(2);
    expect(out[1]).toBe(INTERRUPTED);
    worker().run();
    // The answer about the dead speech reaches nobody.
    expect(out).toHaveLength(2);
    annotator.take(audio(SPOKEN));
    annotator.take(END);
    worker().run();
    expect(timed(fields().slice(2), [0, 3000])).toEqual(cuesOf(SPOKEN));
  });

  it('keeps the mouth shut for audio in the message that interrupts', () => {
    const { annotator, fields } = session();
    annotator.take(audio(SPOKEN, RATE_HZ, { interrupted: true }));
    expect(fields()[0]?.visemes).toEqual([{ visemeId: 0, offset: 0 }]);
  });

  it('holds up no sound for longer than a quarter of a second, and brings the cues later', async () => {
    const { annotator, clock, fields, worker, out } = session('worker');
    annotator.take(audio(SPOKEN.subarray(0, 48_000)));
    await clock.advance(249);
    expect(out).toHaveLength(0);
    await clock.advance(1);
    expect(fields()[0]).toMatchObject({ visemes: [] });
    annotator.take(audio(SPOKEN.subarray(48_000)));
    annotator.take(END);
    await clock.advance(250);
    expect(out).toHaveLength(3);
    worker().run();
    // Cues that travel alone count from the end of what was delivered.
    expect(timed(fields(), [0, 1000, 3000, 3000, 3000, 3000])).toEqual(cuesOf(SPOKEN));
  });

  it('drops everything when the call is over, and starts the next one clean', () => {
    const { annotator, out, worker, fields } = session('worker');
    annotator.take(audio(SPOKEN));
    annotator.clear();
    worker().run();
    expect(out).toEqual([]);
    annotator.take(audio(SPOKEN));
    annotator.take(END);
    worker().run();
    expect(timed(fields(), [0, 3000])).toEqual(cuesOf(SPOKEN));
    annotator.take(audio(SPOKEN));
    annotator.close();
    annotator.close();
    worker().run();
    annotator.take(audio(SPOKEN));
    expect(out).toHaveLength(2);
  });

  it('goes on in the page when the worker dies, without losing what was asked', () => {
    const { annotator, worker, fields, local } = session('worker');
    annotator.take(audio(SPOKEN));
    annotator.take(END);
    expect(local.place).toBe('worker');
    worker().die();
    expect(local.place).toBe('page');
    expect(timed(fields(), [0, 3000])).toEqual(cuesOf(SPOKEN));
  });
});
