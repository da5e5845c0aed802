import { fileURLToPath } from 'node:url';
import { createVoice } from '@lipwire/emulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { matchWaveform, resample } from '../e2e/analysis/waveform.js';
import { serveApp } from '../e2e/app-site.js';
import { openWatchedPage } from '../e2e/browser.js';
import { CallPage } from '../e2e/call-page.js';
import { type Stack, startStack } from '../e2e/stack.js';

const GREETING = 'Say: Bob put my map by the pump.';
const MICROPHONE_HZ = 48_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

/** Half a minute of a microphone into which somebody speaks after five seconds: the greeting is over then. */
async function speechAfterTheGreeting(): Promise<Float32Array> {
  const microphone = new Float32Array(MICROPHONE_HZ * 30);
  const { pcm } = (await createVoice('rms')).speak('What can you do?');
  const samples = Float32Array.from(pcm, (sample) => sample / 32768);
  microphone.set(resample(samples, 24_000, MICROPHONE_HZ), MICROPHONE_HZ * 5);
  return microphone;
}

// It measures a browser in real time: where something else takes the machine for a moment, it measures again.
it('runs an app that was written for the published interface', { retry: 2 }, async () => {
  const site = await serveApp({
    page: fileURLToPath(new URL('./call-page.tsx', import.meta.url)),
    tokenRoute: async () => ({
      status: 200,
      body: JSON.stringify({ ...(await stack.grant()), initialMessage: GREETING }),
    }),
  });
  const watched = await openWatchedPage(site.url, { microphone: await speechAfterTheGreeting() });
  try {
    const call = new CallPage(watched.page);
    await call.showMascot();
    const turnsBefore = stack.emulator.turns.length;
    await call.button('Start call').click();

    // It greets: heard as it was sent, and seen.
    await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
    const response = watched.page.getByText(
      /[1-9]\d* visemes, [1-9]\d* ms of the latest, [1-9]\d{3} ms of the response/,
    );
    await response.waitFor();
    const greeting = stack.emulator.turns[turnsBefore];
    if (!greeting) throw new Error('There was no greeting.');
    expect(greeting).toMatchObject({ text: 'Bob put my map by the pump.', interrupted: false });
    const greetingMs = (greeting.pcm.length / greeting.sampleRateHz) * 1000;
    expect(await response.innerText()).toContain(`${Math.round(greetingMs)} ms of the response`);

    // It hears the user: its own microphone through its own context, by its own session.
    await expect.poll(() => stack.emulator.turns.at(-1)?.text, { timeout: 20_000 }).toMatch(/^You spoke for/);
    const wire = stack.wire.connections.at(-1);
    const sent = (kind: string) =>
      wire?.fromClient.filter(({ data }) => data.includes(`"${kind}":{"data"`)).length ?? 0;
    expect(sent('video')).toBeGreaterThan(2);
    const messages = Number((await watched.page.getByText(/^Messages: /).innerText()).slice('Messages: '.length));
    expect(messages).toBeGreaterThan(5);
    await call.button('Mute').click();
    await call.button('Camera off').click();
    await call.button('Camera on').waitFor();

    const recording = await call.recording();
    const spoken = Float32Array.from(greeting.pcm, (sample) => sample / 32768);
    const match = matchWaveform(recording.samples, resample(spoken, greeting.sampleRateHz, recording.sampleRateHz), {
      sampleRateHz: recording.sampleRateHz,
    });
    expect(match.worstSnrDb).toBeGreaterThan(30);

    // It ends, and calls again with another token.
    await call.button('End call').click();
    await call.button('Start call').click();
    await expect.poll(() => stack.emulator.turns.at(-1)?.text, { timeout: 20_000 }).toBe(greeting.text);
    await watched.page.getByText(/^Messages: /).waitFor();

    expect(watched.foreignRequests).toEqual([]);
    // The only thing that a browser says about such an app concerns how it listens to its microphone.
    expect(watched.complaints.filter((complaint) => !complaint.includes('ScriptProcessorNode'))).toEqual([]);
  } finally {
    await watched.close();
    site.close();
  }
});

it('runs an app that has its visemes and draws its mascot itself', { retry: 2 }, async () => {
  const site = await serveApp({ page: fileURLToPath(new URL('./playback-page.tsx', import.meta.url)) });
  const watched = await openWatchedPage(site.url);
  try {
    const page = new CallPage(watched.page);
    await page.showMascot();
    await page.button('Speak').click();
    await watched.page.getByText('rests, mascotStateMachine').waitFor();
    await watched.page.waitForTimeout(300);
    const { mouth } = await page.recording();
    const opening = mouth.map(({ openingUnits }) => openingUnits).filter((units) => units > 0);
    const closed = (opening[0] ?? 0) + 5;
    const openings = opening.filter((units, i) => units > closed && (opening[i - 1] ?? 0) <= closed);
    expect(openings.length).toBe(2);
    expect(Math.max(...opening)).toBeGreaterThan(20);
    expect(opening.at(-1)).toBeLessThanOrEqual(closed);
    expect(watched.foreignRequests).toEqual([]);
    // Rive has a new name for an option that such apps pass.
    expect(watched.complaints.filter((complaint) => !complaint.includes('state-machines-param'))).toEqual([]);
  } finally {
    await watched.close();
    site.close();
  }
});
