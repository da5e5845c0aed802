import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { closuresOf, percentile } from '../e2e/analysis/closures.js';
import { sdkSocketUrl } from '../e2e/live-socket.js';
import { MODEL, startStack } from '../e2e/stack.js';
import { closureOffset, Tape } from './closure-offsets.js';
import type { PageFault, SyncReport } from './sync-page.js';

/** What goes wrong while some of the call's turns are spoken. */
export const FAULTS = ['nothing', 'stalls', 'interruptions', 'blocked thread', 'hidden page', 'latency'] as const;
export type Fault = (typeof FAULTS)[number];

/** Percentiles of mouth minus sound, in milliseconds. */
export interface Offsets {
  readonly count: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
}

/** What was measured under one fault. */
export interface FaultResult {
  readonly fault: Fault;
  /** Against the cue: what the runtime does. */
  readonly toCue: Offsets;
  /** Against the sound as the voice made it: what the whole chain does, the engine included. */
  readonly toPhone: Offsets;
  /** Closures that frames should show and do not. */
  readonly missed: number;
  /** Closures around which no frame was drawn, or whose sound was broken by a gap. */
  readonly unseen: number;
  readonly underruns: number;
  readonly underrunMs: number;
  readonly lateCues: number;
}

/** What was measured. */
export interface SyncResult {
  readonly seconds: number;
  readonly faults: readonly FaultResult[];
  /** From the message to the last sample that is not silence, and to the first frame at rest, in milliseconds. */
  readonly interruptions: readonly { readonly silentMs: number; readonly restMs: number }[];
  readonly heardSpeechOfDeadTurns: boolean;
}

const SENTENCES = [
  'Peter Piper picked a peck of pickled peppers by the map.',
  'My mum may bake a big apple pie, and Bob may buy it.',
  'Bobby put my map by the pump before we both moved on.',
  'A happy puppy jumped up and bumped the table by the lamp.',
];
const LONG_STORY =
  'Say: This is a very long story about a big brown bear who bought a boat from a happy beaver and began to paddle away.';

/**
 * Holds a call of some length through emulator and gateway in a real browser, with one fault after the other, and measures
 * how far the mouth is from the sound.
 *
 * @param seconds how long the call lasts at least; every fault gets its part.
 */
export async function holdSyncCall(executablePath: string, seconds: number): Promise<SyncResult> {
  const stack = await startStack({ emulator: { keepTurns: 1000, goAwayAfterMs: Number.POSITIVE_INFINITY } });
  const { url, close } = await servePage();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.click('button');
    const { baseUrl, ephemeralToken } = await stack.grant();
    const address = sdkSocketUrl(baseUrl, ephemeralToken);
    await page.evaluate(([to, setup]) => syncPage.open(to, setup), [
      address,
      { setup: { model: `models/${MODEL}` } },
    ] as const);

    const phases: { fault: Fault; firstTurn: number; timing: SyncReport['timing'] }[] = [];
    const startedMs = Date.now();
    let line = 0;
    for (const [i, fault] of FAULTS.entries()) {
      const timing = await page.evaluate(() => syncPage.timing());
      phases.push({ fault, firstTurn: stack.emulator.turns.length, timing });
      await page.evaluate((name) => syncPage.suffer(name), PAGE_FAULT[fault]);
      do {
        await page.evaluate((text) => syncPage.ask(text), `Say: ${SENTENCES[line++ % SENTENCES.length]}`);
        await page.evaluate(() => syncPage.until('speech'));
        await strike(page, fault);
        await page.evaluate(() => syncPage.until('silence'));
      } while (Date.now() - startedMs < ((i + 1) / FAULTS.length) * seconds * 1000);
    }
    const report = await page.evaluate(() => syncPage.report());
    return { seconds: Math.round((Date.now() - startedMs) / 1000), ...evaluate(report, phases, stack.emulator.turns) };
  } finally {
    await browser.close();
    close();
    await stack.close();
  }
}

const PAGE_FAULT: Record<Fault, PageFault> = {
  nothing: 'none',
  stalls: 'stall',
  interruptions: 'none',
  'blocked thread': 'none',
  'hidden page': 'none',
  latency: 'none',
};

