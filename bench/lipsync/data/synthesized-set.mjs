import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../../../scripts/setup/progress.mjs';
import { CACHE } from '../../../scripts/setup/repository.mjs';
import { SENTENCES } from './sentences.mjs';
import { encodeWav } from './wav.mjs';

/**
 * Lets every voice of flite that the emulator has speak every sentence. The synthesizer says when each phone begins, so
 * that nothing has to be guessed, and it comes with the emulator, so that nothing has to be installed.
 *
 * @returns {Promise<string>} a folder of labelled recordings; made once and kept.
 */
export async function synthesizedSet() {
  const { createVoice, VOICE_NAMES } = await import('@lipwire/emulator');
  const stamp = createHash('sha256')
    .update(JSON.stringify([VOICE_NAMES, SENTENCES]))
    .digest('hex')
    .slice(0, 12);
  const folder = join(CACHE, 'flite-speech', stamp);
  if (existsSync(folder)) return folder;
  const making = `${folder}.${process.pid}`;
  await step(`synthesizing ${SENTENCES.length} sentences by ${VOICE_NAMES.length} voices`, async () => {
    mkdirSync(making, { recursive: true });
    for (const name of VOICE_NAMES) {
      const voice = await createVoice(name);
      for (const [i, text] of SENTENCES.entries()) {
        const id = `${name}-${String(i + 1).padStart(2, '0')}`;
        const speech = voice.speak(text);
        writeFileSync(join(making, `${id}.wav`), encodeWav(speech.pcm, SPEECH_RATE_HZ));
        writeFileSync(join(making, `${id}.json`), JSON.stringify(labelOf(id, name, text, speech)));
      }
    }
  });
  // Whole or not at all: a set that was interrupted is made again.
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
  return folder;
}

/** Rate of the emulator's speech. */
const SPEECH_RATE_HZ = 24_000;

/**
 * The label of one recording, as labelled folders hold them.
 *
 * @param {string} id
 * @param {string} voice
 * @param {string} text
 * @param {{ pcm: Int16Array, phones: readonly { phone: string, startMs: number, endMs: number }[] }} speech
 */
export function labelOf(id, voice, text, { pcm, phones }) {
  return {
    id,
    text,
    language: 'en',
    speaker: `flite-${voice}`,
    source: `flite-${voice}`,
    human: false,
    labels: 'exact',
    licence: 'synthesized',
    phones: phones.map(({ phone, startMs, endMs }) => ({
      p: phone === 'pau' ? 'sil' : phone,
      start: seconds(startMs),
      end: seconds(endMs),
    })),
    sample_rate: SPEECH_RATE_HZ,
    duration: seconds((1000 * pcm.length) / SPEECH_RATE_HZ),
  };
}

function seconds(ms) {
  return Math.round(ms * 10) / 10_000;
}
