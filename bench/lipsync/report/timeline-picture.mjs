import { REST, VISUAL_CLASSES } from '../alphabets/visual-classes.mjs';
import { CLASS_STYLES, FONT, INK } from './palette.mjs';

const WIDTH = 1600;
const MARGIN = 36;
const LABELS = 190;
const RIGHT = 84;
const WAVE = { top: 92, height: 92, columnWidth: 1.6 };
const ROW = { top: 236, height: 44, gap: 20 };
const PLOT = WIDTH - LABELS - MARGIN - RIGHT;

/** Letters shrink with their blocks; smaller than this they are left out. An M is wider than the others. */
const LETTER = { largest: 16, smallest: 10, widthOf: (letter) => (letter === 'M' ? 0.98 : 0.74) };

/**
 * One recording as a picture: its waveform and phones, what a mouth should do, and what each engine did. A dark line
 * beneath an engine's blocks shows where an eye sees what it should.
 *
 * @param {object} timeline
 * @param {string} timeline.title
 * @param {Float32Array} timeline.samples -1 to 1.
 * @param {number} timeline.sampleRateHz
 * @param {readonly { p: string, start: number, end: number }[]} timeline.phones times in seconds.
 * @param {readonly Row[]} timeline.rows the reference first.
 * @returns {string} SVG.
 *
 * @typedef {{ startMs: number, endMs: number, visualClass: number }} Block
 * @typedef {{ title: string, note?: string, blocks: readonly Block[] }} Row
 */
