import { expect, it } from 'vitest';
import { requestSpeech } from './request-speech';

const request = { text: '  Hello   there,\nthis is a text that is too long for a name.', voice: 'slt' } as const;
const answering = (status: number, body: unknown) => async () => Response.json(body, { status });

it('makes a sound of the answer, named after the text', async () => {
  let asked: unknown;
  const sound = await requestSpeech(request, async (address, init) => {
    asked = [address, init?.method, JSON.parse(String(init?.body))];
    const pcm16Base64 = Buffer.from(Int16Array.of(0, 16_384, -32_768).buffer).toString('base64');
    return Response.json({ sampleRateHz: 24_000, pcm16Base64, phones: [{ phone: 'hh', startMs: 0, endMs: 1 }] });
  });
  expect(asked).toEqual(['/api/speak', 'POST', request]);
  expect([...sound.samples]).toEqual([0, 0.5, -1]);
  expect(sound).toMatchObject({ name: 'Hello there, this is a text that is too…', sampleRateHz: 24_000 });
  expect(sound.phones).toHaveLength(1);
});

it.each([
  ['the server’s sentence', answering(429, { error: 'The voice is busy.' }), 'The voice is busy.'],
  ['its status', answering(502, {}), 'The server answered 502. Try again.'],
  ['that it cannot be reached', () => Promise.reject(new TypeError('fetch failed')), 'The server cannot be reached'],
  ['that it makes no sense', async () => new Response('<html>'), 'The server cannot be reached'],
])('fails with %s', async (_what, fetchSpeech, sentence) => {
  const error = await requestSpeech(request, fetchSpeech).catch((reason) => reason);
  expect(error).toMatchObject({ code: 'DEMO_SPEECH_FAILED', message: expect.stringContaining(sentence) });
});
