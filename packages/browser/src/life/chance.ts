/** A source of numbers from 0 (included) to 1 (excluded): `Math.random`, or a seeded one. */
export type Random = () => number;

/** A number between two limits, each as likely as the next. */
export function between(random: Random, min: number, max: number): number {
  return min + (max - min) * random();
}

/** A number of the normal distribution with mean 0 and deviation 1 (Box and Muller, 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * A number of the log-normal distribution: what intervals of living things follow, short ones often, long ones at times.
 *
 * @param median half are below.
 * @param sigma deviation of the logarithm.
 */
export function logNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(random));
}
