// Google's Python client holds calls through the gateway. It speaks TLS only, so the gateway gets a front that does.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createVoice } from '@lipwire/emulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PYTHON_SDK } from '../../scripts/setup/python-sdk.mjs';
import { MODEL, type Service, startService } from './service.js';
import { startTlsFront, type TlsFront } from './tls-front.js';

/** What `python/hold_calls.py` prints first. */
interface Seen {
  readonly speaks: { readonly words: string; readonly sound_hex: string; readonly complete: boolean };
  readonly calls_a_function: { readonly words: string; readonly called: readonly string[] };
  readonly is_interrupted: { readonly interrupted: boolean; readonly spoke_again: boolean };
  readonly listens: { readonly heard: string };
  readonly used_token: Raised | null;
}

/** An exception of the client. */
interface Raised {
  readonly code: number | null;
  readonly text: string;
}

const SCRIPT = fileURLToPath(new URL('./python/hold_calls.py', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lipwire-python-'));

let service: Service;
let front: TlsFront;
let python: PythonCalls;
let seen: Seen;

beforeAll(async () => {
  service = await startService();
  front = await startTlsFront(service.gateway.url);
  const speechFile = join(folder, 'speech.pcm');
  writeFileSync(speechFile, await speechAndSilence());
  const tokens = [];
  for (let i = 0; i < 5; i++) tokens.push((await service.wrap(`a-google-key-${i}`)).api_key);
  // The call behind the first four brings the first one's token again.
  const inOrder = [...tokens.slice(0, 4), tokens[0], tokens[4]];
  python = startPython({
    BASE_URL: front.url,
    SSL_CERT_FILE: front.certificateFile,
    TOKENS: inOrder.join(','),
    MODEL,
    SPEECH_FILE: speechFile,
  });
  seen = (await python.nextLine()) as Seen;
});
afterAll(async () => {
  python?.process.kill();
  await front?.close();
  await service?.close();
  rmSync(folder, { recursive: true });
});

it('speaks: words and every sample arrive, and the added field disturbs nobody', () => {
  expect(seen.speaks.words).toBe('Bobby put the map by the lamp.');
  expect(seen.speaks.complete).toBe(true);
  const spoken = service.emulator.turns.find(({ text }) => text === seen.speaks.words);
  expect(seen.speaks.sound_hex === Buffer.from(spoken?.pcm.buffer ?? new ArrayBuffer()).toString('hex')).toBe(true);
});

it('calls a function and speaks about what it gave', () => {
  expect(seen.calls_a_function).toEqual({
    words: 'The function get weather says: sunny.',
    called: ['get_weather'],
  });
});

it('is interrupted, and goes on', () => {
  expect(seen.is_interrupted).toEqual({ interrupted: true, spoke_again: true });
});

it('listens', () => {
  expect(seen.listens.heard).toMatch(/^\(\d\.\d seconds of speech\)$/);
});

it('is told why a used token opens nothing', () => {
  expect(seen.used_token?.text).toMatch(/Token already used, it is good for one session/);
});

it('raises the close code and the reason of the service', async () => {
  service.emulator.faults.push({
    at: 'generation-complete',
    action: { type: 'close', code: 1011, reason: 'The service is currently unavailable.' },
  });
  python.process.stdin?.write('\n');
  expect(await python.nextLine()).toEqual({
    code: 1011,
    text: expect.stringContaining('The service is currently unavailable.'),
  });
});

/** The script while it runs. */
interface PythonCalls {
  readonly process: ChildProcess;
  /** Waits for its next line, as a value. @throws with what it wrote to standard error if it ends instead. */
  nextLine(): Promise<unknown>;
}

function startPython(env: Record<string, string>): PythonCalls {
  const path = process.env.LIPWIRE_PYTHON_SDK ?? PYTHON_SDK;
  if (!existsSync(path)) {
    throw new Error(
      "Google's Python client is needed for this test: `npm test` installs it where there is Python 3.10.",
    );
  }
  const child = spawn(path, [SCRIPT], { env: { ...process.env, ...env }, stdio: 'pipe' });
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The Python script ended early:\n${complaints}`);
      return JSON.parse(value);
    },
  };
}

/** A sentence and a second of nothing, PCM16 at 24 kHz. */
async function speechAndSilence(): Promise<Buffer> {
  const { pcm } = (await createVoice('rms')).speak('Can you hear me? I am speaking to you.');
  return Buffer.concat([Buffer.from(pcm.buffer), Buffer.alloc(48_000)]);
}
