import { VOICE_NAMES } from '@lipwire/emulator';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MAX_TEXT_CHARACTERS, VOICES } from '../../../playground/speech-request';

let POST: (request: Request) => Promise<Response>;
let logged: string[];

beforeEach(async () => {
  // A fresh allowance for each test.
  vi.resetModules();
  ({ POST } = await import('./route'));
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((...words) => logged.push(words.map(String).join(' ')));
});
afterEach(() => vi.restoreAllMocks());

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await POST(
    new Request('http://127.0.0.1:3000/api/speak', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

test('the page offers the voices that there are', () => {
  expect(VOICES.map(({ name }) => name)).toEqual([...VOICE_NAMES]);
});

test('a sentence as speech, with each of its sounds', async () => {
  const { status, body } = await post({ text: 'Bob.', voice: 'kal' });
  expect(status).toBe(200);
  expect(body.sampleRateHz).toBe(24_000);
  const pcm = Buffer.from(body.pcm16Base64, 'base64');
  const phones: { phone: string; startMs: number; endMs: number }[] = body.phones;
  expect(phones.map(({ phone }) => phone).filter((phone) => phone !== 'pau')).toEqual(['b', 'aa', 'b']);
  expect(pcm.length / 2 / 24).toBeCloseTo(phones.at(-1)?.endMs ?? 0, -1);
  // Speech, not silence.
  expect(Math.max(...new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length / 2))).toBeGreaterThan(3000);
});

test('voices differ', async () => {
  const [kal, slt] = await Promise.all(['kal', 'slt'].map((voice) => post({ text: 'Yes.', voice })));
  expect(kal?.body.pcm16Base64).not.toBe(slt?.body.pcm16Base64);
});

test.each([
  ['no JSON', 'Hello', 400, 'Send JSON with "text" and "voice".'],
  ['no object', '"Hello"', 400, 'Send JSON'],
  ['nothing', '', 400, 'Send JSON'],
  ['null', 'null', 400, 'Send JSON'],
  ['an unknown voice', { text: 'Hello.', voice: 'toString' }, 400, 'Choose one of the voices slt, rms, awb, kal.'],
  ['no text', { voice: 'kal' }, 400, 'Send the text to speak as "text".'],
  ['a list for a text', { text: ['a'], voice: 'kal' }, 400, 'Send the text to speak as "text".'],
  ['an empty text', { text: ' ', voice: 'kal' }, 400, 'Type a sentence: an English voice reads it.'],
  ['what nobody can pronounce', { text: '🙂 你好', voice: 'kal' }, 400, 'Type a sentence'],
  ['a long text', { text: 'a'.repeat(MAX_TEXT_CHARACTERS + 1), voice: 'kal' }, 400, 'has 401 characters'],
  ['a huge body', { text: 'a'.repeat(100_000), voice: 'kal' }, 413, 'Send at most'],
])('refuses %s with a sentence', async (_what, sent, status, sentence) => {
  const answer = await post(sent);
  expect(answer.status).toBe(status);
  expect(answer.body.error).toContain(sentence);
  expect(answer.body.code).toMatch(/^DEMO_SPEECH_/);
  expect(logged).toEqual([]);
});

test('the longest text is spoken', async () => {
  const text = 'now '.repeat(MAX_TEXT_CHARACTERS / 4);
  expect((await post({ text, voice: 'kal' })).status).toBe(200);
});

test('is not asked by other sites', async () => {
  const { status, body } = await post({ text: 'Hi.', voice: 'kal' }, { 'sec-fetch-site': 'cross-site' });
  expect(status).toBe(403);
  expect(body.code).toBe('DEMO_CROSS_SITE');
});

test('says when to come back where many ask', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
  const answers = await Promise.all(Array.from({ length: 13 }, () => post({ text: 'Hi.', voice: 'kal' })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(12);
  const refused = answers.find(({ status }) => status !== 200);
  expect(refused).toEqual({
    status: 429,
    retryAfter: '2',
    body: { error: 'The voice is busy. Try again in 2 seconds.', code: 'DEMO_SPEECH_BUSY' },
  });
  vi.spyOn(Date, 'now').mockReturnValue(1_001_500);
  expect((await post({ text: 'Hi.', voice: 'kal' })).status).toBe(200);
});
