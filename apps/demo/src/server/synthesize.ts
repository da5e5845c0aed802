import type { Speaker } from '@lipwire/emulator';
import type { SpeechAnswer, SpeechRequest } from '../playground/speech-request';
import { SpeechError } from './speech-error';

let speaker: Speaker | undefined;

/**
 * Speaks a text with a voice of this machine.
 *
 * @param signal work for somebody who has gone is not done.
 * @throws SpeechError `DEMO_SPEECH_TEXT_INVALID` for a text with nothing to pronounce.
 */
export async function synthesize({ text, voice }: SpeechRequest, signal: AbortSignal): Promise<SpeechAnswer> {
  // Not bundled: the voices are WebAssembly that a thread of its own loads from a file beside it.
  const { createSpeaker, SPEECH_RATE_HZ } = await import(/* turbopackIgnore: true */ '@lipwire/emulator');
  speaker ??= createSpeaker();
  const { pcm, phones } = await speaker.speak(voice, text, signal);
  if (pcm.length === 0) {
    throw new SpeechError('DEMO_SPEECH_TEXT_INVALID', 400, 'Type a sentence: an English voice reads it.');
  }
  const pcm16Base64 = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
  return { sampleRateHz: SPEECH_RATE_HZ, pcm16Base64, phones };
}
