import { afterAll, describe, expect, it } from 'vitest';
import { createSpeaker } from './speaker.js';
import { createVoice } from './voice.js';

const speaker = createSpeaker();
afterAll(() => speaker.close());

describe('createSpeaker', () => {
  it('says what the voice says, and when, over several sentences', async () => {
    const text = 'Mind the gap, Bobby. Now jump!';
    const spoken = await speaker.speak('kal', text);
    expect(spoken.pcm.length).toBeGreaterThan(24_000);
    expect(spoken).toEqual((await createVoice('kal')).speak(text));
  });

  it('says nothing where there is nothing to say', async () => {
    expect(await speaker.speak('kal', '…')).toEqual({ pcm: new Int16Array(0), phones: [] });
  });

  it('refuses a voice that it does not have', async () => {
    const name = 'nobody' as 'kal';
    await expect(speaker.speak(name, 'Hello.')).rejects.toMatchObject({ code: 'EMULATOR_OPTION_INVALID' });
  });

  it('stops where nobody listens any more', async () => {
    const listening = new AbortController();
    const speech = speaker.speak('kal', 'One. Two. Three.', listening.signal);
    listening.abort(new Error('gone'));
    await expect(speech).rejects.toThrow('gone');
  });
});