export function timelinePicture({ title, samples, sampleRateHz, phones, rows }) {
  const durationMs = (1000 * samples.length) / sampleRateHz;
  const x = (ms) => LABELS + MARGIN + (PLOT * Math.max(0, Math.min(durationMs, ms))) / durationMs;
  const bottom = ROW.top + rows.length * (ROW.height + ROW.gap);
  const height = bottom + 118;
  const reference = rows[0]?.blocks ?? [];
  const parts = [
    `<rect width="${WIDTH}" height="${height}" rx="14" fill="${INK.paper}"/>`,
    text(MARGIN, 50, title, { size: Math.min(24, 2500 / title.length), weight: 600 }),
    ...secondLines(durationMs, x, bottom),
    waveform(samples, x(0), x(durationMs)),
    ...phones.flatMap((phone) => phoneLabel(phone, x)),
    ...rows.flatMap((row, i) => rowOf(row, ROW.top + i * (ROW.height + ROW.gap), x, i === 0 ? undefined : reference)),
    ...legend(bottom + 62),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}" role="img">`,
    `<title>${escaped(title)}</title>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** The loudest and the softest of each pixel's samples, as one closed line. */
function waveform(samples, left, right) {
  const columns = Math.round((right - left) / WAVE.columnWidth);
  const middle = WAVE.top + WAVE.height / 2;
  let loudest = 1e-4;
  for (const value of samples) loudest = Math.max(loudest, Math.abs(value));
  const scale = WAVE.height / 2 / loudest;
  const above = [];
  const below = [];
  for (let column = 0; column < columns; column++) {
    let [low, high] = [0, 0];
    const end = Math.floor(((column + 1) * samples.length) / columns);
    for (let i = Math.floor((column * samples.length) / columns); i < end; i++) {
      low = Math.min(low, samples[i]);
      high = Math.max(high, samples[i]);
    }
    const at = round(left + column * WAVE.columnWidth);
    above.push(`${at} ${round(middle - scale * high - 0.4)}`);
    below.unshift(`${at} ${round(middle - scale * low + 0.4)}`);
  }
  return `<path d="M${above.join('L')}L${below.join('L')}Z" fill="${INK.sound}"/>`;
}

/** A thin line and a number at each half second. */
function secondLines(durationMs, x, bottom) {
  const lines = [];
  for (let ms = 0; ms <= durationMs; ms += 500) {
    const at = round(x(ms));
    lines.push(`<path d="M${at} ${WAVE.top - 6}V${bottom - 4}" stroke="${INK.line}"/>`);
    lines.push(text(at, bottom + 16, `${ms / 1000} s`, { size: 13, anchor: 'middle', fill: INK.faint }));
  }
  return lines;
}

function phoneLabel({ p, start, end }, x) {
  const [left, right] = [x(1000 * start), x(1000 * end)];
  if (p === 'sil' || p === 'pau' || right - left < 7 * p.length) return [];
  return [text((left + right) / 2, ROW.top - 14, p, { size: 13, anchor: 'middle', fill: INK.faint })];
}

function rowOf({ title, note, blocks }, top, x, reference) {
  const middle = top + ROW.height / 2 + 1;
  const drawn = blocks.flatMap((block) => blockOf(block, top, x));
  const name = text(MARGIN, middle + 5, title, { size: 17, weight: reference ? 400 : 600 });
  const score = note ? [text(WIDTH - MARGIN, middle + 5, note, { size: 17, weight: 600, anchor: 'end' })] : [];
  const agreed = reference ? agreements(blocks, reference).map(([start, end]) => agreement(x(start), x(end), top)) : [];
  return [name, ...drawn, ...agreed, ...score];
}

function blockOf({ startMs, endMs, visualClass }, top, x) {
  const left = x(startMs);
  const width = x(endMs) - left;
  if (width < 0.5) return [];
  const { fill, ink } = CLASS_STYLES[visualClass] ?? CLASS_STYLES[REST];
  if (visualClass === REST) {
    const y = top + ROW.height / 2;
    return [`<rect x="${round(left)}" y="${y - 3}" width="${round(width)}" height="6" rx="3" fill="${fill}"/>`];
  }
  // Half a pixel of paper on either side keeps neighbours apart.
  const box = `x="${round(left + 0.5)}" y="${top}" width="${round(Math.max(0.6, width - 1))}" height="${ROW.height}"`;
  const block = `<rect ${box} rx="${Math.min(5, round(width / 4))}" fill="${fill}"/>`;
  const letter = VISUAL_CLASSES[visualClass]?.letter ?? '';
  const size = Math.min(LETTER.largest, round((width - 1) / LETTER.widthOf(letter)));
  if (size < LETTER.smallest) return [block];
  const baseline = top + ROW.height / 2 + 0.36 * size;
  return [block, text(left + width / 2, baseline, letter, { size, weight: 600, anchor: 'middle', fill: ink })];
}

function agreement(left, right, top) {
  const y = top + ROW.height + 3;
  return `<rect x="${round(left)}" y="${y}" width="${round(right - left)}" height="3" rx="1.5" fill="${INK.text}"/>`;
}

/** Where two rows show the same class of speech. */
function agreements(blocks, reference) {
  const found = [];
  for (const a of blocks) {
    for (const b of reference) {
      const [start, end] = [Math.max(a.startMs, b.startMs), Math.min(a.endMs, b.endMs)];
      if (a.visualClass !== REST && a.visualClass === b.visualClass && end > start) found.push([start, end]);
    }
  }
  return found;
}

function legend(top) {
  const shown = VISUAL_CLASSES.map(({ letter }, i) => ({ letter, ...CLASS_STYLES[i] })).slice(1);
  const size = 26;
  let left = MARGIN;
  const blocks = shown.flatMap(({ letter, fill, ink, sounds }) => {
    const parts = [
      `<rect x="${left}" y="${top}" width="${size}" height="${size}" rx="5" fill="${fill}"/>`,
      text(left + size / 2, top + 19, letter, { size: 16, weight: 600, anchor: 'middle', fill: ink }),
      text(left + size + 9, top + 18, sounds, { size: 15, fill: INK.text }),
    ];
    left += size + 9 + 7.2 * sounds.length + 34;
    return parts;
  });
  const line = `<rect x="${round(left)}" y="${top + 12}" width="${size}" height="3" rx="1.5" fill="${INK.text}"/>`;
  return [...blocks, line, text(left + size + 9, top + 18, 'as it should look', { size: 15 })];
}

function text(x, y, content, { size, weight = 400, anchor = 'start', fill = INK.text }) {
  const place = `x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"`;
  const style = `${weight === 400 ? '' : ` font-weight="${weight}"`}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}`;
  return `<text ${place}${style}>${escaped(content)}</text>`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function escaped(content) {
  return content.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
