import { MAX_TEXT_CHARACTERS, type SpeechRequest, VOICES } from '../playground/speech-request';
import { SpeechError } from './speech-error';

/** The longest text with every character escaped, and room for the rest. */
const MAX_BODY_BYTES = 12 * MAX_TEXT_CHARACTERS + 256;

/**
 * Reads what the page asks for.
 *
 * @throws SpeechError `DEMO_SPEECH_REQUEST_INVALID`, `DEMO_SPEECH_TEXT_INVALID`.
 */
export async function readSpeechRequest(request: Request): Promise<SpeechRequest> {
  const { text, voice } = await readJson(request);
  const known = VOICES.find(({ name }) => name === voice);
  if (!known) throw invalid(400, `Choose one of the voices ${VOICES.map(({ name }) => name).join(', ')}.`);
  if (typeof text !== 'string') throw invalid(400, 'Send the text to speak as "text".');
  if (text.length > MAX_TEXT_CHARACTERS) {
    throw new SpeechError(
      'DEMO_SPEECH_TEXT_INVALID',
      400,
      `The text has ${text.length} characters. The voice speaks up to ${MAX_TEXT_CHARACTERS} at a time: shorten it.`,
    );
  }
  return { text, voice: known.name };
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const body = await readBody(request);
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The same answer as for JSON that is no object.
  }
  throw invalid(400, 'Send JSON with "text" and "voice".');
}

/** Piece by piece, so that no more than the limit is ever held. */
async function readBody(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // A body is an async iterable in Node, which the types of the browser do not say.
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > MAX_BODY_BYTES) throw invalid(413, `Send at most ${MAX_BODY_BYTES} bytes.`);
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

function invalid(status: number, sentence: string): SpeechError {
  return new SpeechError('DEMO_SPEECH_REQUEST_INVALID', status, sentence);
}
