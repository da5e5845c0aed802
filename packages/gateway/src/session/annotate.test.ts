import { readMascotVisemes, type WireViseme } from '@lipwire/cues';
import { readGeminiServerMessage } from '@lipwire/providers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audioMessage, pretty, silence } from '../../test/support/gemini-messages.js';
import { SteppingEngine } from '../../test/support/stepping-engine.js';
import { MAX_ANNOTATED_MESSAGE_BYTES } from '../limits.js';
import { Annotator } from './annotate.js';
import type { SpeechEngine } from './speech-engines.js';

function newAnnotator(
  createEngine: (sampleRateHz: number) => SpeechEngine | undefined = (rate) => new SteppingEngine(rate),
): Annotator {
  return new Annotator(createEngine);
}

/** The added field of a message, or `undefined` if it passed as it was. */
function fieldOf(annotator: Annotator, message: unknown) {
  const bytes = pretty(message);
  const annotated = annotator.annotate(bytes, readGeminiServerMessage(message));
  if (annotated === bytes) return undefined;
  return readMascotVisemes(JSON.parse(Buffer.from(annotated).toString()));
}

const GENERATION_COMPLETE = { serverContent: { generationComplete: true } };
const TURN_COMPLETE = { serverContent: { turnComplete: true } };
const INTERRUPTED = { serverContent: { interrupted: true } };

