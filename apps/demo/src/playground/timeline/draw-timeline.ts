import { indexAt } from '../moment';
import { msAt, type TimeView, ticksOf, xAt } from './time-view';
import type { TrackBlock } from './track-blocks';
import type { TrackRow } from './track-layout';
import { visemeColor } from './viseme-look';
import type { WaveformPeaks } from './waveform-peaks';

/** Everything that is drawn. */
export interface TimelinePicture {
  readonly rows: readonly TrackRow[];
  readonly view: TimeView;
  readonly widthPx: number;
  readonly sampleRateHz: number;
  readonly peaks: WaveformPeaks;
  readonly blocks: Readonly<Record<'phones' | 'before' | 'after', readonly TrackBlock[]>>;
  /** The track that the mouth follows. */
  readonly mouth: 'before' | 'after';
  readonly scheme: 'light' | 'dark';
  readonly fontFamily: string;
}

/** The page's colours; a canvas cannot read `light-dark()`. */
const INK = { light: '#22292c', dark: '#edf1f2' };
const SOFT_INK = { light: '#566166', dark: '#a3b0b5' };
const LINE = { light: 'rgb(60 50 40 / 0.16)', dark: 'rgb(255 255 255 / 0.16)' };
const WAVE = { light: '#3c8f80', dark: '#52b3a2' };
/** Below this, blocks have no gap and no label. */
const LABEL_MIN_PX = 12;
const LABEL_PADDING_PX = 4;

/** Draws all rows. One unit is a CSS pixel: the caller has scaled the context to the screen's. */
export function drawTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { rows, widthPx, scheme, fontFamily } = picture;
  const last = rows.at(-1);
  context.clearRect(0, 0, widthPx, last ? last.topPx + last.heightPx : 0);
  context.textBaseline = 'middle';
  for (const row of rows) {
    if (row.caption !== undefined) {
      const isFollowed = row.kind === picture.mouth;
      context.font = `${isFollowed ? 650 : 500} 12px ${fontFamily}`;
      context.fillStyle = isFollowed ? INK[scheme] : SOFT_INK[scheme];
      context.textAlign = 'left';
      context.fillText(row.caption, 0, row.topPx - 9);
    }
    if (row.kind === 'ruler') drawRuler(context, picture, row);
    else if (row.kind === 'wave') drawWave(context, picture, row);
    else drawBlocks(context, picture, row, picture.blocks[row.kind]);
  }
}

function drawRuler(context: CanvasRenderingContext2D, picture: TimelinePicture, row: TrackRow): void {
  const { view, widthPx, scheme, fontFamily, rows } = picture;
  const bottom = rows.at(-1);
  const bottomPx = bottom ? bottom.topPx + bottom.heightPx : 0;
  context.font = `500 11px ${fontFamily}`;
  context.textAlign = 'left';
  const ticks = ticksOf(view, widthPx);
  const stepMs = (ticks[1] ?? 1000) - (ticks[0] ?? 0);
  for (const ms of ticks) {
    const x = Math.round(xAt(view, ms)) + 0.5;
    context.fillStyle = LINE[scheme];
    context.fillRect(x - 0.5, row.topPx, 1, bottomPx);
    context.fillStyle = SOFT_INK[scheme];
    context.fillText(tickLabel(ms, stepMs), x + 4, row.topPx + row.heightPx / 2);
  }
}

/** As many digits as tell two marks apart. */
function tickLabel(ms: number, stepMs: number): string {
  const digits = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : 2;
  const minutes = Math.floor(ms / 60_000);
  const seconds = ((ms % 60_000) / 1000).toFixed(digits);
  return minutes > 0 ? `${minutes}:${seconds.padStart(digits > 0 ? digits + 3 : 2, '0')}` : `${seconds} s`;
}

function drawWave(context: CanvasRenderingContext2D, picture: TimelinePicture, row: TrackRow): void {
  const { view, widthPx, peaks, sampleRateHz, scheme } = picture;
  const middle = row.topPx + row.heightPx / 2;
  // Quiet recordings are drawn as large as loud ones: it is their shape that is looked at.
  const scale = row.heightPx / 2 / Math.max(peaks.loudest, 0.02);
  const range = new Float32Array(2);
  const sampleAt = (x: number) => (msAt(view, x) / 1000) * sampleRateHz;
  context.fillStyle = WAVE[scheme];
  for (let x = 0; x < widthPx; x++) {
    peaks.read(sampleAt(x), sampleAt(x + 1), range);
    const top = middle - (range[1] as number) * scale;
    const bottom = middle - (range[0] as number) * scale;
    context.fillRect(x, top - 0.5, 1, bottom - top + 1);
  }
}

function drawBlocks(
  context: CanvasRenderingContext2D,
  { view, widthPx, scheme, fontFamily }: TimelinePicture,
  { topPx, heightPx, kind }: TrackRow,
  blocks: readonly TrackBlock[],
): void {
  const endMs = msAt(view, widthPx);
  context.font = `600 12px ${fontFamily}`;
  context.textAlign = 'center';
  for (
    let i = Math.max(
      0,
      indexAt(blocks, view.startMs, ({ startMs }) => startMs),
    );
    i < blocks.length;
    i++
  ) {
    const block = blocks[i] as TrackBlock;
    if (block.startMs > endMs) return;
    const left = xAt(view, block.startMs);
    const width = xAt(view, block.endMs) - left;
    context.fillStyle = visemeColor(block.visemeId, scheme);
    if (width < LABEL_MIN_PX) {
      context.fillRect(left, topPx, Math.max(width - 0.5, 0.5), heightPx);
      continue;
    }
    context.beginPath();
    context.roundRect(left, topPx, width - 1, heightPx, 4);
    context.fill();
    const label = block.labels.find((text) => context.measureText(text).width + 2 * LABEL_PADDING_PX <= width);
    if (!label) continue;
    context.fillStyle = INK[scheme];
    // Where only a part of a block is to be seen, its name stands in that part.
    const x = (Math.max(0, left) + Math.min(widthPx, left + width)) / 2;
    const shows = Math.min(widthPx, left + width) - Math.max(0, left) > context.measureText(label).width;
    if (!shows) continue;
    context.fillText(label, x, kind === 'phones' ? topPx + heightPx / 2 : topPx + heightPx / 2 - 6);
    if (kind === 'phones') continue;
    context.globalAlpha = 0.75;
    context.font = `500 10px ${fontFamily}`;
    context.fillText(String(block.visemeId), x, topPx + heightPx / 2 + 9);
    context.font = `600 12px ${fontFamily}`;
    context.globalAlpha = 1;
  }
}
