/**
 * One sample as the analysis may see it: finite, -1 to 1.
 *
 * NaN and infinities become 0, because a single one would poison every running average behind it. What is louder than
 * full scale is clipped, as a sound card would.
 */
export function guardSample(sample: number): number {
  if (sample >= -1 && sample <= 1) return sample;
  if (sample > 1 && sample < Number.POSITIVE_INFINITY) return 1;
  if (sample < -1 && sample > Number.NEGATIVE_INFINITY) return -1;
  return 0;
}
