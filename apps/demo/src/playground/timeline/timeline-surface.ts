import type { PlaygroundDesk, Take } from '../playground-desk';
import { drawTimeline } from './draw-timeline';
import {
  firstView,
  msAt,
  scrolledTo,
  type TimeSpace,
  type TimeView,
  turnedTo,
  wholeView,
  xAt,
  zoomed,
} from './time-view';
import { blocksOfPhones, blocksOfVisemes, type TrackBlock } from './track-blocks';
import { layoutTracks } from './track-layout';
import { WaveformPeaks } from './waveform-peaks';

/** The elements that it draws in and moves. */
export interface TimelineElements {
  /** All tracks; as wide as its parent. */
  readonly tracks: HTMLCanvasElement;
  /** A line over the tracks. */
  readonly playhead: HTMLElement;
  /** The whole sound, small; hidden while the tracks show all of it. */
  readonly overview: HTMLElement;
  readonly overviewWave: HTMLCanvasElement;
  /** Over the overview: the stretch that the tracks show. */
  readonly overviewFrame: HTMLElement;
}

const OVERVIEW_PX = 34;
const NO_BLOCKS: readonly TrackBlock[] = [];

/** The drawn timeline of a desk: draws when something changes, and moves no more than a line while it plays. */
export class TimelineSurface {
  readonly #desk: PlaygroundDesk;
  readonly #elements: TimelineElements;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  #take: Take | undefined;
  #peaks = new WaveformPeaks(new Float32Array(0));
  #phones: readonly TrackBlock[] = NO_BLOCKS;
  #view: TimeView = { startMs: 0, msPerPx: 1 };
  #widthPx = 0;
  #paintRequest: number | undefined;
  /** A finger or the mouse moves the playhead: the page does not turn under it. */
  #held = false;

  constructor(desk: PlaygroundDesk, elements: TimelineElements) {
    this.#desk = desk;
    this.#elements = elements;
  }

