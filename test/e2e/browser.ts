import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { wavFile } from './wav-file.js';

/** A browser with a fake microphone, and a page that is being watched. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests that left this machine: there must be none. */
  readonly foreignRequests: string[];
  /** Errors and warnings of the console, and uncaught exceptions. */
  readonly complaints: string[];
  close(): Promise<void>;
}

const MICROPHONE_RATE_HZ = 48_000;

/**
 * Opens a page in Chromium.
 *
 * @param microphone samples at 48 kHz that are heard once, from when the microphone is opened; silence afterwards.
 */
export async function openWatchedPage(
  url: string,
  options: {
    microphone?: Float32Array;
    viewport?: { width: number; height: number };
    colorScheme?: 'light' | 'dark';
    /** `false`: the page as users get it, its own policy in force; nothing is recorded. Default true. */
    probe?: boolean;
  } = {},
): Promise<WatchedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'lipwire-e2e-'));
  const recording = join(folder, 'microphone.wav');
  await writeFile(recording, wavFile(options.microphone ?? new Float32Array(MICROPHONE_RATE_HZ), MICROPHONE_RATE_HZ));
  const executablePath = process.env.LIPWIRE_CHROMIUM;
  if (!executablePath) throw new Error('No Chromium found: run npm test, which installs one, or set LIPWIRE_CHROMIUM.');
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${recording}%noloop`,
    ],
  });
  // The probe's recorder is a blob: script, which the page's own policy forbids.
  const context = await browser.newContext({
    bypassCSP: options.probe ?? true,
    permissions: ['microphone', 'camera'],
    viewport: options.viewport ?? { width: 900, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    // The probe looks for the mouth where the head is when it is still.
    reducedMotion: (options.probe ?? true) ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const foreignRequests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(http|ws)s?:$/.test(protocol) && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
      foreignRequests.push(request.url());
    }
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  if (options.probe ?? true) await page.addInitScript(await probeSource());
  await page.goto(url);
  return {
    page,
    context,
    foreignRequests,
    complaints,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function probeSource(): Promise<string> {
  const entry = fileURLToPath(new URL('./probe/probe.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}
