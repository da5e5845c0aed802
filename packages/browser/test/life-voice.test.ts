// Stress as it is heard in a synthesized voice, whose every sound is known.
import { createVoice, SPEECH_RATE_HZ, type VoiceName } from '@lipwire/emulator';
import { expect, it } from 'vitest';
import { type Accent, Accents } from '../src/life/accents.js';
import { Prosody } from '../src/life/prosody.js';

const TEXT =
  'A red panda sleeps in the trees, eats bamboo for most of the day, and uses its tail as a blanket. Would you like to ' +
  'see one? They are very shy, but they love company!';
const VOWELS = /^(aa|ae|ah|ao|aw|ax|ay|eh|er|ey|ih|iy|ow|oy|uh|uw)/;
/** A syllable is loudest in its vowel, or where that meets the sounds next to it. Vowels and this take 65 % of the time. */
const NEAR_MS = 40;

it.each(['slt', 'rms'] satisfies VoiceName[])(
  'hears stress of %s in vowels, at a rate at which heads move',
  async (name) => {
    const { pcm, phones } = (await createVoice(name)).speak(TEXT);
    const accents = new Accents();
    new Prosody(accents).add(
      Float32Array.from(pcm, (sample) => sample / 32_768),
      SPEECH_RATE_HZ,
      0,
    );
    const beats: Accent[] = [];
    for (let accent = accents.take(1e9); accent; accent = accents.take(1e9))
      if (accent.kind === 'beat') beats.push(accent);
    const vowels = phones.filter(({ phone }) => VOWELS.test(phone));
    const inVowel = beats.filter(({ timeMs }) =>
      vowels.some(({ startMs, endMs }) => timeMs > startMs - NEAR_MS && timeMs < endMs + NEAR_MS),
    );
    expect(inVowel.length / beats.length).toBeGreaterThan(0.9);
    const perSecond = beats.length / (pcm.length / SPEECH_RATE_HZ);
    expect(perSecond).toBeGreaterThan(0.7);
    expect(perSecond).toBeLessThan(1.8);
  },
);
