import type { FunctionDeclaration, LiveSendToolResponseParameters, LiveServerToolCall, Tool } from '@google/genai';
import { EXPRESSIONS, GESTURES } from '@lipwire/rig/contract';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { ending, speech, tone } from '../../test/gemini-messages.js';
import { ManualClock } from '../../test/manual-clock.js';
import { ManualFrames } from '../../test/manual-frames.js';
import { passTime } from '../../test/pass-time.js';
import { LipwireClient } from '../client.js';
import { answerCallsOf } from './answer-calls-of.js';
import { isMascotTool, mascotTools } from './index.js';

/** A mascot in a call, on a clock of the test's; what it shows is noted with the media time that was heard. */
function call() {
  const frames = new ManualFrames();
  const clock = new ManualClock();
  const client = new LipwireClient(
    { playAudio: false, displayLatencyMs: 0 },
    { frames, clock, nowMs: () => frames.now },
  );
  const log: [string, number][] = [];
  const note = (what: string) => log.push([what, Math.round(client.timing.playheadMs / 10) * 10]);
  client.setRig({
    setWeights: () => {},
    setSpeaking: () => {},
    setListening: () => {},
    fireGesture: () => {},
    setExpression: note,
    playGesture: (name) => note(name) > 0,
  });
  client.setSessionStatus('connected');
  const answers = answerCallsOf(client, clock);
  let calls = 0;
  const toolCall = (name: string, args: unknown, id = `call-${++calls}`) => ({ functionCalls: [{ id, name, args }] });
  return {
    client,
    log,
    answers,
    /** Lets time pass, in frames. */
    pass: (ms: number) => passTime({ frames, clock }, ms),
    /** The message as it comes, read by the mascot and answered by the app. */
    ask(name: string, args: unknown) {
      const message = { toolCall: toolCall(name, args) };
      client.handleMessage(message);
      return answers(message.toolCall as LiveServerToolCall)?.functionResponses[0];
    },
    toolCall,
  };
}

const face = (expression: string) => ({ expression });
const ours = (mascotTools[0] as Tool).functionDeclarations as FunctionDeclaration[];

describe('mascotTools', () => {
  it('declares what the official SDK takes, with all that a mascot has, and lets the model speak on', () => {
    expectTypeOf(mascotTools).toExtend<Tool[]>();
    expect(ours.map(({ name, behavior }) => [name, behavior])).toEqual([
      ['set_expression', 'NON_BLOCKING'],
      ['play_gesture', 'NON_BLOCKING'],
    ]);
    const values = ours.map(({ parameters }) => Object.values(parameters?.properties ?? {})[0]?.enum);
    expect(values).toEqual([EXPRESSIONS, GESTURES]);
    for (const { description = '', name } of ours) {
      expect(isMascotTool(name)).toBe(true);
      expect(description.length).toBeLessThan(600);
    }
    for (const gesture of GESTURES) expect(ours[1]?.description).toContain(gesture);
    for (const name of ['get_weather', 'toString', undefined, 7]) expect(isMascotTool(name)).toBe(false);
  });
});

