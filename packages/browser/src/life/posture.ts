import { between, normal, type Random } from './chance.js';
import type { LifeMode } from './mode.js';
import { STEP_MS } from './spring.js';

/** How long a posture is kept, in milliseconds. */
const KEPT_MS = { speaking: [1_800, 4_200], other: [4_500, 11_000] } as const;
/** How far a speaker moves from phrase to phrase, as deviations. */
const SWAY = { x: 0.28, y: 0.1, tilt: 0.27 } as const;
/** It moves on by so much with a stressed syllable, as a deviation. */
const NUDGE = 0.2;
/** Nobody holds their head further aside than that while they speak. */
const MOST = 0.55;
/** A listener tilts the head by so much, and leans in. */
const LISTEN_TILT = [0.22, 0.42] as const;
const LISTEN_LEAN = 0.1;

/**
 * How a mascot holds its head where nothing calls for a movement: another way from phrase to phrase while it speaks, tilted
 * towards who speaks to it, nearly straight while it waits.
 */
export class Posture {
  /** Turn, -1 to 1, right and down; tilt clockwise. */
  x = 0;
  y = 0;
  tilt = 0;
  readonly #random: Random;
  #mode: LifeMode = 'idle';
  #leftMs = 0;
  #side: number;

  constructor(random: Random) {
    this.#random = random;
    this.#side = random() < 0.5 ? -1 : 1;
  }

  /** What the mascot does now. */
  set mode(mode: LifeMode) {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#shift();
  }

  /** A good moment for another posture: a phrase begins. */
  suggest(): void {
    if (this.#leftMs < KEPT_MS.speaking[1] - 900) this.#leftMs = 0;
  }

  /** A stressed syllable: the head moves on a little, as speakers' heads do. @param strength 0 to 1. */
  nudge(strength: number): void {
    const way = NUDGE * strength;
    this.x = within(this.x * (1 - way) + way * normal(this.#random));
    this.tilt = within(this.tilt * (1 - way) + way * normal(this.#random));
  }

  /** One step. @returns whether it takes another posture now. */
  step(): boolean {
    this.#leftMs -= STEP_MS;
    if (this.#leftMs > 0) return false;
    this.#shift();
    return true;
  }

  #shift(): void {
    const random = this.#random;
    const [least, most] = this.#mode === 'speaking' ? KEPT_MS.speaking : KEPT_MS.other;
    this.#leftMs = between(random, least, most);
    this.y = 0;
    switch (this.#mode) {
      case 'speaking':
        this.x = within(SWAY.x * normal(random));
        this.y = within(SWAY.y * normal(random));
        this.tilt = within(SWAY.tilt * normal(random));
        break;
      case 'hearing':
        // The other side, at times.
        if (random() < 0.3) this.#side = -this.#side;
        this.x = 0;
        this.y = LISTEN_LEAN;
        this.tilt = this.#side * between(random, LISTEN_TILT[0], LISTEN_TILT[1]);
        break;
      case 'thinking':
        this.x = 0;
        this.y = -0.08;
        this.tilt = -this.#side * between(random, 0.1, 0.3);
        break;
      case 'attending':
        this.x = 0;
        this.tilt = 0;
        break;
      default:
        this.x = within(0.07 * normal(random));
        this.tilt = within(0.09 * normal(random));
    }
  }
}

function within(value: number): number {
  return Math.max(-MOST, Math.min(MOST, value));
}