describe('Annotator', () => {
  it('adds what the contract says to a message with audio', () => {
    expect(fieldOf(newAnnotator(), audioMessage([silence(240)]))).toEqual({
      // 200 ms is heard, but not yet 80 ms more.
      visemes: [
        { visemeId: 1, offset: 0 },
        { visemeId: 2, offset: 100 },
      ],
      audio_event_id: 1,
      subchunk_id: 1,
      total_chunks: 1,
      audio_duration: 240,
    });
  });

  it('gives cues that became certain late a negative offset on the next message', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(240)]));
    const field = fieldOf(annotator, audioMessage([silence(100)]));
    expect(field?.visemes).toEqual([{ visemeId: 3, offset: -40 }]);
    expect(field?.audio_event_id).toBe(2);
  });

  it('adds an empty list rather than nothing when no cue is certain', () => {
    expect(fieldOf(newAnnotator(), audioMessage([silence(20)]))).toMatchObject({ visemes: [], audio_duration: 20 });
  });

  it('counts several parts as one stretch of speech', () => {
    const field = fieldOf(newAnnotator(), audioMessage([silence(100), silence(50), silence(50)]));
    expect(field).toMatchObject({ total_chunks: 3, subchunk_id: 1, audio_duration: 200 });
    expect(field?.visemes.map(({ offset }) => offset)).toEqual([0, 100]);
  });

  it('puts the last cues on the message that ends the turn, once', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(240)]));
    expect(fieldOf(annotator, GENERATION_COMPLETE)).toEqual({
      visemes: [
        { visemeId: 3, offset: -40 },
        { visemeId: 0, offset: 0 },
      ],
      audio_event_id: 1,
      subchunk_id: 1,
      total_chunks: 0,
      audio_duration: 0,
    });
    expect(fieldOf(annotator, TURN_COMPLETE)).toBeUndefined();
  });

  it('puts all cues on a message that holds the last audio and the end', () => {
    const annotator = newAnnotator();
    const message = audioMessage([silence(150)]);
    const field = fieldOf(annotator, { serverContent: { ...message.serverContent, turnComplete: true } });
    expect(field).toMatchObject({ total_chunks: 1, audio_duration: 150 });
    expect(field?.visemes).toEqual([
      { visemeId: 1, offset: 0 },
      { visemeId: 2, offset: 100 },
      { visemeId: 0, offset: 150 },
    ]);
  });

  it.each([
    { generationComplete: true },
    { generationComplete: true, turnComplete: true },
    { turnComplete: true, outputTranscription: { text: 'so', finished: true } },
  ])('puts all cues on a message with audio and %j', (rest) => {
    const annotator = newAnnotator();
    const { serverContent } = audioMessage([silence(150)]);
    const field = fieldOf(annotator, { serverContent: { ...serverContent, ...rest }, usageMetadata: {} });
    expect(field).toMatchObject({ total_chunks: 1, audio_duration: 150 });
    expect(field?.visemes.map(({ offset }) => offset)).toEqual([0, 100, 150]);
    expect(fieldOf(annotator, TURN_COMPLETE)).toBeUndefined();
  });

  it('counts audio among parts of other kinds', () => {
    const [audio] = audioMessage([silence(100)]).serverContent.modelTurn.parts;
    const image = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
    const parts = [{ text: 'thinks', thought: true }, audio, image, { text: 'says' }, audio];
    const message = { serverContent: { modelTurn: { parts }, outputTranscription: { text: 'says' } } };
    const field = fieldOf(newAnnotator(), message);
    expect(field).toMatchObject({ total_chunks: 2, subchunk_id: 1, audio_duration: 200 });
    expect(field?.visemes.map(({ offset }) => offset)).toEqual([0, 100]);
  });

  it('follows a rate that changes from part to part of one message', () => {
    const parts = [
      ...audioMessage([silence(150)]).serverContent.modelTurn.parts,
      ...audioMessage([silence(150, 16_000)], 'audio/pcm;rate=16000').serverContent.modelTurn.parts,
    ];
    const field = fieldOf(newAnnotator(), { serverContent: { modelTurn: { parts }, turnComplete: true } });
    expect(field).toMatchObject({ total_chunks: 2, audio_duration: 300 });
    // The first stretch ends at 150 ms, and the second counts from there.
    expect(field?.visemes.map(({ visemeId, offset }) => [visemeId, offset])).toEqual([
      [1, 0],
      [2, 100],
      [0, 150],
      [1, 150],
      [2, 250],
      [0, 300],
    ]);
  });

  it('annotates audio of a single byte, and puts the samples together that it cuts', () => {
    const heard: number[] = [];
    const annotator = newAnnotator(() => ({ push: (samples) => heard.push(...samples), flush() {}, reset() {} }));
    const bytes = [0, 64, 0, 32, 0, 16];
    const fields = bytes.map((byte) => fieldOf(annotator, audioMessage([Uint8Array.of(byte)])));
    expect(heard).toEqual([0.5, 0.25, 0.125]);
    expect(fields.map((field) => field?.audio_event_id)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const field of fields) expect(field).toMatchObject({ visemes: [], total_chunks: 1, audio_duration: 0 });
  });

  it('passes a message whose audio cannot be read, and goes on with the next', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(90)]));
    const [part] = audioMessage([silence(100)]).serverContent.modelTurn.parts;
    for (const inlineData of [
      { ...part?.inlineData, data: '#' },
      { ...part?.inlineData, data: '' },
      { data: 'AAAA' },
      {},
    ]) {
      expect(fieldOf(annotator, { serverContent: { modelTurn: { parts: [{ inlineData }] } } })).toBeUndefined();
    }
    expect(fieldOf(annotator, audioMessage([silence(100)]))).toMatchObject({
      visemes: [{ visemeId: 2, offset: 10 }],
      audio_event_id: 2,
    });
  });

  it('begins anew with speech that comes late, after its turn was cut', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(240)]));
    fieldOf(annotator, INTERRUPTED);
    expect(fieldOf(annotator, audioMessage([silence(90)]))?.visemes).toEqual([{ visemeId: 1, offset: 0 }]);
    expect(fieldOf(annotator, TURN_COMPLETE)?.visemes).toEqual([{ visemeId: 0, offset: 0 }]);
  });

  it('starts the next turn from zero, and keeps counting messages', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(250)]));
    fieldOf(annotator, GENERATION_COMPLETE);
    const field = fieldOf(annotator, audioMessage([silence(90)]));
    expect(field?.visemes).toEqual([{ visemeId: 1, offset: 0 }]);
    expect(field?.audio_event_id).toBe(2);
  });

  it('says nothing more of speech that was interrupted', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(240)]));
    expect(fieldOf(annotator, INTERRUPTED)).toBeUndefined();
    expect(fieldOf(annotator, TURN_COMPLETE)).toBeUndefined();
    expect(fieldOf(annotator, audioMessage([silence(90)]))?.visemes).toEqual([{ visemeId: 1, offset: 0 }]);
  });

  it('keeps the mouth shut for audio that comes dead', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(240)]));
    const dead = audioMessage([silence(500)]);
    const field = fieldOf(annotator, {
      serverContent: { ...dead.serverContent, interrupted: true, turnComplete: true },
    });
    expect(field).toMatchObject({ visemes: [{ visemeId: 0, offset: 0 }], audio_duration: 500, audio_event_id: 2 });
    expect(fieldOf(annotator, audioMessage([silence(90)]))?.visemes).toEqual([{ visemeId: 1, offset: 0 }]);
  });

  it.each([INTERRUPTED, GENERATION_COMPLETE])('forgets half a sample that the end of a turn cut off: %j', (end) => {
    const heard: number[] = [];
    const annotator = newAnnotator(() => ({ push: (samples) => heard.push(...samples), flush() {}, reset() {} }));
    fieldOf(annotator, audioMessage([Uint8Array.of(0, 64, 99)]));
    fieldOf(annotator, end);
    fieldOf(annotator, audioMessage([Uint8Array.of(0), Uint8Array.of(32)]));
    expect(heard).toEqual([0.5, 0.25]);
  });

  it('flushes and starts anew when the rate changes in a turn', () => {
    const annotator = newAnnotator();
    const rates: number[] = [];
    const counting = newAnnotator((rate) => {
      rates.push(rate);
      return new SteppingEngine(rate);
    });
    for (const each of [annotator, counting]) fieldOf(each, audioMessage([silence(240)]));
    const field = fieldOf(annotator, audioMessage([silence(90, 16_000)], 'audio/pcm;rate=16000'));
    expect(field?.visemes).toEqual([
      { visemeId: 3, offset: -40 },
      { visemeId: 0, offset: 0 },
      { visemeId: 1, offset: 0 },
    ]);
    expect(field?.audio_duration).toBe(90);
    fieldOf(counting, audioMessage([silence(90, 16_000)], 'audio/pcm;rate=16000'));
    expect(rates).toEqual([24_000, 16_000]);
  });

  it('takes audio without a rate for 24 kHz', () => {
    expect(fieldOf(newAnnotator(), audioMessage([silence(240)], 'audio/pcm'))?.audio_duration).toBe(240);
  });

  it('gives speech at a rate without an engine its duration and no cues', () => {
    const annotator = newAnnotator(() => undefined);
    const field = fieldOf(annotator, audioMessage([silence(240, 96_000)], 'audio/pcm;rate=96000'));
    expect(field).toMatchObject({ visemes: [], audio_duration: 240, total_chunks: 1 });
    expect(fieldOf(annotator, TURN_COMPLETE)).toBeUndefined();
  });

  it.each([
    { setupComplete: {} },
    { serverContent: { outputTranscription: { text: 'x' } } },
    { toolCall: { functionCalls: [{ id: '1', name: 'f', args: {} }] } },
    TURN_COMPLETE,
  ])('passes %j as it is', (message) => {
    expect(fieldOf(newAnnotator(), message)).toBeUndefined();
  });

  it('lets cues that wait ride on speech and ends only', () => {
    const annotator = newAnnotator();
    const audio = audioMessage([silence(240)]);
    fieldOf(annotator, { ...audio, padding: 'x'.repeat(MAX_ANNOTATED_MESSAGE_BYTES) });
    expect(fieldOf(annotator, { serverContent: { outputTranscription: { text: 'x' } } })).toBeUndefined();
    expect(fieldOf(annotator, { goAway: { timeLeft: '50s' } })).toBeUndefined();
    expect(fieldOf(annotator, audioMessage([silence(20)]))?.visemes.map(({ offset }) => offset)).toEqual([-240, -140]);
  });

  it('never makes a message larger than 1 MiB, and sends the cues with the next', () => {
    const annotator = newAnnotator();
    fieldOf(annotator, audioMessage([silence(240)]));
    const audio = audioMessage([silence(100)]);
    const bare = pretty(audio).length;
    const big = { ...audio, padding: 'x'.repeat(MAX_ANNOTATED_MESSAGE_BYTES - bare - 40) };
    expect(pretty(big).length).toBeLessThanOrEqual(MAX_ANNOTATED_MESSAGE_BYTES);
    expect(fieldOf(annotator, big)).toBeUndefined();
    const field = fieldOf(annotator, audioMessage([silence(100)]));
    expect(field?.visemes).toEqual([
      { visemeId: 3, offset: -140 },
      { visemeId: 4, offset: -40 },
    ]);
  });

  it('drops cues that found no room until the turn was over', () => {
    const annotator = newAnnotator();
    const audio = audioMessage([silence(240)]);
    const padding = 'x'.repeat(MAX_ANNOTATED_MESSAGE_BYTES);
    expect(
      fieldOf(annotator, { serverContent: { ...audio.serverContent, turnComplete: true }, padding }),
    ).toBeUndefined();
    expect(fieldOf(annotator, audioMessage([silence(90)]))?.visemes).toEqual([{ visemeId: 1, offset: 0 }]);
  });

  it('does not drift over an hour of pieces that fit no grid', () => {
    const annotator = newAnnotator();
    // 799 samples at 8 kHz are 99.875 ms: to round each would add up to seconds.
    const piece = audioMessage([new Uint8Array(2 * 799)], 'audio/pcm;rate=8000');
    const messages = 36_045;
    let samples = 0;
    let worstMs = 0;
    let cues = 0;
    for (let i = 0; i < messages; i++) {
      for (const { offset } of fieldOf(annotator, piece)?.visemes ?? []) {
        worstMs = Math.max(worstMs, Math.abs((samples * 1000) / 8_000 + offset - cues * 100));
        cues++;
      }
      samples += 799;
    }
    expect(cues).toBeGreaterThan(35_990);
    expect(worstMs).toBeLessThanOrEqual(0.5);
  });

  it('puts every cue at the same media time however the speech is split', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 30 }), (sizes) => {
        const annotator = newAnnotator();
        const times: number[] = [];
        let bytes = 0;
        const note = (visemes: readonly WireViseme[] = []) => {
          for (const { offset } of visemes) {
            expect(Number.isInteger(offset)).toBe(true);
            times.push(Math.floor(bytes / 2) / 24 + offset);
          }
        };
        for (const size of sizes) {
          note(fieldOf(annotator, audioMessage([new Uint8Array(size)]))?.visemes);
          bytes += size;
        }
        note(fieldOf(annotator, GENERATION_COMPLETE)?.visemes);
        const heardMs = Math.floor(bytes / 2) / 24;
        const expected = Array.from({ length: Math.ceil(heardMs / 100) }, (_, i) => i * 100);
        if (heardMs > 0) expected.push(heardMs);
        expect(times.length).toBe(expected.length);
        for (const [i, time] of times.entries())
          expect(Math.abs(time - (expected[i] as number))).toBeLessThanOrEqual(0.5001);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
