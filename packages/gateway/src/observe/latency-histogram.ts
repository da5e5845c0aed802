/**
 * Upper edges in milliseconds, ten a decade (the R10 series of ISO 3) from 1 µs to 10 s: a quantile read from them is at
 * most a quarter off, and the round numbers that people ask for (10 ms, 20 ms) are edges.
 */
const EDGES_MS: readonly number[] = [1e-3, 1e-2, 1e-1, 1, 10, 100, 1e3]
  .flatMap((decade) => [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8].map((step) => Number((decade * step).toPrecision(3))))
  .concat(1e4);

/** How often each length of time was seen: one more count than there are edges, the last for what is longer. */
export type LatencyCounts = Float64Array;

/**
 * Counts times in fixed steps. Made for the hot path: one observation is a short search and two additions, and allocates
 * nothing.
 */
export class LatencyHistogram {
  readonly #counts: LatencyCounts = new Float64Array(EDGES_MS.length + 1);
  #sumMs = 0;

  /** @param ms 0 or more. */
  observe(ms: number): void {
    let low = 0;
    let high = EDGES_MS.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ms <= (EDGES_MS[middle] as number)) high = middle;
      else low = middle + 1;
    }
    this.#counts[low] = (this.#counts[low] as number) + 1;
    this.#sumMs += ms;
  }

  /** Sum of all observations, in milliseconds. */
  get sumMs(): number {
    return this.#sumMs;
  }

  /** A copy of the counts so far. */
  counts(): LatencyCounts {
    return this.#counts.slice();
  }

  /** How many observations took that long or less. */
  countUpTo(ms: number): number {
    let count = 0;
    for (let i = 0; i < EDGES_MS.length && (EDGES_MS[i] as number) <= ms; i++) count += this.#counts[i] as number;
    return count;
  }

  /** How many observations there were. */
  get count(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }
}

/** What was counted between two looks at a histogram. */
export function countsBetween(before: LatencyCounts, after: LatencyCounts): LatencyCounts {
  return after.map((count, i) => count - (before[i] as number));
}

/**
 * The time that a share of the observations stayed within.
 *
 * @param share 0 to 1.
 * @returns milliseconds, interpolated between two edges, at most 10,000; `undefined` if nothing was observed.
 */
export function quantileMs(counts: LatencyCounts, share: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let below = 0;
  for (const [i, upperMs] of EDGES_MS.entries()) {
    const count = counts[i] as number;
    if (count > 0 && below + count >= share * total) {
      const lowerMs = EDGES_MS[i - 1] ?? 0;
      return lowerMs + (upperMs - lowerMs) * Math.max(0, (share * total - below) / count);
    }
    below += count;
  }
  return EDGES_MS.at(-1);
}
