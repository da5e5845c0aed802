import { EXPRESSIONS } from '@lipwire/rig/contract';
import { describe, expect, it } from 'vitest';
import { LipwireClient, type LipwireClientOptions, type MascotTheme, type RigTarget } from '../src/index.js';
import { ending, speech, tone } from './gemini-messages.js';
import { ManualClock } from './manual-clock.js';
import { ManualFrames } from './manual-frames.js';

/** A client that plays to nobody, with a rig that notes what it is told. */
function call(options: LipwireClientOptions = {}) {
  const frames = new ManualFrames();
  const clock = new ManualClock();
  const client = new LipwireClient(
    { playAudio: false, displayLatencyMs: 0, ...options },
    { frames, clock, nowMs: () => frames.now },
  );
  const log: string[] = [];
  const target: RigTarget = {
    setWeights: () => {},
    setSpeaking: () => {},
    setListening: () => {},
    fireGesture: () => {},
    setExpression: (expression) => log.push(expression),
    playGesture: (name) => {
      log.push(name);
      return true;
    },
    setTheme: ({ accessory = 'none' }) => log.push(accessory),
  };
  const unset = client.setRig(target);
  return { client, frames, clock, log, target, unset };
}

describe('the face of a LipwireClient', () => {
  it('shows what the app says until it says otherwise, on whichever rig', () => {
    const { client, log, target, unset } = call();
    client.setExpression('happy');
    client.setSessionStatus('connected');
    unset();
    log.length = 0;
    client.setRig(target);
    expect(log).toEqual(['happy']);
    client.setExpression(undefined);
    expect(log).toEqual(['happy', 'neutral']);
  });

  it('is surprised by an interruption and sad after a failure whatever the app said, unless it shows no states', () => {
    for (const showState of [true, false]) {
      const { client, frames, log } = call({ showState });
      client.setExpression('happy');
      client.setSessionStatus('connected');
      client.handleMessage(speech(tone(2_000)));
      frames.next();
      frames.next();
      client.handleMessage({ serverContent: { interrupted: true } });
      client.setSessionStatus('failed', 'CLOSED');
      client.setSessionStatus('connecting');
      expect(log).toEqual(showState ? ['happy', 'surprised', 'sad', 'happy'] : ['happy']);
    }
  });

  it('holds what belongs to speech until a moment after it', async () => {
    const { client, frames, clock, log } = call();
    client.handleMessage(speech(tone(5_000)));
    client.handleMessage(ending({ generationComplete: true, turnComplete: true }));
    frames.next();
    frames.next();
    client.setExpression('happy', { withSpeech: true });
    while (frames.next(100)) await clock.advance(100);
    expect(log).toEqual(['happy']);
    await clock.advance(3_000);
    expect(log).toEqual(['happy', 'neutral']);
  });

  it('plays no gesture where nobody wants movement', () => {
    const { client, log, unset } = call();
    expect(client.playGesture('wave')).toBe(true);
    client.configure({ reducedMotion: true });
    expect(client.playGesture('wave')).toBe(false);
    client.configure({ reducedMotion: false });
    unset();
    expect(client.playGesture('wave')).toBe(false);
    expect(log).toEqual(['wave']);
  });

  it('refuses what is no expression, no time and no colour, and says what is', () => {
    const { client, log } = call();
    expect(() => client.setExpression('smug' as 'happy')).toThrow(
      expect.objectContaining({
        code: 'BROWSER_OPTION_INVALID',
        message: `expression is "smug"; it must be one of ${EXPRESSIONS.join(', ')}.`,
      }),
    );
    expect(() => client.setExpression('happy', { holdMs: Number.NaN })).toThrow(
      'holdMs is NaN; it must be 0 to 86400000',
    );
    const red: MascotTheme = { primaryColor: 'red' };
    expect(() => client.setTheme(red)).toThrow('primaryColor is "red"; write a colour as #rrggbb or #rrggbbaa.');
    expect(log).toEqual([]);
  });
});
