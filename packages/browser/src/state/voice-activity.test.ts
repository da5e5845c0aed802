import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { VoiceActivity } from './voice-activity.js';
import { watchVoice } from './watch-voice.js';

/** Levels of 50 ms each: room, then what is given. */
function hear(activity: VoiceActivity, level: number, ms: number): boolean[] {
  return Array.from({ length: ms / 50 }, () => activity.take(level, 50));
}

describe('VoiceActivity', () => {
  it('hears a voice after 100 ms, and its end after 600', () => {
    const activity = new VoiceActivity();
    hear(activity, 0.004, 2_000);
    expect(hear(activity, 0.1, 200)).toEqual([false, true, true, true]);
    expect(hear(activity, 0.004, 600).lastIndexOf(true)).toBe(10);
    expect(activity.speaking).toBe(false);
  });

  it('takes neither a click nor a loud room for a voice', () => {
    const activity = new VoiceActivity();
    expect([...hear(activity, 0.3, 50), ...hear(activity, 0.004, 1_000)]).not.toContain(true);
    const noisy = new VoiceActivity();
    for (let level = 0.004; level < 0.02; level += 0.0001) noisy.take(level, 50);
    expect(hear(noisy, 0.025, 1_000)).not.toContain(true);
    expect(hear(noisy, 0.12, 100)).toContain(true);
  });

  it('hears a pause between words as part of what is said', () => {
    const activity = new VoiceActivity();
    hear(activity, 0.1, 500);
    expect(hear(activity, 0.003, 550)).not.toContain(false);
    expect(hear(activity, 0.1, 200)).not.toContain(false);
  });
});

describe('watchVoice', () => {
  it('follows a level, and is silent when it is stopped', async () => {
    const clock = new ManualClock();
    const microphone = { level: 0.1 };
    const heard: boolean[] = [];
    const stop = watchVoice({ conversation: { onVoice: (active) => heard.push(active) } }, microphone, clock);
    await clock.advance(100);
    expect(heard).toEqual([false, true]);
    stop();
    expect([heard.at(-1), clock.waiting]).toEqual([false, 0]);
  });
});