  /** Begins to draw. @returns ends it. */
  mount(): () => void {
    const repaint = () => this.#requestPaint();
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(this.#elements.tracks);
    this.#dark.addEventListener('change', repaint);
    const unsubscribe = this.#desk.subscribe(repaint);
    const unlisten = this.#desk.listenPlayhead(() => this.#movePlayhead());
    this.#resize();
    return () => {
      observer.disconnect();
      this.#dark.removeEventListener('change', repaint);
      unsubscribe();
      unlisten();
      if (this.#paintRequest !== undefined) cancelAnimationFrame(this.#paintRequest);
    };
  }

  /** The instant below a pixel of the tracks. */
  msAt(x: number): number {
    return msAt(this.#view, x);
  }

  /** Says that a pointer moves the playhead, or not any more. */
  hold(held: boolean): void {
    this.#held = held;
  }

  /** @param factor above 1: larger. @param aroundPx what stays where it is. Default: the playhead if it is to be seen. */
  zoom(factor: number, aroundPx = this.#anchorPx()): void {
    this.#show(zoomed(this.#view, factor, aroundPx, this.#space));
  }

  /** Shows all of the sound. */
  showWhole(): void {
    this.#show(wholeView(this.#space));
  }

  /** @param pixels of the tracks, to the right. */
  scrollBy(pixels: number): void {
    this.#show(scrolledTo(this.#view, this.#view.startMs + pixels * this.#view.msPerPx, this.#space));
  }

  /** Brings a place of the overview, 0 to 1, to the middle. */
  scrollToPart(part: number): void {
    const { durationMs, widthPx } = this.#space;
    this.#show(scrolledTo(this.#view, part * durationMs - (widthPx * this.#view.msPerPx) / 2, this.#space));
  }

  get #space(): TimeSpace {
    return { durationMs: this.#take?.sound.durationMs ?? 0, widthPx: this.#widthPx };
  }

  #anchorPx(): number {
    const x = xAt(this.#view, this.#desk.playheadMs);
    return x >= 0 && x <= this.#widthPx ? x : this.#widthPx / 2;
  }

  #show(view: TimeView): void {
    this.#view = view;
    this.#requestPaint();
  }

  #resize(): void {
    const widthPx = this.#elements.tracks.clientWidth;
    if (widthPx === this.#widthPx || widthPx === 0) return;
    this.#widthPx = widthPx;
    // The same stretch of the sound, in the new width.
    this.#view = this.#take
      ? scrolledTo(zoomed(this.#view, 1, 0, this.#space), this.#view.startMs, this.#space)
      : this.#view;
    this.#requestPaint();
  }

  #requestPaint(): void {
    this.#paintRequest ??= requestAnimationFrame(() => {
      this.#paintRequest = undefined;
      this.#paint();
    });
  }

  #paint(): void {
    const { take, after, mouth } = this.#desk.getState();
    if (take !== this.#take) this.#open(take);
    if (!take || this.#widthPx === 0) return;
    const { tracks, overview, overviewWave } = this.#elements;
    const { durationMs, sampleRateHz } = take.sound;
    const { rows, heightPx } = layoutTracks({ hasPhones: this.#phones.length > 0 });
    const picture = {
      view: this.#view,
      widthPx: this.#widthPx,
      sampleRateHz,
      peaks: this.#peaks,
      blocks: {
        phones: this.#phones,
        before: blocksOfVisemes(take.before.visemes, durationMs),
        after: blocksOfVisemes(after?.visemes ?? [], durationMs),
      },
      mouth,
      scheme: this.#dark.matches ? ('dark' as const) : ('light' as const),
      fontFamily: getComputedStyle(tracks).fontFamily,
    };
    drawTimeline(sized(tracks, this.#widthPx, heightPx), { ...picture, rows });
    const whole = wholeView(this.#space);
    // Hidden, not taken away: nothing below it jumps.
    overview.dataset.whole = String(whole.msPerPx <= this.#view.msPerPx);
    const wave = [{ kind: 'wave' as const, caption: undefined, topPx: 0, heightPx: OVERVIEW_PX }];
    drawTimeline(sized(overviewWave, this.#widthPx, OVERVIEW_PX), { ...picture, view: whole, rows: wave });
    this.#moveFrame();
    this.#movePlayhead();
  }

  #open(take: Take | undefined): void {
    this.#take = take;
    this.#peaks = new WaveformPeaks(take?.sound.samples ?? new Float32Array(0));
    this.#phones = blocksOfPhones(take?.sound.phones ?? []);
    this.#view = firstView(this.#space);
  }

  #moveFrame(): void {
    const { durationMs } = this.#space;
    const { style } = this.#elements.overviewFrame;
    style.left = `${(100 * this.#view.startMs) / durationMs}%`;
    style.width = `${Math.min(100, (100 * this.#widthPx * this.#view.msPerPx) / durationMs)}%`;
  }

  #movePlayhead(): void {
    const { playheadMs } = this.#desk;
    if (!this.#held) {
      const view = turnedTo(this.#view, playheadMs, this.#space);
      if (view !== this.#view && this.#follows(playheadMs)) this.#show(view);
    }
    const x = xAt(this.#view, playheadMs);
    const { style } = this.#elements.playhead;
    style.transform = `translateX(${x.toFixed(2)}px)`;
    style.visibility = this.#take && x >= -1 && x <= this.#widthPx + 1 ? 'visible' : 'hidden';
  }

  #shownPlayheadMs = -1;

  /** The page turns after a playhead that moves; one may scroll away from one that stands. */
  #follows(playheadMs: number): boolean {
    const moves = playheadMs !== this.#shownPlayheadMs;
    this.#shownPlayheadMs = playheadMs;
    return moves;
  }
}

/** A canvas of this size in CSS pixels, as sharp as the screen. */
function sized(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): CanvasRenderingContext2D {
  const ratio = devicePixelRatio;
  const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.height = `${heightPx}px`;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
