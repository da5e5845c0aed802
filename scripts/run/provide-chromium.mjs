// Vitest runs this once, before the tests that need a browser: they all take the one that LIPWIRE_CHROMIUM names.
import { findChromium } from '../setup/chromium.mjs';

export default function provideChromium() {
  const path = findChromium();
  if (path !== undefined) process.env.LIPWIRE_CHROMIUM = path;
}
