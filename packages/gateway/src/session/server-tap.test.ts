import { readMascotVisemes } from '@lipwire/cues';
import { describe, expect, it } from 'vitest';
import { audioMessage, pretty, silence } from '../../test/support/gemini-messages.js';
import { SteppingEngine } from '../../test/support/stepping-engine.js';
import { MAX_HEARD_MESSAGE_BYTES } from '../limits.js';
import { ServerTap, type ServerTapOptions } from './server-tap.js';

function newTap(options: Partial<ServerTapOptions> = {}): ServerTap {
  return new ServerTap({
    watchers: [],
    createEngine: (rate) => new SteppingEngine(rate),
    onFailure: (error) => {
      throw error;
    },
    ...options,
  });
}

const SPEECH = pretty(audioMessage([silence(240)]));

describe('ServerTap', () => {
  it('adds visemes to speech', () => {
    const annotated = Buffer.from(newTap().pass(SPEECH));
    expect(readMascotVisemes(JSON.parse(annotated.toString()))).toMatchObject({ audio_event_id: 1 });
  });

  it.each([
    {},
    { serverContent: {} },
    { serverContent: { modelTurn: { parts: [{ text: 'x' }] } } },
    { sessionResumptionUpdate: { newHandle: 'x', resumable: true } },
    { serverContent: { turnComplete: true } },
    [],
    null,
    'text',
    7,
  ])('passes %j as it is', (message) => {
    const bytes = pretty(message);
    expect(newTap().pass(bytes)).toBe(bytes);
  });

  it.each(['', '{', 'not JSON', '{"serverContent":', '\u{feff}{"a":1}', '[1,2', '\0'])('passes garbage: %j', (text) => {
    const bytes = Buffer.from(text);
    expect(newTap().pass(bytes)).toBe(bytes);
  });

  it('does not listen to what is too large to be added to, and starts anew behind it', () => {
    const speechMs: number[] = [];
    const tap = newTap({ watchers: [{ onSpeech: (audioMs) => speechMs.push(audioMs) }] });
    const fieldOf = (bytes: Uint8Array) => readMascotVisemes(JSON.parse(Buffer.from(bytes).toString()));
    const first = fieldOf(tap.pass(SPEECH));
    const large = pretty({ ...audioMessage([silence(240)]), filler: 'x'.repeat(MAX_HEARD_MESSAGE_BYTES) });
    expect(tap.pass(large)).toBe(large);
    const brackets = Buffer.alloc(16 * 1024 * 1024, '[');
    expect(tap.pass(brackets)).toBe(brackets);
    expect(speechMs).toEqual([240]);
    // The same cues at the same offsets: nothing of the first speech is left.
    expect(fieldOf(tap.pass(SPEECH))).toEqual({ ...first, audio_event_id: 2 });
  });

  it('leaves messages alone that another gateway has annotated, and counts their speech', () => {
    const further = newTap();
    const speechMs: number[] = [];
    const tap = newTap({ watchers: [{ onSpeech: (audioMs) => speechMs.push(audioMs) }] });
    for (const message of [SPEECH, SPEECH, pretty({ serverContent: { turnComplete: true } })]) {
      const annotated = Buffer.from(further.pass(message));
      expect(tap.pass(annotated)).toBe(annotated);
    }
    expect(speechMs).toEqual([240, 240]);
  });

  it('passes all untouched without engines, and tells the watchers the same', () => {
    const told = (createEngine: ServerTapOptions['createEngine']): unknown[] => {
      const lines: unknown[] = [];
      const onSpeech = (audioMs: number) => lines.push(audioMs);
      const watcher = {
        onTurnStart: () => lines.push('start'),
        onSpeech,
        onTurnComplete: () => lines.push('complete'),
      };
      const tap = newTap({ watchers: [watcher], createEngine });
      const odd = pretty(audioMessage([new Uint8Array(4801), new Uint8Array(1)], 'audio/pcm;rate=16000'));
      const broken = Buffer.from(SPEECH.toString().replace('AAAAA', 'AAAA"'));
      for (const message of [SPEECH, odd, broken, pretty({ serverContent: { turnComplete: true } }), SPEECH]) {
        const passed = tap.pass(message);
        if (createEngine === undefined) expect(passed).toBe(message);
      }
      return lines;
    };
    expect(told(undefined)).toEqual(['start', 240, 150.0625, 'complete', 'start', 240]);
    expect(told((rate) => new SteppingEngine(rate))).toEqual(told(undefined));
  });

  it('lets a message of more than 1 MiB pass unheard, and begins anew with the next', () => {
    const heardSamples: number[] = [];
    const createEngine = () => {
      const engine = new SteppingEngine(24_000);
      const push: SteppingEngine['push'] = (samples, emit) => {
        heardSamples.push(samples.length);
        engine.push(samples, emit);
      };
      return { push, flush: engine.flush.bind(engine), reset: engine.reset.bind(engine) };
    };
    const tap = newTap({ createEngine });
    tap.pass(SPEECH);
    const large = pretty(audioMessage([silence(17_000)]));
    expect(tap.pass(large)).toBe(large);
    const field = readMascotVisemes(JSON.parse(Buffer.from(tap.pass(SPEECH)).toString()));
    expect(heardSamples).toEqual([5_760, 5_760]);
    expect(field?.visemes.map(({ offset }) => offset)).toEqual([0, 100]);
  });

  it('gives visemes up for the call when an engine fails, and goes on telling the watchers', () => {
    const failures: unknown[] = [];
    const speechMs: number[] = [];
    const defect = new Error('a defect');
    const tap = newTap({
      watchers: [{ onSpeech: (audioMs) => speechMs.push(audioMs) }],
      createEngine: () => {
        throw defect;
      },
      onFailure: (error) => failures.push(error),
    });
    for (let i = 0; i < 3; i++) expect(tap.pass(SPEECH)).toBe(SPEECH);
    expect(failures).toEqual([defect]);
    expect(speechMs).toEqual([240, 240, 240]);
  });

  it('lets go of an engine when the call ends in the middle of speech', () => {
    let resets = 0;
    const tap = newTap({ createEngine: () => ({ push() {}, flush() {}, reset: () => resets++ }) });
    tap.pass(SPEECH);
    expect(resets).toBe(0);
    tap.close();
    tap.close();
    expect(resets).toBe(1);
    expect(tap.pass(SPEECH)).toBe(SPEECH);
  });
});

it('gives up listening for a watcher that throws, and passes what follows', () => {
  const failures: unknown[] = [];
  const defect = new Error('A defect.');
  const onSpeech = () => {
    throw defect;
  };
  const tap = newTap({ watchers: [{ onSpeech }], onFailure: (error) => failures.push(error) });
  expect(tap.pass(SPEECH)).toBe(SPEECH);
  expect(tap.pass(SPEECH)).toBe(SPEECH);
  expect(failures).toEqual([defect]);
});
