import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { bytesAFrame } from './bytes-a-frame.mjs';

/** What is behind the first sound by less belongs to the start: code is compiled, turn by turn less. */
const WARM_UP_MS = 8_000;

/**
 * Makes one call in a real browser.
 *
 * @param {{ url: string, script: string }} server
 * @param {{ executablePath: string, seconds: number }} options how long is measured behind the start.
 */
export async function measureCall({ url, script }, { executablePath, seconds }) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--mute-audio'] });
  try {
    const page = await browser.newPage({ viewport: { width: 600, height: 700 } });
    await page.addInitScript(readFileSync(new URL('./frame-probe.js', import.meta.url), 'utf8'));
    await page.goto(url);
    await page.getByText('Start').click();
    await page.waitForFunction(() => globalThis.mascot?.state.speaking, undefined, { timeout: 30_000 });
    const startedMs = await page.evaluate(() => performance.now());
    await page.waitForTimeout(WARM_UP_MS);

    const profiler = await page.context().newCDPSession(page);
    const fromMs = await page.evaluate(() => performance.now());
    await page.waitForTimeout(seconds * 1000);
    const { own, rive, messages, longTasks } = await page.evaluate((ms) => frameProbe.since(ms), fromMs);
    const { underruns, timing } = await page.evaluate(() => ({ ...mascot.state, timing: { ...mascot.timing } }));

    // The profiler slows everything down: what is made is looked at behind what takes time.
    await profiler.send('HeapProfiler.startSampling', {
      samplingInterval: 512,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
    const sampledFrom = await page.evaluate(() => performance.now());
    await page.waitForTimeout((seconds * 1000) / 3);
    const sampledFrames = await page.evaluate((ms) => frameProbe.since(ms).own.length, sampledFrom);
    const { profile } = await profiler.send('HeapProfiler.stopSampling');

    return {
      seconds,
      framesASecond: own.length / seconds,
      own,
      rive,
      messages,
      longTasksAtStart: longTasks.filter(({ startTime }) => startTime < startedMs),
      longTasksInCall: longTasks.filter(({ startTime }) => startTime >= startedMs),
      bytesAFrame: bytesAFrame(profile, script, sampledFrames),
      underruns,
      lateCues: timing.lateCues,
    };
  } finally {
    await browser.close();
  }
}
