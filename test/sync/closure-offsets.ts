import type { DrawnFrame, SyncReport } from './sync-page.js';

/** Length of the piece of sound by which a place is found again, in samples: longer than any repetition of a vowel. */
const MARK_SAMPLES = 64;
/** How far from the place such a piece may lie: the closure itself is nearly silent. */
const REACH_SAMPLES = 2400;
/** Sound that is worth looking for. */
const LOUD = 300;
/** This much of the closed shape counts as closed. */
const CLOSED = 0.95;
/** How far from its sound a closure is looked for. */
const NEAR_MS = 250;
/** A frame further apart shows nothing of what was between: the page was busy, or nobody looked. */
const LONGEST_GAP_MS = 50;

/** The recorded sound of a call, in which pieces of what was sent can be found. */
export class Tape {
  readonly #bytes: Buffer;
  readonly #firstFrame: number;

  constructor({ samples, firstFrame }: SyncReport) {
    this.#bytes = Buffer.from(samples, 'base64');
    this.#firstFrame = firstFrame;
  }

  /** Frames of the context at the end of the recording. */
  get endFrame(): number {
    return this.#firstFrame + this.#bytes.length / 2;
  }

  /**
   * The frame of the context at which a sample of a turn was rendered; `undefined` if it was not, or not in one piece with
   * the sound around it.
   *
   * @param from where to start looking.
   */
  frameOf(pcm: Int16Array, sample: number, from: number): number | undefined {
    const before = this.#shift(pcm, loudBefore(pcm, sample), from);
    const behind = this.#shift(pcm, loudBehind(pcm, sample), from);
    // Found on one side alone, or moved in between: there was a gap.
    return before !== undefined && before === behind ? before + sample : undefined;
  }

  /** The last frame before `to` that is not silence, from `from` on. */
  lastSound(from: number, to: number): number {
    let frame = Math.min(to, this.endFrame) - 1;
    while (frame >= from && this.#bytes.readInt16LE(2 * (frame - this.#firstFrame)) === 0) frame--;
    return frame;
  }

  /** Frame minus sample of a piece of the turn that starts at `mark`. */
  #shift(pcm: Int16Array, mark: number, from: number): number | undefined {
    if (mark < 0) return undefined;
    const piece = Buffer.from(pcm.buffer, pcm.byteOffset + 2 * mark, 2 * MARK_SAMPLES);
    let at = 2 * Math.max(0, from - this.#firstFrame);
    for (;;) {
      at = this.#bytes.indexOf(piece, at);
      if (at < 0) return undefined;
      if (at % 2 === 0) return this.#firstFrame + at / 2 - mark;
      at++;
    }
  }
}

function loudBefore(pcm: Int16Array, sample: number): number {
  for (let at = sample - MARK_SAMPLES; at >= Math.max(0, sample - REACH_SAMPLES); at -= 8)
    if (isLoud(pcm, at)) return at;
  return -1;
}

function loudBehind(pcm: Int16Array, sample: number): number {
  for (let at = sample; at < Math.min(pcm.length - MARK_SAMPLES, sample + REACH_SAMPLES); at += 8)
    if (isLoud(pcm, at)) return at;
  return -1;
}

function isLoud(pcm: Int16Array, at: number): boolean {
  let most = 0;
  for (let i = 0; i < MARK_SAMPLES; i++) most = Math.max(most, Math.abs(pcm[at + i] as number));
  return most > LOUD;
}

/** What became of one closure. */
export type ClosureOffset =
  /** When the lips met, minus when the sound left the speaker; negative: the mouth was first. */
  | { readonly kind: 'closed'; readonly offsetMs: number }
  /** Frames were drawn, and none shows closed lips. */
  | { readonly kind: 'missed' }
  /** No frames were drawn around it, or the lips were closed before. */
  | { readonly kind: 'unseen' };

/** Holds the frames of a call against one closure, whose sound left the speaker at this context time. */
export function closureOffset(frames: readonly DrawnFrame[], soundSeconds: number): ClosureOffset {
  const near: { ms: number; closed: boolean }[] = [];
  for (let i = firstFrom(frames, soundSeconds - NEAR_MS / 1000); i < frames.length; i++) {
    const [, heardSeconds, closed] = frames[i] as DrawnFrame;
    const ms = (heardSeconds - soundSeconds) * 1000;
    if (ms > NEAR_MS) break;
    near.push({ ms, closed: closed >= CLOSED });
  }
  const around = near.filter(({ ms }) => Math.abs(ms) < 100).map(({ ms }) => ms);
  const edges = [-100, ...around, 100];
  if (edges.slice(1).some((ms, i) => ms - (edges[i] as number) > LONGEST_GAP_MS)) return { kind: 'unseen' };
  // The closure is the one whose beginning is nearest to the sound.
  let best: number | undefined;
  for (let i = 1; i < near.length; i++) {
    const [before, now] = [near[i - 1], near[i]];
    if (!before || !now?.closed || before.closed) continue;
    const met = (before.ms + now.ms) / 2;
    if (best === undefined || Math.abs(met) < Math.abs(best)) best = met;
  }
  if (best !== undefined) return { kind: 'closed', offsetMs: best };
  return near.some(({ closed }) => closed) ? { kind: 'unseen' } : { kind: 'missed' };
}

function firstFrom(frames: readonly DrawnFrame[], heardSeconds: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle] as DrawnFrame)[1] < heardSeconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
