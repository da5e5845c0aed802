// The demo's call outlives its connections: official SDK, LiveSession and React in Chromium, gateway, emulator.
import { type Emulator, startEmulator } from '@lipwire/emulator';
import { type Gateway, readGatewayConfig, startGateway } from '@lipwire/gateway';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { matchWaveform, resample } from './analysis/waveform.js';
import { openWatchedPage, type WatchedPage } from './browser.js';
import { CallPage } from './call-page.js';
import { type Demo, startDemo } from './demo.js';
import { freePort } from './free-port.js';
import { GATEWAY_API_KEY } from './stack.js';

const ADMIN_KEY = 'test-admin-key';

let emulator: Emulator;
let gateway: Gateway;
let gatewayPort: number;
let demo: Demo;
let watched: WatchedPage;

/** The same gateway each time: what it sealed before, it can open. */
async function openGateway(): Promise<Gateway> {
  return startGateway(
    readGatewayConfig({
      env: {
        LIPWIRE_API_KEYS: GATEWAY_API_KEY,
        LIPWIRE_ADMIN_KEY: ADMIN_KEY,
        LIPWIRE_GEMINI_URL: emulator.url,
        LIPWIRE_PORT: String(gatewayPort),
        LIPWIRE_SECRET: 'a secret that has more than thirty-two bytes',
        LIPWIRE_LOG_LEVEL: 'silent',
      },
    }),
  );
}

beforeAll(async () => {
  emulator = await startEmulator({
    voice: 'slt',
    // In the middle of what is asked for third.
    faults: [
      { session: 1, at: 'audio', nth: 50, action: { type: 'close', code: 1011, reason: 'Internal error occurred.' } },
    ],
  });
  gatewayPort = await freePort();
  gateway = await openGateway();
  demo = await startDemo({ emulator, gateway }, { LIPWIRE_DEMO_GREETING: 'Say: Hello there.' });
  // A quiet room: a microphone from which nothing at all comes is a trouble of its own.
  const microphone = Float32Array.from({ length: 48_000 * 60 }, (_, i) => (i % 7) * 1e-4);
  watched = await openWatchedPage(demo.url, { microphone });
});
afterAll(async () => {
  await watched?.close();
  await demo?.close();
  await gateway?.close();
  await emulator?.close();
});

declare global {
  interface Window {
    lipwirePhases?: (string | undefined)[];
  }
}

/** Notes from now on what the state line shows, however briefly. */
async function watchPhases(page: CallPage): Promise<void> {
  await page.status().evaluate((line: HTMLElement) => {
    const phases: (string | undefined)[] = [];
    window.lipwirePhases = phases;
    new MutationObserver(() => phases.push(line.dataset.phase)).observe(line, { attributes: true });
  });
}

it('goes on through a failing service, a restarted gateway and a network that was away, until it is ended', async () => {
  const page = new CallPage(watched.page);
  const captions = page.page.locator('.captions li[data-speaker="mascot"]');
  const hear = (text: string | RegExp) => captions.filter({ hasText: text }).last().waitFor();
  await page.showMascot();
  await page.startCall();
  await page.untilQuiet();
  await page.ask('My name is Ada.');
  await hear('Nice to meet you, Ada.');
  await page.untilQuiet();

  await page.ask(
    'Say: This is a sentence that goes on for a good while, over hill and dale, until it comes to its very end.',
  );
  await hear('its very end.');
  await page.untilQuiet();
  // It broke off, and was said again from its beginning: once in part, once whole.
  expect(
    emulator.turns.map(({ text }) => text.slice(0, 18)).filter((text) => text === 'This is a sentence'),
  ).toHaveLength(2);

  await gateway.close();
  await page.until('Reconnecting');
  gateway = await openGateway();
  await page.untilQuiet();
  await page.ask('What is my name?');
  await hear('Your name is Ada.');
  await page.untilQuiet();

  // The socket is not closed by this: its silence must be noticed.
  await watchPhases(page);
  await watched.context.setOffline(true);
  await watched.context.setOffline(false);
  await page.page.waitForFunction(() => window.lipwirePhases?.includes('reconnecting'));
  await page.untilQuiet();
  await page.ask('Say: I am still here, Ada.');
  await hear('I am still here, Ada.');
  await page.untilQuiet();

  await page.page.waitForTimeout(300); // the recorder hands over its last samples
  const recording = await page.recording();
  for (const words of ['Your name is', 'still here']) {
    const turn = emulator.turns.find(({ text }) => text.includes(words));
    if (!turn) throw new Error(`The emulator did not say "${words}".`);
    const sent = Float32Array.from(turn.pcm, (sample) => sample / 32_768);
    const expected = resample(sent, turn.sampleRateHz, recording.sampleRateHz);
    expect(
      matchWaveform(recording.samples, expected, { sampleRateHz: recording.sampleRateHz }).worstSnrDb,
    ).toBeGreaterThan(30);
  }
  expect(emulator.turns.filter(({ text }) => text === 'Hello there.')).toHaveLength(1);
  expect(await page.page.locator('.problem').allTextContents()).toEqual([]);

  // An administrator means it: the call is over, and its user reads why.
  await watchPhases(page);
  const headers = { authorization: `Bearer ${ADMIN_KEY}` };
  const listed = (await (await fetch(`${gateway.url}/v1/sessions`, { headers })).json()) as {
    sessions: { id: string }[];
  };
  expect(listed.sessions).toHaveLength(1);
  await fetch(`${gateway.url}/v1/sessions/${listed.sessions[0]?.id}`, { method: 'DELETE', headers });
  await page.page.locator('.problem').waitFor();
  expect(await page.page.locator('.problem').allTextContents()).toEqual(['The call was ended by an administrator.']);
  expect(await page.page.evaluate(() => window.lipwirePhases)).not.toContain('reconnecting');
  expect(((await (await fetch(`${gateway.url}/v1/sessions`, { headers })).json()) as { total: number }).total).toBe(0);
});
