import type { LipwireTiming } from '@lipwire/browser';
import { drawPlot, PLOT_HEIGHT_PX, PLOTS } from './draw-plots';
import { TimingHistory } from './timing-history';

/** How often plots are drawn and numbers are written. */
const DRAW_EVERY_MS = 50;
const CALM_DRAW_EVERY_MS = 500;
const WRITE_EVERY_MS = 250;

/** The numbers beside the plots, as text. */
export interface LatencyNumbers {
  readonly buffered: string;
  readonly offset: string;
  readonly latency: string;
  readonly gaps: string;
  readonly lateCues: string;
}

/** Numbers as they are written. */
export function latencyNumbers(timing: LipwireTiming, history: TimingHistory): LatencyNumbers {
  const worst = history.percentile95('mouthOffsetMs');
  const now = timing.sounding ? [signed(timing.mouthOffsetMs)] : [];
  const offsets = worst === undefined ? now : [...now, `p95 ${worst.toFixed(0)}`];
  return {
    buffered: `${timing.queuedMs.toFixed(0)} ms`,
    offset: offsets.length === 0 ? '–' : `${offsets.join(' · ')} ms`,
    latency: `${timing.outputLatencyMs.toFixed(0)} ms`,
    gaps: timing.underruns === 0 ? '0' : `${timing.underruns}, ${timing.underrunMs.toFixed(0)} ms`,
    lateCues: String(timing.lateCues),
  };
}

function signed(value: number): string {
  const rounded = Math.round(value);
  return rounded < 0 ? `−${-rounded}` : String(rounded);
}

/**
 * Follows the timing of a client frame by frame and draws it: a sample is a few numbers, and React hears of none.
 *
 * @param canvases one for each of {@link PLOTS}.
 * @param write gets the numbers four times a second.
 * @returns ends it.
 */
export function runLatencyMeter(
  readTiming: () => LipwireTiming,
  canvases: readonly HTMLCanvasElement[],
  write: (numbers: LatencyNumbers) => void,
): () => void {
  const history = new TimingHistory();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const fontFamily = canvases[0] ? getComputedStyle(canvases[0]).fontFamily : 'sans-serif';
  let drawnMs = Number.NEGATIVE_INFINITY;
  let writtenMs = Number.NEGATIVE_INFINITY;
  let frame = 0;

  const onFrame = () => {
    frame = requestAnimationFrame(onFrame);
    const nowMs = performance.now();
    const timing = readTiming();
    history.add(timing, nowMs);
    if (nowMs - writtenMs >= WRITE_EVERY_MS) {
      writtenMs = nowMs;
      write(latencyNumbers(timing, history));
    }
    if (nowMs - drawnMs < (calm.matches ? CALM_DRAW_EVERY_MS : DRAW_EVERY_MS)) return;
    drawnMs = nowMs;
    const scheme = dark.matches ? 'dark' : 'light';
    canvases.forEach((canvas, i) => {
      const plot = PLOTS[i];
      const context = sharp(canvas);
      if (plot && context) drawPlot(context, plot, history, { nowMs, widthPx: canvas.clientWidth, scheme, fontFamily });
    });
  };
  onFrame();
  return () => cancelAnimationFrame(frame);
}

/** The context of a canvas that has as many pixels as the screen has there. */
function sharp(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const width = Math.round(canvas.clientWidth * devicePixelRatio);
  const height = Math.round(PLOT_HEIGHT_PX * devicePixelRatio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  context?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  return context;
}
