import { BAND_RATE_HZ } from './speech-band.js';

/** Voices lie between these. */
const LOWEST_PITCH_HZ = 75;
const HIGHEST_PITCH_HZ = 400;
const SHORTEST_LAG = Math.floor(BAND_RATE_HZ / HIGHEST_PITCH_HZ);
const LONGEST_LAG = Math.ceil(BAND_RATE_HZ / LOWEST_PITCH_HZ);

/** Samples that {@link voicing} looks at: 30 ms to compare, and the longest period before them. */
export const VOICING_SAMPLES = 240 + LONGEST_LAG;

/**
 * How much a sound repeats itself at the pitch of a voice: the peak of the normalised autocorrelation.
 *
 * @param samples the newest {@link VOICING_SAMPLES} samples at 8 kHz.
 * @returns 0 for noise, to 1 for a steady vowel; 0 for silence.
 */
export function voicing(samples: Float32Array): number {
  const length = samples.length - LONGEST_LAG;
  let energy = 0;
  for (let i = 0; i < length; i++) energy += at(samples, LONGEST_LAG + i) ** 2;
  let best = 0;
  for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
    let product = 0;
    let laggedEnergy = 0;
    for (let i = 0; i < length; i++) {
      const lagged = at(samples, LONGEST_LAG - lag + i);
      product += at(samples, LONGEST_LAG + i) * lagged;
      laggedEnergy += lagged * lagged;
    }
    best = Math.max(best, product / Math.sqrt(energy * laggedEnergy + 1e-12));
  }
  return best;
}

function at(samples: Float32Array, i: number): number {
  return samples[i] as number;
}
