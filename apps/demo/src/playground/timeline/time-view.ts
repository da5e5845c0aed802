/** Which stretch of a sound is drawn, and how large. */
export interface TimeView {
  /** The instant at the left edge. */
  readonly startMs: number;
  readonly msPerPx: number;
}

/** What a view shows something of. */
export interface TimeSpace {
  readonly durationMs: number;
  readonly widthPx: number;
}

/** As close as one gets: a frame of 10 ms is then 40 pixels wide. */
const CLOSEST_MS_PER_PX = 0.25;
/** As far as names fit into most shapes; who wants more of the sound zooms out. */
const READABLE_MS_PER_PX = 6;
/** Where the playhead comes in when a page is turned, as a part of the width. */
const TURNED_TO = 0.08;

/** All of the sound. */
export function wholeView({ durationMs, widthPx }: TimeSpace): TimeView {
  return { startMs: 0, msPerPx: Math.max(CLOSEST_MS_PER_PX, durationMs / Math.max(1, widthPx)) };
}

/** The beginning, in a size that can be read; all of the sound if it fits. */
export function firstView(space: TimeSpace): TimeView {
  return { startMs: 0, msPerPx: Math.min(wholeView(space).msPerPx, READABLE_MS_PER_PX) };
}

/** The instant at a pixel. */
export function msAt({ startMs, msPerPx }: TimeView, x: number): number {
  return startMs + x * msPerPx;
}

/** The pixel of an instant; it may lie outside of what is drawn. */
export function xAt({ startMs, msPerPx }: TimeView, ms: number): number {
  return (ms - startMs) / msPerPx;
}

/** Makes what is drawn larger (a factor above 1) or smaller; the instant at `aroundPx` stays where it is. */
export function zoomed(view: TimeView, factor: number, aroundPx: number, space: TimeSpace): TimeView {
  const msPerPx = Math.min(Math.max(view.msPerPx / factor, CLOSEST_MS_PER_PX), wholeView(space).msPerPx);
  return scrolledTo({ startMs: view.startMs, msPerPx }, msAt(view, aroundPx) - aroundPx * msPerPx, space);
}

/** The same size, from another instant on; never beyond the sound. */
export function scrolledTo({ msPerPx }: TimeView, startMs: number, { durationMs, widthPx }: TimeSpace): TimeView {
  return { msPerPx, startMs: Math.max(0, Math.min(startMs, durationMs - widthPx * msPerPx)) };
}

/** The same view if the instant is in it; otherwise one that begins a little before the instant, as a turned page. */
export function turnedTo(view: TimeView, ms: number, space: TimeSpace): TimeView {
  const x = xAt(view, ms);
  if (x >= 0 && x <= space.widthPx) return view;
  return scrolledTo(view, ms - space.widthPx * TURNED_TO * view.msPerPx, space);
}

/** Instants that deserve a mark and a label: at least `leastPx` apart, at round times. */
export function ticksOf(view: TimeView, widthPx: number, leastPx = 64): readonly number[] {
  const stepMs = TICK_STEPS_MS.find((step) => step / view.msPerPx >= leastPx) ?? 60_000;
  const first = Math.ceil(view.startMs / stepMs);
  const last = Math.floor(msAt(view, widthPx) / stepMs);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * stepMs);
}

const TICK_STEPS_MS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000];

/** A time as it is read: `1.23 s`, `2:05.0`. */
export function formatTime(ms: number, digits = 2): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(digits)} s`;
  const rest = (seconds % 60).toFixed(1).padStart(4, '0');
  return rest === '60.0' ? `${Math.floor(seconds / 60) + 1}:00.0` : `${Math.floor(seconds / 60)}:${rest}`;
}
