import { mkdir, writeFile } from 'node:fs/promises';
import type { SpokenTurn } from '@lipwire/emulator';
import { createVoice } from '@lipwire/emulator';
import { mouthGeometry } from '@lipwire/rig';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { matchClosures, percentile } from './analysis/closures.js';
import { matchWaveform, peak, resample, type WaveformMatch } from './analysis/waveform.js';
import { openWatchedPage, type WatchedPage } from './browser.js';
import { CallPage, type Recording } from './call-page.js';
import { type Demo, startDemo } from './demo.js';
import { type Stack, startStack } from './stack.js';

/**
 * Lips that touch measure as the thickness of the lip line, a little more where the head is tilted. The smallest opening
 * of any other viseme (f, v) is 11 units.
 */
const CLOSED_SLACK_UNITS = 5;
/** How far a closure may be from its sound, as drawn and as heard. */
const SYNC_TOLERANCE_MS = 60;
/** From the message to silence, and to a mouth at rest, with a browser that shares the machine with all servers. */
const MAX_SILENCE_DELAY_MS = 50;
const MAX_REST_DELAY_MS = 200;
/** Noise that 16-bit speech and a good resampler leave: everything above is the speech itself. */
const MIN_SNR_DB = 30;

const BILABIALS =
  'Peter Piper picked a peck of pickled peppers. My mum may bake a big apple pie. Bob bumped the map by the pump.';

let stack: Stack;
let demo: Demo;
let watched: WatchedPage | undefined;

beforeAll(async () => {
  stack = await startStack();
  demo = await startDemo(stack, { LIPWIRE_DEMO_GREETING: 'Say: Hello there, nice to meet you.' });
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await demo.close();
  await stack.close();
});

async function openPage(options: Parameters<typeof openWatchedPage>[1] = {}): Promise<CallPage> {
  watched = await openWatchedPage(demo.url, options);
  const page = new CallPage(watched.page);
  await page.showMascot();
  return page;
}

/** The turn whose text contains these words. */
function turnSaying(words: string): SpokenTurn {
  const turn = stack.emulator.turns.findLast(({ text }) => text.includes(words));
  if (!turn) throw new Error(`The emulator did not say "${words}".`);
  return turn;
}

/** Holds what was heard against what was sent. */
function compare(recording: Recording, turn: SpokenTurn): WaveformMatch {
  const sent = Float32Array.from(turn.pcm, (sample) => sample / 32768);
  const expected = resample(sent, turn.sampleRateHz, recording.sampleRateHz);
  return matchWaveform(recording.samples, expected, { sampleRateHz: recording.sampleRateHz });
}

/** Artboard units that the lips are apart in a picture in which they just touch: the thickness of the lip line. */
function closedUnits(recording: Recording): number {
  // Before the call the mouth is at rest, which is closed; before that, the picture is empty.
  const drawn = recording.mouth.map(({ openingUnits }) => openingUnits).filter((units) => units > 0);
  return percentile(drawn.slice(0, 5), 0.5);
}

