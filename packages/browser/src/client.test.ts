import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ending, speech, tone } from '../test/gemini-messages.js';
import { ManualFrames } from '../test/manual-frames.js';
import { LipwireClient } from './client.js';
import type { LipwireClientOptions } from './client-options.js';
import type { LipwireEvent } from './client-state.js';
import type { RigTarget } from './rig/rig-target.js';
import { GatewaySockets } from './socket/gateway-sockets.js';

/** A client that plays to nobody: its clock is the test's, and assumes that speech is heard as it comes. */
function call(options: LipwireClientOptions = {}) {
  const frames = new ManualFrames();
  const scope: { WebSocket: unknown } = { WebSocket: class extends EventTarget {} };
  const client = new LipwireClient(
    { playAudio: false, displayLatencyMs: 0, ...options },
    { frames, nowMs: () => frames.now, sockets: new GatewaySockets(scope, () => frames.now) },
  );
  const events: LipwireEvent[] = [];
  client.listen((event) => events.push(event));
  const rig = { speaking: [] as boolean[], gestures: 0, weights: [] as number[] };
  const target: RigTarget = {
    setWeights: (weights) => {
      rig.weights = [...weights];
    },
    setSpeaking: (speaking) => rig.speaking.push(speaking),
    setListening: () => {},
    fireGesture: () => {
      rig.gestures++;
    },
  };
  client.setRig(target);
  return {
    client,
    frames,
    scope,
    events,
    rig,
    types: () => events.filter(({ type }) => type !== 'voice').map(({ type }) => type),
    /** Lets time pass, in frames. */
    pass(ms: number, frameMs = 10) {
      for (let left = ms; left > 0; left -= frameMs) frames.next(Math.min(left, frameMs));
    },
    cueTimes: () =>
      Array.from({ length: client.cues.length }, (_, i) => [client.cues.timeMs(i), client.cues.visemeId(i)]),
  };
}

/** What an app's callback throws, as the page's `error` event would tell it. */
function catchUncaught(): unknown[] {
  const uncaught: unknown[] = [];
  vi.stubGlobal('queueMicrotask', (task: () => void) => {
    try {
      task();
    } catch (error) {
      uncaught.push(error);
    }
  });
  return uncaught;
}

const fail = () => {
  throw new Error('the app failed');
};

