import { between, logNormal, type Random } from './chance.js';
import { STEP_MS } from './spring.js';

/** How unequal the intervals are: deviation of their logarithm. */
const SIGMA = 0.5;
/** Lids need that long before they can close again, in milliseconds; a reason to blink is not felt before the second. */
const MIN_INTERVAL_MS = 600;
const SATISFIED_MS = 1_100;
/** Nobody stares for longer than this times the usual interval. */
const LONGEST = 3;
/** This share of blinks are followed by another at once. */
const DOUBLE_SHARE = 0.1;
const DOUBLE_MS = [280, 420] as const;
/** From a reason to the blink, in milliseconds. */
const REACTION_MS = [0, 120] as const;

/**
 * When to blink.
 *
 * Blinks come 17 times a minute at rest and 26 times in conversation, at intervals that are log-normal rather than even
 * (Bentivoglio et al., "Analysis of blink rate patterns in normal subjects", 1997). Many have a reason: the eyes move far
 * (Evinger et al., "Not looking while leaping", 1994), or speech pauses (Nakano and Kitazawa, "Eyeblink entrainment at
 * breakpoints of speech", 2010). So there is a clock, and there are reasons, and each blink starts the clock again.
 */
export class Blinks {
  readonly #random: Random;
  #medianMs = 3_700;
  #dueMs: number;
  #sinceMs = 0;
  #double = false;

  constructor(random: Random) {
    this.#random = random;
    // The first one comes soon: whoever appears is looked at.
    this.#dueMs = between(random, 0.2, 1) * this.#medianMs;
  }

  /** The usual interval, in milliseconds: half of those without a reason are shorter. */
  set medianMs(medianMs: number) {
    if (medianMs === this.#medianMs) return;
    this.#dueMs *= medianMs / this.#medianMs;
    this.#medianMs = medianMs;
  }

  /** There is a reason to blink. @param share how often it is followed, 0 to 1. */
  suggest(share: number): void {
    if (this.#sinceMs < SATISFIED_MS || this.#random() >= share) return;
    this.#dueMs = Math.min(this.#dueMs, between(this.#random, REACTION_MS[0], REACTION_MS[1]));
  }

  /** One step. @returns whether a blink begins with it. */
  step(): boolean {
    this.#sinceMs += STEP_MS;
    this.#dueMs -= STEP_MS;
    if (this.#dueMs > 0) return false;
    this.#double = !this.#double && this.#random() < DOUBLE_SHARE;
    this.#sinceMs = 0;
    this.#dueMs = this.#double ? between(this.#random, DOUBLE_MS[0], DOUBLE_MS[1]) : this.#interval();
    return true;
  }

  #interval(): number {
    const ms = logNormal(this.#random, this.#medianMs, SIGMA);
    return Math.min(Math.max(ms, MIN_INTERVAL_MS), this.#medianMs * LONGEST);
  }
}