async function keepReport(name: string, data: unknown): Promise<void> {
  const folder = process.env.LIPWIRE_E2E_REPORT;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}.json`, JSON.stringify(data));
}

// They measure a browser in real time: where something else takes the machine for a moment, they measure again.
describe('a call in a browser', { retry: 2 }, () => {
  it('sounds exactly as it was sent, and closes its lips with every p, b and m', async () => {
    const page = await openPage();
    await page.startCall();
    await page.untilQuiet();
    await page.ask(`Say: ${BILABIALS}`);
    await page.until('Speaking');
    await page.untilQuiet();
    await page.page.waitForTimeout(300); // the recorder hands over its last samples
    const recording = await page.recording();

    for (const words of ['nice to meet you', 'Peter Piper']) {
      const match = compare(recording, turnSaying(words));
      expect(match.shifts, words).toEqual([]);
      expect(match.worstSnrDb, words).toBeGreaterThan(MIN_SNR_DB);
      // A resampler rings a little where speech ends in the middle of a wave.
      expect(match.strayPeak, words).toBeLessThan(3e-3);
    }

    const turn = turnSaying('Peter Piper');
    const startS = (recording.firstFrame + compare(recording, turn).startSample) / recording.sampleRateHz;
    const closedBelow = closedUnits(recording) + CLOSED_SLACK_UNITS;
    const frames = recording.mouth
      .filter(({ heardS }) => Number.isFinite(heardS))
      .map(({ heardS, openingUnits }) => ({
        mediaMs: (heardS - startS) * 1000,
        openingUnits,
        closed: openingUnits <= closedBelow,
      }));
    const closures = matchClosures(turn.phones, frames, SYNC_TOLERANCE_MS);
    const offsets = closures.flatMap(({ offsetMs }) => (offsetMs === undefined ? [] : [offsetMs]));
    await keepReport('closures', { phones: turn.phones, frames, closures, offsets });
    console.log(
      `${closures.length} closures of the lips: ${closures.filter(({ closed }) => closed).length} drawn within ` +
        `${SYNC_TOLERANCE_MS} ms; mouth minus sound p5 ${percentile(offsets, 0.05).toFixed(0)}, ` +
        `p50 ${percentile(offsets, 0.5).toFixed(0)}, p95 ${percentile(offsets, 0.95).toFixed(0)} ms`,
    );
    expect(closures.length).toBe(22);
    expect(closures.filter(({ closed }) => !closed)).toEqual([]);
    // A mouth that is never open would pass, too: it has to open between them.
    const openest = Math.max(...frames.map(({ openingUnits }) => openingUnits));
    expect(openest).toBeGreaterThan(openingOf(1) * 0.8);
    expect(watched?.foreignRequests).toEqual([]);
    expect(watched?.complaints).toEqual([]);
  });

  it('falls silent with its mouth at rest when the user types over it', async () => {
    const page = await openPage();
    await page.startCall();
    await page.untilQuiet();
    await page.ask('Say: This is a long story about a big brown bear who bought a boat and began to paddle away.');
    await page.until('Speaking');
    await page.page.waitForTimeout(1500);
    await page.ask('Say: Stop.');
    await page.page.waitForFunction(() => window.lipwireProbe.seen.interruptions > 0);
    await page.page.waitForTimeout(2500);
    await page.untilQuiet();
    expect(turnSaying('long story').interrupted).toBe(true);
    expectSilenceAfterInterruption(await page.recording(), turnSaying('Stop'));
  });

  it('falls silent when the user speaks over it, then answers what it heard', async () => {
    const voice = await createVoice('rms');
    const speech = voice.speak('I have a question for you about the weather');
    const microphone = new Float32Array(48_000 * 20);
    microphone.set(
      resample(
        Float32Array.from(speech.pcm, (sample) => sample / 32768),
        24_000,
        48_000,
      ),
      48_000 * 5,
    );

    const page = await openPage({ microphone });
    await page.page.getByRole('button', { name: 'Start call' }).click();
    await page.until('Speaking');
    await page.untilQuiet();
    await page.ask(
      'Say: I will now talk for a rather long time about nothing in particular, just to be talking when you come in with your question.',
    );
    await page.page.waitForFunction(() => window.lipwireProbe.seen.interruptions > 0);
    await page.until('Speaking'); // the answer: how long it was spoken to
    await page.untilQuiet();
    const recording = await page.recording();
    expect(turnSaying('talk for a rather long time').interrupted).toBe(true);
    expect(turnSaying('You spoke for').interrupted).toBe(false);
    expectSilenceAfterInterruption(recording, turnSaying('You spoke for'));
  });

  it('lets a keyboard choose whom to call, one after the other', async () => {
    // Without the probe, which does not get its worklet into the sound of a page that is closed at once.
    watched = await openWatchedPage(`${demo.url}?debug`, { probe: false });
    const { page, complaints } = watched;
    await page.locator('canvas[width]').waitFor();
    const face = (name: string) => page.getByRole('radio', { name, exact: true });
    await face('Miso').focus();
    for (const name of ['Orbit', 'Juno']) {
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => face(name).evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await face(name).isChecked()).toBe(true);
    }
    expect(new URL(page.url()).search).toBe('?debug=&mascot=juno');
    expect(complaints).toEqual([]);
  });

  it('ends, and holds a second call with a new token', async () => {
    const page = await openPage();
    const connectionsBefore = stack.wire.connections.length;
    for (const call of [1, 2]) {
      await page.startCall();
      await page.page.waitForTimeout(500);
      await page.button('End call').click();
      await page.until('Ready');
      expect(stack.wire.connections.length).toBe(connectionsBefore + call);
    }
    await page.page.waitForTimeout(300);
    const recording = await page.recording();
    expect(recording.mouth.at(-1)?.openingUnits).toBeLessThanOrEqual(closedUnits(recording) + CLOSED_SLACK_UNITS);
    expect(watched?.complaints).toEqual([]);
  });

  it('calls the one whom the user chose', async () => {
    const page = await openPage();
    const asked = page.page.waitForRequest(/get-signed-url-gemini\?mascot=juno$/);
    await page.page.getByText('Juno', { exact: true }).click();
    await asked;
    expect(new URL(page.page.url()).search).toBe('?mascot=juno');

    // The probe looks for the lips of Juno where Juno has them.
    await page.page.reload();
    await page.showMascot('juno');
    expect(await page.page.getByRole('radio', { name: 'Juno' }).isChecked()).toBe(true);
    await page.startCall();
    expect(await page.page.getByRole('radio').count()).toBe(0);
    await page.untilQuiet();
    const { mouth } = await page.recording();
    expect(Math.max(...mouth.map(({ openingUnits }) => openingUnits))).toBeGreaterThan(15);
  });

  it('keeps mascot and captions within the window, however long the talk and whichever way the phone is turned', async () => {
    const page = await openPage({ viewport: { width: 390, height: 844 } });
    await page.startCall();
    await page.untilQuiet();
    // Each interrupts the one before: what the user types is long enough to fill the page.
    for (let line = 1; line <= 6; line++) await page.ask(`Say: Line ${line} is ${'long, and '.repeat(16)} over.`);
    await page.ask('Say: That was it.');
    const captions = page.page.locator('.captions');
    await captions.locator('li[data-speaker="mascot"]', { hasText: 'That was it.' }).waitFor();
    await page.untilQuiet();
    // What has scrolled away is had again without a mouse: the captions stand before the line that one types in.
    const scrolled = () => captions.evaluate(({ scrollTop }) => scrollTop);
    await expect.poll(scrolled).toBeGreaterThan(100);
    await page.page.keyboard.press('Shift+Tab');
    await page.page.keyboard.press('Home');
    await expect.poll(scrolled).toBe(0);
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 844, height: 390 },
      { width: 1280, height: 800 },
    ]) {
      await page.page.setViewportSize(viewport);
      await expect.poll(() => page.page.evaluate(layoutOfPage)).toEqual({ scrolls: false, canvasFitsItsPlace: true });
    }
  });

  it('mutes the microphone and shows the camera without leaving the call', async () => {
    const page = await openPage();
    await page.startCall();
    await page.untilQuiet();
    const connections = stack.wire.connections.length;
    await page.button('Mute microphone').click();
    await page.until('Muted');
    const wire = stack.wire.connections.at(-1);
    const inputs = (kind: string) =>
      wire?.fromClient.filter(({ data }) => data.includes(`"${kind}"`) && data.includes('realtimeInput')).length ?? 0;
    await page.page.waitForTimeout(200);
    const audioWhenMuted = inputs('audio');
    expect(audioWhenMuted).toBeGreaterThan(10);
    await page.page.waitForTimeout(500);
    expect(inputs('audio')).toBe(audioWhenMuted);

    await page.button('Turn camera on').click();
    await page.page.locator('video').waitFor();
    await expect.poll(() => inputs('video'), { timeout: 5000 }).toBeGreaterThan(1);
    await page.button('Turn camera off').click();
    await page.button('Unmute microphone').click();
    await expect.poll(() => inputs('audio'), { timeout: 5000 }).toBeGreaterThan(audioWhenMuted);
    expect(stack.wire.connections.length).toBe(connections);
  });
});

/**
 * From the message on, the sound is gone within a moment and the mouth at rest; nothing of the dead turn is heard until
 * the next turn begins.
 */
function expectSilenceAfterInterruption(recording: Recording, nextTurn: SpokenTurn): void {
  const { interruptions, samples, firstFrame, sampleRateHz, mouth } = recording;
  const [interruption] = interruptions;
  if (!interruption) throw new Error('No interruption reached the page.');
  const from = interruption.contextFrame - firstFrame;
  const next = compare(recording, nextTurn);
  expect(next.worstSnrDb, 'the next turn is whole').toBeGreaterThan(MIN_SNR_DB);
  expect(peak(samples, from - sampleRateHz / 2, from), 'it was speaking').toBeGreaterThan(0.01);

  let lastSound = next.startSample - 1;
  while (lastSound > from && samples[lastSound] === 0) lastSound--;
  const silentAfterMs = ((lastSound - from) / sampleRateHz) * 1000;
  const rest = closedUnits(recording) + CLOSED_SLACK_UNITS;
  const restsAt = mouth.find(({ atMs, openingUnits }) => atMs >= interruption.atMs && openingUnits <= rest);
  const restedAfterMs = (restsAt?.atMs ?? Number.NaN) - interruption.atMs;
  console.log(
    `interrupted: silent after ${silentAfterMs.toFixed(1)} ms, mouth at rest after ${restedAfterMs.toFixed(0)} ms`,
  );
  // Far less than the seconds that were queued; how many blocks and frames it takes is measured where nothing else runs,
  // in the browser tests of the player.
  expect(silentAfterMs).toBeLessThan(MAX_SILENCE_DELAY_MS);
  expect(restedAfterMs).toBeLessThan(MAX_REST_DELAY_MS);
}

/** Runs in the page. */
function layoutOfPage() {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const canvas = document.querySelector('canvas');
  const place = canvas?.closest('.mascot');
  return {
    scrolls: scrollWidth > innerWidth || scrollHeight > innerHeight,
    canvasFitsItsPlace: Math.abs((canvas?.clientWidth ?? 0) - (place?.clientWidth ?? -1)) <= 1,
  };
}

/** Opening of the rig's mouth for one viseme alone, in artboard units. */
function openingOf(visemeId: number): number {
  const weights = new Float32Array(22);
  weights[visemeId] = 1;
  return mouthGeometry(weights).openingPx;
}
