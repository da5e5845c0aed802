import { visemeOfPhone } from '@lipwire/cues';
import { describe, expect, test } from 'vitest';
import { EmulatorError } from '../errors.js';
import { durationMsOf, type Speech, VOICE_NAMES, type VoiceName } from './speech.js';
import { createVoice } from './voice.js';

/** Mean level of a stretch of sound in dB; 0 dB is the mean level of the speech. */
function levelMeter({ pcm, phones }: Speech) {
  const meanSquare = (fromMs: number, toMs: number) => {
    const part = pcm.subarray(Math.round(fromMs * 24), Math.round(toMs * 24));
    return part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
  };
  const spoken = phones.filter(({ phone }) => phone !== 'pau');
  const speech = meanSquare(spoken[0]?.startMs ?? 0, spoken.at(-1)?.endMs ?? 0);
  return (fromMs: number, toMs: number) => 10 * Math.log10((meanSquare(fromMs, toMs) + 1) / speech);
}

/** How often the sound changes its sign, per millisecond: 1 to 2 in a vowel, 6 and more in an s. */
function crossingsPerMs({ pcm }: Speech, fromMs: number, toMs: number): number {
  const part = pcm.subarray(Math.round(fromMs * 24), Math.round(toMs * 24));
  let crossings = 0;
  for (let i = 1; i < part.length; i++) {
    if ((part[i] as number) >= 0 !== (part[i - 1] as number) >= 0) crossings++;
  }
  return crossings / (toMs - fromMs);
}

describe.each(VOICE_NAMES)('the phone times of %s fit its sound', (name: VoiceName) => {
  const voice = createVoice(name);

  test.each([
    'Ask her to bring these things.',
    'Early on, only Amy and I ate.',
    'Every evening, owls are out.',
    'All aunts enjoy apples.',
  ])('speech that begins with a vowel begins when it says: %s', async (text) => {
    const speech = (await voice).speak(text);
    const level = levelMeter(speech);
    const statedMs = speech.phones[0]?.endMs ?? 0;
    let heardMs = 0;
    while (level(heardMs, heardMs + 5) < -25) heardMs += 1;
    // Most are within 5 ms; a voice that creaks into its vowel is up to 25 ms late.
    expect(Math.abs(heardMs - statedMs)).toBeLessThan(30);
  });

  test('pauses are silent', async () => {
    for (const text of ['Mind the gap, Bobby. Now jump!', 'We all know them.']) {
      const speech = (await voice).speak(text);
      const level = levelMeter(speech);
      const pauses = speech.phones.filter(({ phone, startMs, endMs }) => phone === 'pau' && endMs - startMs > 60);
      expect(pauses.length).toBeGreaterThan(1);
      // The last sound of a word dies away into the pause: its first half is left out.
      for (const { startMs, endMs } of pauses) expect(level((startMs + endMs) / 2, endMs)).toBeLessThan(-28);
    }
  });

  // Not t: these voices flap it between vowels, as Americans do.
  test('p and k close the mouth within their times', async () => {
    let checked = 0;
    for (const text of ['Peter kept a copper teapot on top of a table.', 'Take a pack of paper to the park keeper.']) {
      const speech = (await voice).speak(text);
      const level = levelMeter(speech);
      for (const { phone, startMs, endMs } of speech.phones) {
        if (phone !== 'p' && phone !== 'k') continue;
        let quietest = 0;
        for (let atMs = startMs; atMs + 10 <= endMs; atMs += 2) quietest = Math.min(quietest, level(atMs, atMs + 10));
        expect(quietest, `${phone} at ${startMs} ms`).toBeLessThan(-13);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });

  test('s hisses and vowels do not, up to 15 ms from where one becomes the other', async () => {
    const speech = (await voice).speak('I see a sea. A saw, a sow, a sigh. Say so.');
    let checked = 0;
    speech.phones.forEach(({ phone, startMs, endMs }, i) => {
      const next = speech.phones[i + 1];
      if (phone !== 's' || !next || endMs - startMs < 60) return;
      const hiss = crossingsPerMs(speech, startMs + 15, endMs - 15);
      const vowel = crossingsPerMs(speech, next.startMs + 15, Math.min(next.endMs, next.startMs + 60));
      expect(hiss).toBeGreaterThan(2 * vowel);
      checked++;
    });
    expect(checked).toBeGreaterThan(5);
  });

  test('phones cover the sound without a gap, and each is one that has a mouth shape', async () => {
    const speech = (await voice).speak(
      'The quick brown fox jumps over the lazy dog. A vision of joy: should we measure the beige hat? Thanks, boy, ' +
        'how nice to sing along with George, the Scottish butcher, on Friday the 13th of June 1987.',
    );
    let endMs = 0;
    for (const phone of speech.phones) {
      expect(phone.startMs).toBeCloseTo(endMs, 6);
      expect(phone.endMs).toBeGreaterThan(phone.startMs);
      expect(visemeOfPhone(phone.phone), phone.phone).toBeDefined();
      endMs = phone.endMs;
    }
    expect(endMs).toBeCloseTo(durationMsOf(speech.pcm.length), 6);
    expect(new Set(speech.phones.map(({ phone }) => phone)).size).toBeGreaterThan(32);
  });
});

test('the same text always sounds the same, whatever was said before', async () => {
  const first = (await createVoice('slt')).speak('Bobby has a map.');
  const other = await createVoice('slt');
  other.speak('Something else, in between.');
  expect(other.speak('Bobby has a map.')).toEqual(first);
});

test.each(['', '   ', '\u{1f600}', '日本語', '!?', '\0'])('there is nothing to say for %j', async (text) => {
  const { pcm, phones } = (await createVoice('kal')).speak(text);
  expect(pcm).toHaveLength(0);
  expect(phones).toEqual([]);
});

test.each([
  '--help',
  '-o /tmp/x.wav -t hello',
  '-voice awb',
  '$(reboot) `ls` ; rm -rf / | cat && "quoted" \'single\' \\ %s %n',
  'a'.repeat(150),
  '9'.repeat(100),
  'Hi \u{1f600} there',
])('odd text is spoken: %s', async (text) => {
  const { pcm, phones } = (await createVoice('kal')).speak(text);
  expect(durationMsOf(pcm.length)).toBeGreaterThan(200);
  expect(phones.length).toBeGreaterThan(3);
});

test('a voice that does not exist is an error that lists those that do', async () => {
  const attempt = createVoice('alan' as VoiceName);
  await expect(attempt).rejects.toThrow(EmulatorError);
  await expect(attempt).rejects.toMatchObject({ code: 'EMULATOR_OPTION_INVALID', message: /slt, rms, awb, kal/ });
});