describe('LipwireClient', () => {
  it('moves the mouth with what is heard, and rests when it is over', () => {
    const { client, pass, rig, types } = call();
    client.handleMessage(
      speech(tone(300), [
        { visemeId: 2, offset: 0 },
        { visemeId: 21, offset: 200 },
      ]),
    );
    client.handleMessage(ending({ generationComplete: true }, [{ visemeId: 0, offset: -10 }]));
    pass(100);
    expect(client.playheadMs).toBe(100);
    expect(rig.weights[2]).toBe(1);
    pass(100);
    expect(rig.weights[21]).toBeCloseTo(1);
    expect(client.state.speaking).toBe(true);
    pass(600);
    expect(rig.weights[0]).toBe(1);
    expect(rig.speaking).toEqual([false, true, false]);
    expect(client.state.speaking).toBe(false);
    expect(client.stage.running).toBe(false);
    expect(types()).toEqual(['visemes', 'utterance-start']);
  });

  it('puts the cues of each message at the media time of its audio, with what was left of the one before', () => {
    const { client, cueTimes } = call();
    client.handleMessage(speech(tone(100), [{ visemeId: 4, offset: 12 }]));
    client.handleMessage(
      speech(tone(50), [
        { visemeId: 18, offset: -20 },
        { visemeId: 2, offset: 30 },
      ]),
    );
    client.handleMessage(ending({ turnComplete: true }, [{ visemeId: 0, offset: -5 }]));
    client.handleMessage(speech(tone(50), [{ visemeId: 7, offset: 0 }]));
    expect(cueTimes()).toEqual([
      [12, 4],
      [80, 18],
      [130, 2],
      [145, 0],
      [150, 7],
    ]);
  });

  it('is silent and at rest in the frame after an interruption, and drops what is left of the turn', () => {
    const { client, pass, rig, types, cueTimes } = call();
    client.handleMessage(speech(tone(8000), [{ visemeId: 2, offset: 0 }]));
    pass(500);
    client.handleMessage(ending({ interrupted: true }, [{ visemeId: 6, offset: -10 }]));
    pass(10);
    expect(rig.weights[0]).toBe(1);
    expect([client.queuedMs, cueTimes(), client.state.speaking]).toEqual([0, [], false]);
    client.handleMessage(speech(tone(200), [{ visemeId: 3, offset: 0 }]));
    client.handleMessage(ending({ turnComplete: true }, [{ visemeId: 3, offset: 0 }]));
    expect([client.queuedMs, cueTimes()]).toEqual([0, []]);
    // The turn is over: the next one is heard, on a timeline that never ran back.
    expect(client.playheadMs).toBe(8000);
    client.handleMessage(speech(tone(100), [{ visemeId: 4, offset: 10 }]));
    expect(cueTimes()).toEqual([[8010, 4]]);
    pass(50);
    expect(client.playheadMs).toBe(8050);
    expect(types()).toEqual([
      'visemes',
      'utterance-start',
      'interrupted',
      'visemes',
      'turn-end',
      'visemes',
      'utterance-start',
    ]);
  });

  it('tells what its clock knows in one object that it fills again, and counts cues that came too late', () => {
    const { client, pass } = call({ displayLatencyMs: 8 });
    const { timing } = client;
    expect({ ...timing }).toEqual({
      playheadMs: 0,
      sounding: false,
      queuedMs: 0,
      outputLatencyMs: 0,
      displayLatencyMs: 8,
      mouthOffsetMs: 0,
      underruns: 0,
      underrunMs: 0,
      lateCues: 0,
    });
    client.handleMessage(speech(tone(300), [{ visemeId: 2, offset: 0 }]));
    pass(100);
    expect(client.timing).toBe(timing);
    expect(timing).toMatchObject({ playheadMs: 100, sounding: true, queuedMs: 200, lateCues: 0 });
    // 80 ms of look-ahead, as the gateway sends it, is no problem; a cue for what has been heard is.
    client.handleMessage(speech(tone(300), [{ visemeId: 4, offset: -80 }]));
    expect(client.timing.lateCues).toBe(0);
    pass(500);
    client.handleMessage(
      speech(tone(100), [
        { visemeId: 4, offset: -80 },
        { visemeId: 2, offset: 0 },
      ]),
    );
    expect(client.timing.lateCues).toBe(1);
  });

  it('lets the next turn be heard when the interrupted one had been generated to its end', () => {
    const { client } = call();
    client.handleMessage(speech(tone(3000)));
    client.handleMessage(ending({ generationComplete: true }));
    client.handleMessage(ending({ interrupted: true }));
    expect(client.queuedMs).toBe(0);
    client.handleMessage(speech(tone(100)));
    expect(client.queuedMs).toBe(100);
  });

  it('takes audio that comes with an interruption for dead', () => {
    const { client, cueTimes } = call();
    client.handleMessage(speech(tone(100), [{ visemeId: 4, offset: 12 }], { interrupted: true }));
    // It does not even count as speech that was skipped.
    expect([client.queuedMs, cueTimes(), client.playheadMs]).toEqual([0, [], 0]);
    client.handleMessage(speech(tone(100)));
    expect(client.queuedMs).toBe(0);
    client.handleMessage(ending({ turnComplete: true }));
    client.handleMessage(speech(tone(100)));
    expect(client.queuedMs).toBe(100);
  });

  it('leaves no sound and no cue behind, and hears every later turn, however interruptions fall', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('audio'), ms: fc.integer({ min: 1, max: 400 }) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constantFrom('generationComplete', 'turnComplete', 'interrupted'),
          ms: fc.constant(0),
        }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 1, max: 300 }) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { client, pass, rig } = call();
        let playheadMs = 0;
        for (const { kind, ms } of steps) {
          if (kind === 'audio') client.handleMessage(speech(tone(ms), [{ visemeId: 2, offset: 0 }]));
          else if (kind === 'pass') pass(ms, 16);
          else client.handleMessage(ending({ [kind]: true }));
          if (kind === 'interrupted') {
            expect([client.queuedMs, client.cues.length, client.state.speaking]).toEqual([0, 0, false]);
            expect(client.weights[0]).toBe(1);
          }
          expect(client.playheadMs).toBeGreaterThanOrEqual(playheadMs);
          playheadMs = client.playheadMs;
        }
        client.handleMessage(ending({ turnComplete: true }));
        const beforeMs = client.queuedMs;
        client.handleMessage(speech(tone(100)));
        expect(client.queuedMs).toBeCloseTo(beforeMs + 100, 3);
        pass(beforeMs + 1000);
        expect(rig.weights[0]).toBe(1);
        expect(client.state.speaking).toBe(false);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('counts messages and keeps the latest message and response', () => {
    const { client } = call();
    const [first, second] = [speech(tone(10), [{ visemeId: 2, offset: 0 }]), speech(tone(10))];
    client.handleMessage({ setupComplete: {} });
    client.handleMessage(JSON.stringify(first));
    client.handleMessage(new TextEncoder().encode(JSON.stringify({ serverContent: {} })));
    client.handleMessage(second);
    expect(client.state).toMatchObject({ messageCount: 2, lastMessage: second, lastResponse: undefined });
    client.handleMessage(ending({ turnComplete: true }));
    expect(client.state.lastResponse).toMatchObject({
      totalDurationMs: 20,
      sampleRate: 24_000,
      mergedVisemes: [{ visemeId: 2, offset: 0 }],
    });
    expect(client.state.lastResponse?.mergedAudioBase64).toHaveLength((960 / 3) * 4);
  });

  it('gestures once at the start of each utterance', () => {
    const { client, pass, rig } = call({ gesture: true });
    client.handleMessage(speech(tone(50)));
    client.handleMessage(speech(tone(50)));
    pass(300);
    expect(rig.gestures).toBe(1);
    client.handleMessage(speech(tone(50)));
    pass(100);
    expect(rig.gestures).toBe(1);
    client.handleMessage(ending({ turnComplete: true }));
    client.handleMessage(speech(tone(50)));
    pass(100);
    expect(rig.gestures).toBe(2);
  });

  it('shapes cues across messages if asked to', () => {
    const { client, cueTimes } = call({ naturalLipSync: true });
    client.handleMessage(speech(tone(100), [{ visemeId: 2, offset: 80 }]));
    // 30 ms later and almost the same: one shape, although the two came in two messages.
    client.handleMessage(speech(tone(100), [{ visemeId: 11, offset: 10 }]));
    expect(cueTimes()).toEqual([[80, 2]]);
    client.configure({ naturalLipSync: false });
    client.handleMessage(speech(tone(100), [{ visemeId: 11, offset: 0 }]));
    expect(cueTimes()).toHaveLength(2);
  });

  it('keeps closed lips that come in the next message, before the end of a shape that was held', () => {
    const whole = [
      { visemeId: 14, offset: 0 },
      { visemeId: 2, offset: 45 },
      { visemeId: 21, offset: 60 },
      { visemeId: 4, offset: 140 },
    ];
    const one = call({ naturalLipSync: true });
    one.client.handleMessage(speech(tone(200), whole));
    const two = call({ naturalLipSync: true });
    two.client.handleMessage(speech(tone(50), whole.slice(0, 2)));
    two.client.handleMessage(speech(tone(150), [{ visemeId: 21, offset: 10 }]));
    two.client.handleMessage(ending({ turnComplete: true }, [{ visemeId: 4, offset: -60 }]));
    expect(one.cueTimes()).toEqual([
      [0, 14],
      [60, 21],
      [140, 4],
    ]);
    expect(two.cueTimes()).toEqual(one.cueTimes());
  });

  it('loses no shape that must be seen, however the cues fall into messages', () => {
    const cue = fc.record({
      visemeId: fc.constantFrom(2, 4, 7, 14, 18, 19, 21),
      gapMs: fc.integer({ min: 5, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(cue, fc.boolean()), { minLength: 2, maxLength: 30 }), (list) => {
        const { client } = call({ naturalLipSync: true });
        let baseMs = 0;
        let atMs = 0;
        let waiting: { visemeId: number; offset: number }[] = [];
        const seen: { visemeId: number; atMs: number }[] = [];
        for (const [{ visemeId, gapMs }, sends] of list) {
          atMs += gapMs;
          waiting.push({ visemeId, offset: atMs - baseMs });
          if (![2, 4, 19].includes(visemeId)) seen.push({ visemeId, atMs });
          if (!sends) continue;
          client.handleMessage(speech(tone(atMs - baseMs), waiting));
          waiting = [];
          baseMs = atMs;
        }
        client.handleMessage(ending({ turnComplete: true }, waiting));
        const shown = seen.map((wanted) => client.cues.visemeId(client.cues.indexAt(wanted.atMs)));
        expect(shown).toEqual(seen.map(({ visemeId }) => visemeId));
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('begins a new connection with a clean slate, and lets what was said before be heard', () => {
    const { client, types } = call();
    const broken = speech(tone(100));
    const [part] = broken.serverContent.modelTurn.parts;
    // The connection breaks behind half a sample, in the middle of a turn.
    if (part) part.inlineData.data = btoa(`${atob(part.inlineData.data)}\u007f`);
    client.handleMessage(broken);
    client.handleMessage({ setupComplete: {} });
    expect(client.queuedMs).toBe(100);
    client.handleMessage(speech(tone(100)));
    client.handleMessage(ending({ turnComplete: true }));
    expect(client.state.lastResponse?.totalDurationMs).toBe(100);
    expect(client.queuedMs).toBe(200);
    expect(types()).toEqual(['visemes', 'visemes', 'turn-end']);
  });

  it('takes the rate of audio that names none from its settings', () => {
    const { client } = call({ audioSampleRate: 16_000 });
    const message = speech(tone(100));
    const [part] = message.serverContent.modelTurn.parts;
    if (part) part.inlineData.mimeType = 'audio/pcm';
    client.handleMessage(message);
    expect(client.queuedMs).toBe(150);
  });

  it('says what is wrong with an option', () => {
    const invalid = expect.objectContaining({ code: 'BROWSER_OPTION_INVALID' });
    expect(() => new LipwireClient({ startBufferMs: 2000 })).toThrow(invalid);
    expect(() => new LipwireClient({ audioSampleRate: 1 })).toThrow(
      'audioSampleRate is 1; it must be 8000 to 192000 Hz.',
    );
    expect(() => new LipwireClient({ audioSampleRate: 22_050.5 })).toThrow(invalid);
    const { client } = call();
    expect(() => client.configure({ naturalLipSyncConfig: { mergeWindow: 1 } })).toThrow(
      expect.objectContaining({ code: 'CUES_NATURAL_LIP_SYNC_CONFIG_INVALID' }),
    );
  });

  it('goes on when a callback of the app throws, and leaves the error uncaught as any event listener does', () => {
    const uncaught = catchUncaught();
    const { client, types } = call({ onVisemeReceived: fail });
    client.listen(fail);
    client.handleMessage(speech(tone(100), [], { turnComplete: true }));
    client.handleMessage(speech(tone(100), [], { interrupted: true }));
    vi.unstubAllGlobals();
    expect(types()).toEqual(['visemes', 'turn-end', 'visemes', 'interrupted']);
    expect(client.queuedMs).toBe(0);
    expect(uncaught.length).toBeGreaterThan(0);
  });

  it('goes on when those who watch its frames, its state or the call throw', () => {
    const uncaught = catchUncaught();
    const { client, pass, rig } = call();
    client.listenFrames(fail);
    client.subscribe(fail);
    client.follow({ onWords: fail, onSpeech: fail, onSounding: fail, onPlayhead: fail });
    client.handleMessage(speech(tone(300), [{ visemeId: 2, offset: 0 }], { outputTranscription: { text: 'Ah.' } }));
    expect(client.queuedMs).toBe(300);
    pass(100);
    expect(rig.weights[2]).toBe(1);
    pass(800);
    vi.unstubAllGlobals();
    expect(rig.weights[0]).toBe(1);
    expect(uncaught.length).toBeGreaterThan(0);
  });

  it('survives what is no message, and says so', () => {
    const { client, events } = call();
    client.handleMessage('{');
    for (const message of [null, 7, [], { serverContent: { modelTurn: { parts: 4 } } }, { mascotVisemes: 'x' }]) {
      client.handleMessage(JSON.stringify(message));
    }
    expect(events).toMatchObject([{ type: 'error', error: { code: 'BROWSER_MESSAGE_UNREADABLE' } }]);
  });

  it('falls silent when the app hangs up, and takes the next call', () => {
    const { client, pass } = call();
    const leave = client.intercept('connected');
    expect(client.state.intercepting).toBe(true);
    client.handleMessage(speech(tone(1000)));
    pass(100);
    client.setSessionStatus('disconnecting');
    expect([client.queuedMs, client.state.speaking, client.state.intercepting]).toEqual([0, false, false]);
    client.setSessionStatus('connecting');
    // A turn that the hung-up call left open does not silence the next call.
    client.handleMessage(speech(tone(100)));
    expect(client.queuedMs).toBe(100);
    leave();
    expect(client.state.intercepting).toBe(false);
  });

  it('takes the messages of a socket or a session, and refuses anything else', () => {
    const { client } = call();
    const socket = Object.assign(new EventTarget(), { readyState: 1 });
    const say = (message: unknown) =>
      socket.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
    const stop = client.attach({ conn: { ws: socket } });
    say(speech(tone(100)));
    expect(client.queuedMs).toBe(100);
    stop();
    say(speech(tone(100)));
    expect(client.queuedMs).toBe(100);
    expect(() => client.attach({})).toThrow(expect.objectContaining({ code: 'BROWSER_SESSION_UNKNOWN' }));
  });

  it.each([false, true])(
    'ends the call with an attached socket, whether the page is watched (%s) or not',
    (watched) => {
      const { client, scope } = call();
      class Socket extends EventTarget {
        readyState = 1;
      }
      Object.assign(scope, { WebSocket: Socket });
      const leave = watched ? client.intercept() : undefined;
      const socket = new (scope.WebSocket as new (url: string) => Socket)(
        'wss://gateway.test/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent',
      );
      client.attach(socket);
      socket.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(speech(tone(100))) }));
      expect(client.queuedMs).toBe(100);
      socket.readyState = 3;
      socket.dispatchEvent(new Event('close'));
      expect(client.conversation.getSnapshot().name).toBe('ended');
      leave?.();
    },
  );

  it('leaves the rig at rest when it is disposed of in the middle of a word', () => {
    const { client, pass, rig } = call();
    client.handleMessage(speech(tone(1000), [{ visemeId: 2, offset: 0 }]));
    pass(200);
    expect(rig.weights[2]).toBe(1);
    client.dispose();
    expect([rig.weights[0], rig.weights[2], rig.speaking.at(-1)]).toEqual([1, 0, false]);
  });

  it('moves the mouth where sound is impossible, says so, and tries again after a fresh start', () => {
    // A page without Web Audio.
    vi.stubGlobal('window', new EventTarget());
    const { client, pass, rig, events } = call({ playAudio: true });
    client.handleMessage(speech(tone(300), [{ visemeId: 2, offset: 0 }]));
    expect(client.state.audio).toBe('failed');
    expect(events[0]).toMatchObject({ type: 'error', error: { code: 'BROWSER_AUDIO_UNAVAILABLE' } });
    pass(200);
    expect(rig.weights[2]).toBe(1);
    client.dispose();
    client.start();
    expect(client.state.audio).toBe('idle');
    client.dispose();
    vi.unstubAllGlobals();
  });

  it('gives back everything, twice, and starts afresh', () => {
    const { client, scope, frames } = call();
    const original = scope.WebSocket;
    client.intercept();
    client.start();
    client.handleMessage(speech(tone(1000)));
    client.dispose();
    client.dispose();
    expect(scope.WebSocket).toBe(original);
    expect(frames.callback).toBeUndefined();
    client.handleMessage(speech(tone(1000)));
    expect(client.queuedMs).toBe(0);
    client.start();
    client.handleMessage(speech(tone(100)));
    expect(client.queuedMs).toBe(100);
  });

  it('keeps its state the same object while nothing changes', () => {
    const { client, pass } = call();
    client.handleMessage(speech(tone(500)));
    pass(20);
    let changes = 0;
    client.subscribe(() => changes++);
    const state = client.getSnapshot();
    pass(300);
    expect(client.getSnapshot()).toBe(state);
    expect(changes).toBe(0);
  });
});
