import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { GoogleGenAI, type LiveServerMessage, type Session } from '@google/genai';
import { LiveSession } from '@lipwire/browser/session';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CallGrant, GATEWAY_API_KEY, type Stack, startStack } from '../e2e/stack.js';

const LIPWIRE = fileURLToPath(new URL('../../packages/lipwire/bin/lipwire.js', import.meta.url));
const SECRET = 'a sealing key that both gateways of this test know';

/** Long enough for a machine that does much else. */
const PATIENT = { timeout: 30_000 };

/** The gateway of the stack takes over from the one that stops, which is a process of its own. */
let stack: Stack;
let child: ChildProcess;
let url: string;
beforeEach(async () => {
  stack = await startStack({ env: { LIPWIRE_SECRET: SECRET } });
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await stack.close();
});

/** Starts `lipwire gateway`, from the built packages. */
async function startGatewayProcess(drainSeconds: number): Promise<void> {
  child = spawn(process.execPath, [LIPWIRE, 'gateway', '--port', '0', '--drain-seconds', String(drainSeconds)], {
    env: {
      PATH: process.env.PATH,
      LIPWIRE_API_KEYS: GATEWAY_API_KEY,
      LIPWIRE_SECRET: SECRET,
      LIPWIRE_GEMINI_URL: stack.wire.url,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  url = String(line).trim().replace('gateway ', '');
}

/** A token of either gateway opens a call at both: they share the sealing key. */
const grantAt = async (baseUrl: string): Promise<CallGrant> => ({ ...(await stack.grant()), baseUrl });

it('is hardly noticed by a call of the client library: it goes on at the next gateway', async () => {
  await startGatewayProcess(1);
  let current = url;
  const answers: string[] = [];
  const lost: (number | undefined)[] = [];
  let said = '';
  let resumed = 0;
  let model = '';
  const session = new LiveSession<CallGrant, Session, LiveServerMessage>({
    token: () => grantAt(current),
    connect: ({ baseUrl, ephemeralToken, ...grant }, { resumptionHandle, callbacks }) => {
      model = grant.model;
      const ai = new GoogleGenAI({ apiKey: ephemeralToken, httpOptions: { baseUrl } });
      const sessionResumption = resumptionHandle === undefined ? {} : { handle: resumptionHandle };
      return ai.live.connect({ model, config: { outputAudioTranscription: {}, sessionResumption }, callbacks });
    },
    callbacks: {
      onmessage({ serverContent }) {
        said += serverContent?.outputTranscription?.text ?? '';
        if (!serverContent?.turnComplete) return;
        answers.push(said.trim());
        said = '';
      },
      onreconnecting: ({ close }) => lost.push(close?.code),
      onresumed: () => resumed++,
    },
  });
  await session.open();
  const ask = (words: string) => session.sendClientContent({ turns: `Say: ${words}`, turnComplete: true });
  ask('Before the gateway stops.');
  await expect.poll(() => answers.length, PATIENT).toBe(1);

  current = stack.gateway.url; // what a balancer does when /readyz says no
  child.kill('SIGTERM');
  await expect.poll(() => resumed, PATIENT).toBe(1);
  expect(lost).toEqual([1001]);
  ask('After the gateway stopped.');
  await expect.poll(() => answers, PATIENT).toEqual(['Before the gateway stops.', 'After the gateway stopped.']);
  session.close();
});
