import { decodeBase64, Pcm16Decoder } from '@lipwire/providers';
import { type Sound, SoundError, soundOf } from './sound';
import type { SpeechAnswer, SpeechRequest } from './speech-request';

const NAME_CHARACTERS = 40;

/**
 * Lets the server speak a text.
 *
 * @throws SoundError `DEMO_SPEECH_FAILED` with the server's sentence, or one that says that it cannot be reached.
 */
export async function requestSpeech(request: SpeechRequest, fetchSpeech: typeof fetch = fetch): Promise<Sound> {
  let response: Response;
  let answer: Partial<SpeechAnswer & { error: string }>;
  try {
    response = await fetchSpeech('/api/speak', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    answer = (await response.json()) as typeof answer;
  } catch (cause) {
    throw new SoundError('DEMO_SPEECH_FAILED', 'The server cannot be reached. Is it still running?', { cause });
  }
  const { sampleRateHz, phones = [], error } = answer;
  const pcm16 = decodeBase64(answer.pcm16Base64 ?? '');
  if (!response.ok || !pcm16 || sampleRateHz === undefined) {
    throw new SoundError('DEMO_SPEECH_FAILED', error ?? `The server answered ${response.status}. Try again.`);
  }
  return soundOf({
    name: shortened(request.text),
    samples: new Float32Array(new Pcm16Decoder().decode(pcm16)),
    sampleRateHz,
    phones,
  });
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > NAME_CHARACTERS ? `${line.slice(0, NAME_CHARACTERS - 1).trimEnd()}…` : line;
}