/** What goes wrong in the middle of speech. */
async function strike(page: Page, fault: Fault): Promise<void> {
  if (fault === 'blocked thread') {
    for (const ms of [300, 500, 150]) {
      await page.waitForTimeout(500);
      await page.evaluate((blockedMs) => syncPage.block(blockedMs), ms);
    }
  } else if (fault === 'hidden page') {
    await page.evaluate(() => syncPage.hide(1500));
  } else if (fault === 'latency') {
    for (const addedMs of [0, 220, 80]) {
      await page.evaluate((ms) => syncPage.setLatency(ms), addedMs);
      await page.waitForTimeout(900);
    }
  } else if (fault === 'interruptions') {
    await page.evaluate(() => syncPage.until('silence'));
    await page.evaluate((text) => syncPage.ask(text), LONG_STORY);
    await page.evaluate(() => syncPage.until('speech'));
    await page.waitForTimeout(1200);
    await page.evaluate((text) => syncPage.ask(text), 'Say: Maybe Bob may stop.');
    await page.waitForTimeout(700);
    await page.evaluate(() => syncPage.until('speech'));
  }
}

type Turns = Awaited<ReturnType<typeof startStack>>['emulator']['turns'];

function evaluate(
  report: SyncReport,
  phases: readonly { fault: Fault; firstTurn: number; timing: SyncReport['timing'] }[],
  turns: Turns,
): Omit<SyncResult, 'seconds'> {
  const tape = new Tape(report);
  const starts = startsOf(tape, turns);
  const faults = phases.map(({ fault, firstTurn, timing }, i): FaultResult => {
    const end = phases[i + 1];
    const after = end?.timing ?? report.timing;
    const toCue: number[] = [];
    const toPhone: number[] = [];
    const counts = { missed: 0, unseen: 0 };
    for (let turn = firstTurn; turn < (end?.firstTurn ?? turns.length); turn++) {
      const { pcm, phones, interrupted } = turns[turn] as Turns[number];
      if (interrupted) continue;
      const offsetAt = (ms: number) => {
        const frame = tape.frameOf(pcm, Math.round(ms * 24), starts[turn] ?? 0);
        return frame === undefined ? undefined : closureOffset(report.frames, frame / report.sampleRateHz);
      };
      for (const { turn: of, atMs } of report.closures) {
        const found = of === turn ? offsetAt(atMs) : undefined;
        if (found?.kind === 'closed') toCue.push(found.offsetMs);
        else if (found?.kind === 'missed') counts.missed++;
        else if (of === turn) counts.unseen++;
      }
      for (const { startMs } of closuresOf(phones)) {
        const found = offsetAt(startMs);
        if (found?.kind === 'closed') toPhone.push(found.offsetMs);
      }
    }
    return {
      fault,
      toCue: offsetsOf(toCue),
      toPhone: offsetsOf(toPhone),
      ...counts,
      underruns: after.underruns - timing.underruns,
      underrunMs: after.underrunMs - timing.underrunMs,
      lateCues: after.lateCues - timing.lateCues,
    };
  });
  const interruptions = report.interruptions.map(({ atMs, contextFrame }) => {
    const next = starts.find((start) => start > contextFrame) ?? tape.endFrame;
    const lastSound = tape.lastSound(contextFrame, next - 1);
    const rest = report.frames.find(([drawnMs, , , atRest]) => drawnMs >= atMs && atRest > 0.99);
    return {
      silentMs: ((lastSound + 1 - contextFrame) / report.sampleRateHz) * 1000,
      restMs: (rest?.[0] ?? Number.NaN) - atMs,
    };
  });
  return { faults, interruptions, heardSpeechOfDeadTurns: interruptions.some(({ silentMs }) => silentMs > 100) };
}

/** The frame of the context at which each turn's first sample was rendered; of one that is not found, the last one's. */
function startsOf(tape: Tape, turns: Turns): number[] {
  let from = 0;
  return turns.map(({ pcm }) => {
    const loud = pcm.findIndex((sample) => Math.abs(sample) > 400) + 100;
    const frame = tape.frameOf(pcm, loud, from);
    if (frame !== undefined) from = frame - loud;
    return from;
  });
}

function offsetsOf(values: readonly number[]): Offsets {
  const worst = values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  const at = (part: number) => percentile(values, part);
  return { count: values.length, p5: at(0.05), p50: at(0.5), p95: at(0.95), worst };
}

async function servePage(): Promise<{ url: string; close: () => void }> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./sync-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['@lipwire/source'],
    logLevel: 'warning',
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    if (request.url === '/page.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else if (request.url === '/') {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>sync</title><button>Start</button><script src="/page.js"></script>');
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
