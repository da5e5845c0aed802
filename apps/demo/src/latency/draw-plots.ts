import { HISTORY_MS, type TimingHistory, type TimingLine } from './timing-history';

/** One plot of the panel. */
export interface Plot {
  readonly line: TimingLine;
  /** The scale is one of these: the first that holds every value. In milliseconds. */
  readonly scalesMs: readonly number[];
  /** Values may be negative: zero is in the middle. */
  readonly signed: boolean;
  /** A band around zero in which values should stay. */
  readonly goalMs?: number;
}

/** From top to bottom. */
export const PLOTS: readonly Plot[] = [
  { line: 'queuedMs', scalesMs: [500, 1000, 2000, 5000, 10_000, 20_000, 60_000], signed: false },
  { line: 'mouthOffsetMs', scalesMs: [40, 100, 250, 1000], signed: true, goalMs: 20 },
  { line: 'outputLatencyMs', scalesMs: [50, 100, 250, 500, 2000], signed: false },
];

export const PLOT_HEIGHT_PX = 52;

/** The smallest scale that holds a value; the largest where none does. */
export function scaleFor(scalesMs: readonly number[], highestMs: number): number {
  return scalesMs.find((scale) => scale >= highestMs) ?? scalesMs.at(-1) ?? 1;
}

/** How high above the bottom a value stands, 0 to 1. */
export function heightOf(valueMs: number, scaleMs: number, signed: boolean): number {
  const part = valueMs / scaleMs;
  return Math.min(1, Math.max(0, signed ? (part + 1) / 2 : part));
}

const COLORS = {
  light: {
    line: '#1b7566',
    soft: '#566166',
    grid: 'rgb(60 50 40 / 0.14)',
    goal: 'rgb(27 117 102 / 0.12)',
    gap: '#c2402f',
  },
  dark: {
    line: '#4cc4b0',
    soft: '#a3b0b5',
    grid: 'rgb(255 255 255 / 0.14)',
    goal: 'rgb(76 196 176 / 0.16)',
    gap: '#f0806f',
  },
};

/** Draws one plot. One unit is a CSS pixel: the caller has scaled the context to the screen's. */
export function drawPlot(
  context: CanvasRenderingContext2D,
  { line, scalesMs, signed, goalMs }: Plot,
  history: TimingHistory,
  {
    nowMs,
    widthPx,
    scheme,
    fontFamily,
  }: {
    readonly nowMs: number;
    readonly widthPx: number;
    readonly scheme: 'light' | 'dark';
    readonly fontFamily: string;
  },
): void {
  const colors = COLORS[scheme];
  const scaleMs = scaleFor(scalesMs, history.highest(line));
  const yOf = (valueMs: number) => 1 + (PLOT_HEIGHT_PX - 2) * (1 - heightOf(valueMs, scaleMs, signed));
  const xOf = (atMs: number) => widthPx * (1 - (nowMs - atMs) / HISTORY_MS);

  context.clearRect(0, 0, widthPx, PLOT_HEIGHT_PX);
  if (goalMs !== undefined) {
    context.fillStyle = colors.goal;
    context.fillRect(0, yOf(goalMs), widthPx, yOf(-goalMs) - yOf(goalMs));
  }
  context.fillStyle = colors.grid;
  context.fillRect(0, Math.round(yOf(0)), widthPx, 1);
  context.font = `500 10px ${fontFamily}`;
  context.fillStyle = colors.soft;
  context.textBaseline = 'top';
  context.fillText(`${signed ? '±' : ''}${scaleMs >= 1000 ? `${scaleMs / 1000} s` : `${scaleMs} ms`}`, 0, 0);

  context.strokeStyle = colors.line;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.beginPath();
  let draws = false;
  for (let i = 0; i < history.length; i++) {
    // Between two utterances there is no sound that the mouth could be off from.
    const shows = !signed || history.sounding(i);
    if (shows && draws) context.lineTo(xOf(history.atMs(i)), yOf(history.value(line, i)));
    else if (shows) context.moveTo(xOf(history.atMs(i)), yOf(history.value(line, i)));
    draws = shows;
  }
  context.stroke();
  if (line !== 'queuedMs') return;
  context.fillStyle = colors.gap;
  for (let i = 0; i < history.length; i++) {
    if (history.gap(i)) context.fillRect(xOf(history.atMs(i)) - 1, 0, 2, PLOT_HEIGHT_PX);
  }
}
