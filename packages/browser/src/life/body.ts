import type { Motion } from '../rig/motion.js';
import { Spring } from './spring.js';

/** How far the head turns with the eyes. */
const HEAD_FOLLOWS = { x: 0.42, y: 0.34 } as const;
/** Eyes stay where they look while the head moves: a whole turn of the head is this much of a look. */
const TURN_IN_LOOKS = 0.55;

/** What the body is to do, each in its own range; it is filled in before each step. */
export interface Intent {
  /** Where the eyes aim, and what the head turns to, -1 to 1. */
  eyeX: number;
  eyeY: number;
  lookX: number;
  lookY: number;
  /** How the head is held beside that, -1 to 1. */
  turnX: number;
  turnY: number;
  tilt: number;
  /** 0 to 1. */
  nod: number;
  emphasis: number;
  browLift: number;
  idle: number;
}

/**
 * The springs between what is wanted and what is seen. Eyes leap, brows and nods are quick, a head takes its time: so eyes
 * are there first, the head follows, and the eyes go back in it as it comes.
 */
export class Body {
  /** What is wanted: fill it in, then {@link step}. */
  readonly intent: Intent = {
    eyeX: 0,
    eyeY: 0,
    lookX: 0,
    lookY: 0,
    turnX: 0,
    turnY: 0,
    tilt: 0,
    nod: 0,
    emphasis: 0,
    browLift: 0,
    idle: 0,
  };
  /** What is seen, as of the latest {@link fill}. */
  readonly motion: Motion = {
    gazeX: 0,
    gazeY: 0,
    headX: 0,
    headY: 0,
    headTilt: 0,
    emphasis: 0,
    browLift: 0,
    idle: 1,
  };
  readonly #eyeX = new Spring(75);
  readonly #eyeY = new Spring(75);
  readonly #headX = new Spring(7.5);
  readonly #headY = new Spring(7.5);
  readonly #tilt = new Spring(6);
  readonly #nod = new Spring(30);
  readonly #emphasis = new Spring(24);
  readonly #browLift = new Spring(20);
  readonly #idle = new Spring(4, 1);

  /** One step towards {@link intent}. */
  step(): void {
    const { intent } = this;
    this.#eyeX.step(intent.eyeX);
    this.#eyeY.step(intent.eyeY);
    this.#headX.step(intent.lookX * HEAD_FOLLOWS.x + intent.turnX);
    this.#headY.step(intent.lookY * HEAD_FOLLOWS.y + intent.turnY);
    this.#tilt.step(intent.tilt);
    this.#nod.step(intent.nod);
    this.#emphasis.step(intent.emphasis);
    this.#browLift.step(intent.browLift);
    this.#idle.step(intent.idle);
  }

  /** Fills in {@link motion}. @param part of the latest step, 0 to 1. */
  fill(part: number): void {
    const { motion } = this;
    const headX = this.#headX.at(part);
    const headY = this.#headY.at(part) + this.#nod.at(part);
    motion.gazeX = bounded(this.#eyeX.at(part) - headX * TURN_IN_LOOKS, -1);
    motion.gazeY = bounded(this.#eyeY.at(part) - headY * TURN_IN_LOOKS, -1);
    motion.headX = bounded(headX, -1);
    motion.headY = bounded(headY, -1);
    motion.headTilt = bounded(this.#tilt.at(part), -1);
    motion.emphasis = bounded(this.#emphasis.at(part), 0);
    motion.browLift = bounded(this.#browLift.at(part), 0);
    motion.idle = bounded(this.#idle.at(part), 0);
  }
}

/** Between a least value and 1. */
function bounded(value: number, least: number): number {
  return Math.max(least, Math.min(1, value));
}
