import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.LIPWIRE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium on this machine: `LIPWIRE_CHROMIUM`, or where it usually is. */
export function findChromium(): string | undefined {
  return CANDIDATES.find((path) => path && existsSync(path));
}
