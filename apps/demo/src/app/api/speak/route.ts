import { readSpeechRequest } from '../../../server/read-speech-request';
import { SpeechError } from '../../../server/speech-error';
import { synthesize } from '../../../server/synthesize';
import { TokenBucket } from '../../../server/token-bucket';

export const dynamic = 'force-dynamic';

/** For everybody together: half a minute of speech costs this machine two thirds of a second. */
const bucket = new TokenBucket({ capacity: 12, refillMs: 1500 });

/**
 * Answers `{ text, voice }` with speech and the times of its sounds, or with `{ error, code }` and a sentence that says
 * what to do. The voice is on this machine: no key, no network.
 */
export async function POST(request: Request): Promise<Response> {
  // Other sites may not make this machine work.
  if (request.headers.get('sec-fetch-site') === 'cross-site') {
    return answer(403, { error: 'This address answers only the pages of this server.', code: 'DEMO_CROSS_SITE' });
  }
  try {
    const { text, voice } = await readSpeechRequest(request);
    const waitMs = bucket.take(Date.now());
    if (waitMs > 0) return busy(waitMs);
    return answer(200, await synthesize({ text, voice }, request.signal));
  } catch (error) {
    if (error instanceof SpeechError) return answer(error.status, { error: error.message, code: error.code });
    // The name only: a message may hold the text.
    if (!request.signal.aborted) console.error(`DEMO_FAILED: ${error instanceof Error ? error.name : typeof error}`);
    return answer(500, { error: 'The voice could not speak this. Try other words.', code: 'DEMO_FAILED' });
  }
}

function busy(waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const unit = seconds === 1 ? 'second' : 'seconds';
  const body = { error: `The voice is busy. Try again in ${seconds} ${unit}.`, code: 'DEMO_SPEECH_BUSY' };
  return answer(429, body, { 'retry-after': String(seconds) });
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
