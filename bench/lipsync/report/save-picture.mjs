import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../../scripts/setup/chromium.mjs';
import { readSound } from '../data/read-sound.mjs';
import { cueTrack } from '../score/cue-track.mjs';
import { metricsOf } from '../score/metrics.mjs';
import { referenceTrack } from '../score/reference-track.mjs';
import { touches } from '../score/segments.mjs';
import { tallyUtterance } from '../score/tally-utterance.mjs';
import { timelinePicture } from './timeline-picture.mjs';

/**
 * Draws one recording and writes `timeline.svg`, and `timeline.png` if this machine has a Chromium.
 *
 * @param {string} folder
 * @param {import('../data/labelled-folder.mjs').Utterance} utterance
 * @param {readonly { title: string, record?: import('../score/cue-track.mjs').CueRecord }[]} engines
 * @param {number} [earlierByMs]
 * @returns {Promise<string[]>} the files.
 */
export async function savePicture(folder, utterance, engines, earlierByMs = 0) {
  const { phones, fields } = utterance;
  const reference = referenceTrack(phones);
  const rows = engines.map(({ title, record }) => {
    const { accVis } = metricsOf(tallyUtterance(phones, record, earlierByMs));
    const { segments } = cueTrack(record ?? { cues: [] }, reference.frameCount, earlierByMs);
    return { title, note: accVis === null ? '' : `${Math.round(100 * accVis)} %`, blocks: byClass(segments) };
  });
  const svg = timelinePicture({
    title: typeof fields.text === 'string' && fields.text !== '' ? `“${fields.text}”` : utterance.id,
    ...readSound(utterance.soundPath),
    phones,
    rows: [{ title: 'what was said', blocks: byClass(reference.segments) }, ...rows],
  });
  const path = join(folder, 'timeline.svg');
  writeFileSync(path, svg);
  const png = await pngOf(svg);
  if (!png) return [path];
  const pngPath = join(folder, 'timeline.png');
  writeFileSync(pngPath, png);
  return [path, pngPath];
}

/** Neighbours that look alike become one block. */
function byClass(segments) {
  const blocks = [];
  for (const { startMs, endMs, visualClass } of segments) {
    const last = blocks.at(-1);
    if (last?.visualClass === visualClass && touches(last, { startMs, endMs })) last.endMs = endMs;
    else blocks.push({ startMs, endMs, visualClass });
  }
  return blocks;
}

async function pngOf(svg) {
  const executablePath = findChromium();
  if (!executablePath) return undefined;
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg).map(Number);
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    return await page.screenshot({ omitBackground: true });
  } finally {
    await browser.close();
  }
}
