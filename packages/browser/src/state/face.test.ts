import type { Expression } from '@lipwire/rig/contract';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { Face, type StateFace } from './face.js';

function face() {
  const clock = new ManualClock();
  const shown: Expression[] = [];
  const shows = new Face(clock, (expression) => shown.push(expression));
  const state = (part: Partial<StateFace>) =>
    shows.follow({ expression: 'neutral', urgent: false, speaking: false, cut: false, ...part });
  const interrupted = () => state({ expression: 'surprised', urgent: true, cut: true });
  return { clock, shown, face: shows, state, interrupted };
}

describe('Face', () => {
  it('thinks only about what takes a moment', async () => {
    const { clock, shown, state } = face();
    state({ expression: 'thinking' });
    await clock.advance(349);
    state({ expression: 'neutral', speaking: true });
    await clock.advance(1_000);
    expect(shown).toEqual(['neutral']);
    state({ expression: 'thinking' });
    await clock.advance(350);
    expect(shown.at(-1)).toBe('thinking');
  });

  it('shows what the app says, at once and whatever the state, until the app says nothing', () => {
    const { shown, face: app, state } = face();
    app.say('thinking');
    state({ expression: 'thinking' });
    state({ speaking: true });
    expect(shown).toEqual(['thinking']);
    state({ expression: 'sad' });
    app.say(undefined);
    expect(shown).toEqual(['thinking', 'sad']);
  });

  it('shows at once what the app says in the middle of a thought', async () => {
    const { clock, shown, face: app, state } = face();
    state({ expression: 'thinking' });
    app.say('thinking');
    expect(shown).toEqual(['thinking']);
    await clock.advance(1_000);
    expect(shown).toEqual(['thinking']);
    expect(clock.waiting).toBe(0);
  });

  it('lets an interruption through, and goes back to what the app said', () => {
    const { shown, face: app, state, interrupted } = face();
    app.say('happy');
    interrupted();
    state({});
    expect(shown).toEqual(['happy', 'surprised', 'happy']);
  });

  it('holds an expression for its time, from when it was said', async () => {
    const { clock, shown, face: app, state } = face();
    app.say('happy', { holdMs: 500 });
    await clock.advance(300);
    state({ speaking: true });
    await clock.advance(199);
    expect(shown).toEqual(['happy']);
    await clock.advance(1);
    expect(shown).toEqual(['happy', 'neutral']);
    app.say('sad', { holdMs: 500 });
    app.say('confused');
    await clock.advance(1_000);
    expect(shown.at(-1)).toBe('confused');
  });

  it('holds what belongs to speech through all of it, and a moment after', async () => {
    const { clock, shown, face: app, state } = face();
    app.say('happy', { holdMs: 500, withSpeech: true });
    await clock.advance(400);
    state({ speaking: true });
    await clock.advance(60_000);
    state({ expression: 'thinking' });
    await clock.advance(499);
    expect(shown).toEqual(['happy']);
    await clock.advance(1);
    await clock.advance(350);
    expect(shown).toEqual(['happy', 'thinking']);
    expect(clock.waiting).toBe(0);
  });

  it('drops with the speech what belongs to it when it is interrupted', async () => {
    const { clock, shown, face: app, state, interrupted } = face();
    state({ speaking: true });
    app.say('happy', { holdMs: 500, withSpeech: true });
    interrupted();
    state({});
    expect(shown).toEqual(['happy', 'surprised', 'neutral']);
    // Of an app that shows no states.
    state({ speaking: true });
    app.say('happy', { withSpeech: true });
    state({ cut: true });
    expect(shown.slice(-2)).toEqual(['happy', 'neutral']);
    await clock.advance(10_000);
    expect(shown).toHaveLength(5);
  });

  it('gives what belongs to speech that does not come two and a half seconds', async () => {
    const { clock, shown, face: app } = face();
    app.say('happy', { withSpeech: true });
    await clock.advance(2_499);
    expect(shown).toEqual(['happy']);
    await clock.advance(1);
    expect(shown).toEqual(['happy', 'neutral']);
  });

  it('shows again what stays when what passes is over, and nothing of either when the app says so', async () => {
    const { clock, shown, face: app } = face();
    app.say('happy');
    app.say('sad', { holdMs: 100 });
    await clock.advance(100);
    expect(shown).toEqual(['happy', 'sad', 'happy']);
    app.say('sad', { holdMs: 100 });
    app.say(undefined);
    await clock.advance(100);
    expect(shown.slice(3)).toEqual(['sad', 'neutral']);
  });
});