describe('answerMascotTool', () => {
  it('shows an expression when the words behind it are heard, however early it comes', async () => {
    const { client, ask, log, pass } = call();
    client.handleMessage(speech(tone(2_000)));
    await pass(100);
    const response = ask('set_expression', face('happy'));
    client.handleMessage(speech(tone(1_000)));
    ask('play_gesture', { gesture: 'nod' });
    client.handleMessage(speech(tone(1_000)));
    client.handleMessage(ending({ generationComplete: true, turnComplete: true }));
    expect(response).toMatchObject({ id: 'call-1', name: 'set_expression', scheduling: 'SILENT' });
    expect(response?.response.output).toMatch(/^Done/);
    expect(log).toEqual([]);
    await pass(3_500);
    expect(log).toEqual([
      ['happy', 2_000],
      ['nod', 3_000],
    ]);
    await pass(4_000);
    expect(log.at(-1)).toEqual(['neutral', 4_000]);
  });

  it('waits for the first words of an answer, but not for ever', async () => {
    const { client, ask, log, pass } = call();
    ask('play_gesture', { gesture: 'wave' });
    await pass(400);
    expect(log).toEqual([]);
    client.handleMessage(speech(tone(300)));
    client.handleMessage(ending({ generationComplete: true, turnComplete: true }));
    await pass(30);
    expect(log).toEqual([['wave', expect.closeTo(0, -2)]]);
    await pass(1_000);
    ask('play_gesture', { gesture: 'bow' });
    await pass(990);
    expect(log).toHaveLength(1);
    await pass(20);
    expect(log[1]?.[0]).toBe('bow');
  });

  it('knows the place of a call whichever of the two reads its message first', async () => {
    for (const appFirst of [true, false]) {
      const { client, answers, toolCall, log, pass } = call();
      const asked = toolCall('set_expression', face('sad')) as LiveServerToolCall;
      client.handleMessage(speech(tone(1_000)));
      await pass(50);
      if (appFirst) answers(asked);
      client.handleMessage(speech(tone(1_000)));
      client.handleMessage({ toolCall: asked });
      client.handleMessage(speech(tone(1_000)));
      if (!appFirst) answers(asked);
      await pass(2_900);
      expect(log).toEqual([['sad', 2_000]]);
    }
  });

  it('takes the place of a call for no other of the same id, as a session that was resumed may give it', async () => {
    const { client, answers, toolCall, log, pass } = call();
    const nod = toolCall('play_gesture', { gesture: 'nod' }, 'call-1') as LiveServerToolCall;
    const bow = toolCall('play_gesture', { gesture: 'bow' }, 'call-1') as LiveServerToolCall;
    client.handleMessage(speech(tone(1_000)));
    client.handleMessage({ toolCall: nod });
    await pass(10);
    answers(nod);
    client.handleMessage(speech(tone(3_000)));
    await pass(2_000);
    answers(bow);
    client.handleMessage({ toolCall: bow });
    client.handleMessage(speech(tone(1_000)));
    await pass(2_900);
    expect(log).toEqual([
      ['nod', 1_000],
      ['bow', 4_000],
    ]);
  });

  it('drops with the words what was not shown yet', async () => {
    const { client, ask, log, pass } = call();
    for (const end of [
      { serverContent: { interrupted: true } },
      { toolCallCancellation: { ids: ['call-2'] } },
    ] as const) {
      client.handleMessage(speech(tone(1_000)));
      await pass(100);
      ask('play_gesture', { gesture: 'cheer' });
      client.handleMessage(end);
      client.handleMessage({ serverContent: { turnComplete: true } });
      client.handleMessage(speech(tone(1_000)));
      client.handleMessage({ serverContent: { turnComplete: true } });
      await pass(4_000);
    }
    expect(log.map(([what]) => what)).not.toContain('cheer');
  });

  it('leaves the functions of the app to the app', () => {
    const { answers, log } = call();
    const toolCall: LiveServerToolCall = {
      functionCalls: [
        { id: 'a', name: 'get_weather', args: {} },
        { id: 'b', name: 'play_gesture', args: { gesture: 'bow' } },
      ],
    };
    const answer = answers(toolCall);
    expectTypeOf<NonNullable<typeof answer>>().toExtend<LiveSendToolResponseParameters>();
    expect(answer?.functionResponses.map(({ id }) => id)).toEqual(['b']);
    expect(answers({ functionCalls: [{ id: 'a', name: 'get_weather' }] })).toBeUndefined();
    for (const nothing of [undefined, null, {}, { functionCalls: [] }]) expect(answers(nothing)).toBeUndefined();
    expect(log).toEqual([]);
  });

  it('understands a model that spells in its own way', async () => {
    const { ask, log, pass } = call();
    expect(ask('play_gesture', { gesture: 'shake_head' })?.response.error).toBeUndefined();
    await pass(1_100);
    ask('set_expression', face(' Happy '));
    await pass(1_100);
    expect(log.map(([what]) => what)).toEqual(['shakeHead', 'happy']);
  });

  it('tells a confused model what would do', () => {
    const { ask } = call();
    expect(ask('set_expression', face('smug'))?.response.error).toBe(
      '"expression" must be one of neutral, happy, sad, surprised, thinking, confused; it was "smug". Nothing was shown.',
    );
    expect(ask('play_gesture', undefined)?.response.error).toContain('"gesture" must be one of wave, nod,');
    expect(ask('play_gesture', { gesture: ['wave'] })?.response.error).toContain('it was of type object');
    expect(ask('set_expression', face('x'.repeat(1e6)))?.response.error).toHaveLength(
      ask('set_expression', face('x'.repeat(40)))?.response.error?.toString().length ?? 0,
    );
  });

  it('answers a thousand calls at once, and shows the last of those it took', async () => {
    const { answers, log, pass, client } = call();
    client.handleMessage(speech(tone(5_000)));
    client.handleMessage(ending({ generationComplete: true, turnComplete: true }));
    const functionCalls = Array.from({ length: 1_000 }, (_, i) => ({
      id: `call-${i}`,
      name: 'set_expression',
      args: face(EXPRESSIONS[1 + (i % 5)] as string),
    }));
    const { functionResponses = [] } = answers({ functionCalls }) ?? {};
    expect(functionResponses.map(({ id }) => id)).toEqual(functionCalls.map(({ id }) => id));
    const refused = functionResponses.filter(({ response }) => response.error);
    expect(refused).toHaveLength(984);
    expect(refused[0]?.response.error).toMatch(/^Too many at once/);
    await pass(9_000);
    expect(log.map(([what]) => what)).toEqual([functionCalls[15]?.args.expression, 'neutral']);
  });

  it('changes the face at most every 400 ms, whatever the model asks for', async () => {
    const { ask, log, pass, client } = call();
    for (let i = 0; i < 200; i++) {
      client.handleMessage(speech(tone(40)));
      ask('set_expression', face(EXPRESSIONS[1 + (i % 3)] as string));
      await pass(40);
    }
    const times = log.map(([, atMs]) => atMs);
    expect(log.length).toBeGreaterThan(10);
    expect(Math.min(...times.slice(1).map((atMs, i) => atMs - (times[i] ?? 0)))).toBeGreaterThanOrEqual(380);
  });

  it('does no harm and answers, whatever comes', async () => {
    const { answers, pass } = call();
    const name = fc.constantFrom('set_expression', 'play_gesture', 'other', '__proto__');
    const functionCall = fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue(), name, args: fc.jsonValue() }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ functionCalls: fc.array(functionCall) })), (toolCall) => {
        const asked = (toolCall as { functionCalls?: { name?: string }[] } | null)?.functionCalls;
        const expected = Array.isArray(asked) ? asked.filter((each) => isMascotTool(each?.name)).length : 0;
        const answer = answers(toolCall as LiveServerToolCall);
        expect(answer?.functionResponses.length ?? 0).toBe(expected);
        for (const { response } of answer?.functionResponses ?? []) {
          expect(typeof (response.output ?? response.error)).toBe('string');
        }
      }),
      { seed: 7, numRuns: 300 },
    );
    await pass(2_000);
  });
});
