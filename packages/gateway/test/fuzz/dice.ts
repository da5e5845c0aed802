import { Buffer } from 'node:buffer';
import { randomOf } from '../support/live-traffic.js';

/** Chance with a seed: the same seed gives the same throws. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  /** A whole number from 0 to `max`, both included. */
  upTo(max: number): number {
    return Math.floor(this.#random() * (max + 1));
  }

  /** True so often, from 0 to 1. */
  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.upTo(values.length - 1)] as T;
  }

  bytes(maxLength: number): Buffer {
    return Buffer.from(Array.from({ length: this.upTo(maxLength) }, () => this.upTo(255)));
  }

  /** Cuts bytes into some pieces. */
  cut(bytes: Buffer): Buffer[] {
    const places = Array.from({ length: this.upTo(4) }, () => this.upTo(bytes.length)).sort((a, b) => a - b);
    return [...places, bytes.length].map((end, i) => bytes.subarray(places[i - 1] ?? 0, end));
  }

  /** The bytes with some harm done to them. */
  harm(bytes: Buffer): Buffer {
    const at = this.upTo(bytes.length);
    switch (this.upTo(4)) {
      case 0:
        return bytes.subarray(0, at);
      case 1:
        return Buffer.concat([bytes.subarray(0, at), this.bytes(12), bytes.subarray(at)]);
      case 2:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + this.upTo(20)))]);
      case 3:
        return Buffer.concat([bytes, bytes.subarray(at)]);
      default: {
        const harmed = Buffer.from(bytes);
        if (at < harmed.length) harmed[at] = (harmed[at] ?? 0) ^ (1 << this.upTo(7));
        return harmed;
      }
    }
  }
}
