import { between, logNormal, normal, type Random } from './chance.js';
import type { LifeMode } from './mode.js';
import { STEP_MS } from './spring.js';

/** Where the eyes may be. */
type Aim = 'user' | 'away' | 'pointer';

/** How long the eyes stay with the user and away from them, as medians in milliseconds, and how far they go. */
interface Habit {
  readonly userMs: number;
  readonly awayMs: number;
  /** Mean way, as a part of how far the eyes can look. */
  readonly far: number;
  /** How much of the way to the pointer they go. */
  readonly pointer: number;
}

/**
 * Speakers look away every 5 seconds for 2, listeners every 7 for 1, whoever thinks for 3.5 (Andrist, Mutlu and Gleicher,
 * "Conversational gaze aversion for virtual agents", 2013); who waits looks around at leisure.
 */
const HABITS: Readonly<Record<LifeMode, Habit>> = {
  idle: { userMs: 6_500, awayMs: 1_500, far: 0.32, pointer: 1 },
  waiting: { userMs: 7_500, awayMs: 1_100, far: 0.25, pointer: 1 },
  hearing: { userMs: 7_200, awayMs: 700, far: 0.2, pointer: 0.6 },
  thinking: { userMs: 800, awayMs: 3_000, far: 0.5, pointer: 0.3 },
  speaking: { userMs: 4_200, awayMs: 1_300, far: 0.26, pointer: 0.6 },
  attending: { userMs: 60_000, awayMs: 0, far: 0, pointer: 0 },
};

const SIGMA = 0.45;
/** Within a face the eyes go from eye to eye to mouth: so far, and so long at each, in milliseconds. */
const FACE_X = 0.06;
const FACE_Y = 0.05;
const FIXATION_MS = 650;
const FIXATION_SIGMA = 0.6;
/** The eyes notice a pointer after that time, and leave it when it lay still for so long, in milliseconds. */
const NOTICE_MS = 140;
const BORED_MS = 1_600;
/** They follow it in leaps of this size, as eyes do. */
const LEAP = 0.05;

/**
 * Where a mascot looks: straight at the user most of the time, away at times, after the pointer when it moves.
 *
 * The eyes leap and rest (Lee, Badler and Badler, "Eyes alive", 2002, measured how far and how often); never do they
 * wander. -1 to 1 is how far they can look; the head follows {@link centreX} and {@link centreY}, which leave out the
 * small movements within the user's face.
 */
export class Gaze {
  /** Where the eyes aim. */
  x = 0;
  y = 0;
  /** What the head turns to. */
  centreX = 0;
  centreY = 0;
  readonly #random: Random;
  #aim: Aim = 'user';
  #mode: LifeMode = 'idle';
  #dwellMs = 2_000;
  #fixationMs = FIXATION_MS;
  #leap = 0;
  #pointerX = 0;
  #pointerY = 0;
  /** Since the pointer began to move, and since it moved last. */
  #pointerMovesMs = Number.POSITIVE_INFINITY;
  #pointerRestsMs = Number.POSITIVE_INFINITY;

  constructor(random: Random) {
    this.#random = random;
  }

  /** How far the eyes leapt in the latest step, 0 to 2. */
  get leap(): number {
    return this.#leap;
  }

  /** What the mascot does now. */
  set mode(mode: LifeMode) {
    if (mode === this.#mode) return;
    this.#mode = mode;
    if (mode === 'thinking') this.#dwellMs = between(this.#random, 0, 250);
    // Speakers look away when they begin, and listeners look up (Kendon, "Some functions of gaze-direction", 1967).
    else if (mode === 'speaking' && this.#random() < 0.6) this.#dwellMs = Math.min(this.#dwellMs, 150);
    else if (mode !== 'speaking') this.attend();
  }

  /** Looks at the user, and stays with them for a while. */
  attend(): void {
    if (this.#aim === 'away') this.#look('user');
    this.#dwellMs = Math.max(this.#dwellMs, 1_200);
  }

  /** Looks away, if there is something to look away from. */
  avert(): void {
    if (this.#aim === 'user') this.#look('away');
  }

  /** The pointer is there: -1 to 1, as the mascot would have to look. */
  notice(x: number, y: number): void {
    this.#pointerX = x;
    this.#pointerY = y;
    if (this.#pointerRestsMs > BORED_MS) this.#pointerMovesMs = 0;
    this.#pointerRestsMs = 0;
  }

  /** One step. @param leisure how long the eyes stay, 1 is usual. */
  step(leisure: number): void {
    const fromX = this.x;
    const fromY = this.y;
    this.#pointerMovesMs += STEP_MS;
    this.#pointerRestsMs += STEP_MS;
    const { pointer } = HABITS[this.#mode];
    const follows = pointer > 0 && this.#pointerRestsMs < BORED_MS && this.#pointerMovesMs > NOTICE_MS;
    if (follows) this.#follow(pointer);
    else this.#dwell(leisure);
    this.#leap = distance(this.x - fromX, this.y - fromY);
  }

  #follow(share: number): void {
    this.#aim = 'pointer';
    this.#dwellMs = 0;
    const x = this.#pointerX * share;
    const y = this.#pointerY * share;
    if (distance(x - this.x, y - this.y) > LEAP) this.#aimAt(x, y);
  }

  #dwell(leisure: number): void {
    this.#dwellMs -= STEP_MS / leisure;
    if (this.#dwellMs <= 0) this.#look(this.#aim === 'user' ? 'away' : 'user');
    this.#fixationMs -= STEP_MS;
    if (this.#fixationMs > 0) return;
    this.#fixationMs = logNormal(this.#random, FIXATION_MS, FIXATION_SIGMA);
    if (this.#aim === 'away') {
      if (this.#mode === 'thinking') this.#lookAway();
      return;
    }
    this.x = this.centreX + between(this.#random, -FACE_X, FACE_X);
    this.y = this.centreY + between(this.#random, -FACE_Y / 2, FACE_Y);
  }

  #look(aim: 'user' | 'away'): void {
    const { userMs, awayMs } = HABITS[this.#mode];
    this.#aim = aim;
    this.#dwellMs = logNormal(this.#random, aim === 'user' ? userMs : awayMs, SIGMA);
    this.#fixationMs = logNormal(this.#random, FIXATION_MS, FIXATION_SIGMA);
    if (aim === 'user') this.#aimAt(0, 0);
    else this.#lookAway();
  }

  #lookAway(): void {
    const random = this.#random;
    const { far } = HABITS[this.#mode];
    if (this.#mode === 'thinking') {
      // Up and to a side, mostly; the same side for the whole thought.
      const side = this.centreX === 0 ? (random() < 0.5 ? -1 : 1) : Math.sign(this.centreX);
      const up = random() < 0.75 ? -1 : 0.6;
      this.#aimAt(side * far * between(random, 0.8, 1.5), up * far * between(random, 0.6, 1.3));
      return;
    }
    // Level rather than up or down; small ways are the most frequent.
    const way = Math.min(0.9, 0.12 - far * Math.log(1 - random()) * 0.7);
    const angle = (random() < 0.5 ? 0 : Math.PI) + normal(random) * 0.5;
    this.#aimAt(way * Math.cos(angle), way * Math.sin(angle) * 0.7);
  }

  #aimAt(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.centreX = x;
    this.centreY = y;
  }
}

/** As `Math.hypot`, which makes an object with each call. */
function distance(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
