import { metricsOf } from './metrics.mjs';
import { pool } from './tally.mjs';
import { tallyUtterance } from './tally-utterance.mjs';

/** Delays that are tried, in ms. */
const LONGEST_MS = 200;
const STEP_MS = 10;

/**
 * How good an engine is where the player delays the sound to suit it.
 *
 * @param {readonly { phones: { p: string, start: number, end: number }[], record?: import('./cue-track.mjs').CueRecord }[]}
 *   recordings
 * @returns {{ delayMs: number, metrics: ReturnType<typeof metricsOf> }} the delay with the highest accVis, the shortest
 *   of equals.
 */
export function bestDelay(recordings) {
  let best;
  for (let delayMs = 0; delayMs <= LONGEST_MS; delayMs += STEP_MS) {
    const metrics = metricsOf(pool(recordings.map(({ phones, record }) => tallyUtterance(phones, record, delayMs))));
    if (!best || metrics.accVis > best.metrics.accVis) best = { delayMs, metrics };
  }
  return best;
}
