/** Input samples on each side that make an output sample; the stop band is far below 16-bit noise. */
const REACH = 64;

/** Takes speech to a higher rate with a long windowed sinc: the ideal against which a player's own resampler is held. */
export function resample(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return samples;
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const [step, phases] = [fromHz / divisor, toHz / divisor]; // output n lies at n * step / phases of the input
  const kernels = Array.from({ length: phases }, (_, phase) =>
    Float64Array.from({ length: 2 * REACH }, (_, i) => windowedSinc(i - REACH + 1 - phase / phases)),
  );
  const resampled = new Float32Array(Math.floor((samples.length * phases) / step));
  for (let n = 0; n < resampled.length; n++) {
    const centre = Math.floor((n * step) / phases);
    const kernel = kernels[(n * step) % phases] as Float64Array;
    let sum = 0;
    for (let i = 0; i < kernel.length; i++) sum += (samples[centre + i - REACH + 1] ?? 0) * (kernel[i] as number);
    resampled[n] = sum;
  }
  return resampled;
}

/** A sinc under a Blackman window of `REACH` samples on each side. */
function windowedSinc(x: number): number {
  if (x === 0) return 1;
  const window = 0.42 + 0.5 * Math.cos((Math.PI * x) / REACH) + 0.08 * Math.cos((2 * Math.PI * x) / REACH);
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** How a recording compares with what should be in it. */
export interface WaveformMatch {
  /** Index in the recording at which the expected sound starts. */
  readonly startSample: number;
  /** Signal to error ratio of the worst window that has sound in it, in decibels. */
  readonly worstSnrDb: number;
  /** Signal to error ratio over the whole of it, in decibels. */
  readonly snrDb: number;
  /** Windows that fit better when moved, as `{ atMs, shiftSamples }`: something was lost, repeated or shifted there. */
  readonly shifts: readonly { atMs: number; shiftSamples: number }[];
  /** Largest absolute sample before and after the expected sound, within the margin asked for. */
  readonly strayPeak: number;
}

/** Options of {@link matchWaveform}. */
export interface MatchOptions {
  readonly sampleRateHz: number;
  /** Length of the windows that are compared one by one, in milliseconds. Default 50. */
  readonly windowMs?: number;
  /** How far around the sound there must be silence, in milliseconds. Default 100. */
  readonly marginMs?: number;
}

/**
 * Finds the expected sound in a recording and compares them sample by sample.
 *
 * @throws Error if the recording is too short to hold it.
 */
export function matchWaveform(recorded: Float32Array, expected: Float32Array, options: MatchOptions): WaveformMatch {
  const { sampleRateHz, windowMs = 50, marginMs = 100 } = options;
  if (recorded.length < expected.length) {
    throw new Error(`The recording has ${recorded.length} samples, fewer than the ${expected.length} expected.`);
  }
  const startSample = locate(recorded, expected);
  const window = Math.round((windowMs / 1000) * sampleRateHz);
  const shifts: { atMs: number; shiftSamples: number }[] = [];
  let worstSnrDb = Number.POSITIVE_INFINITY;
  for (let at = 0; at < expected.length; at += window) {
    const end = Math.min(at + window, expected.length);
    if (peak(expected, at, end) < 0.01) continue; // a pause says nothing about shifts
    worstSnrDb = Math.min(worstSnrDb, snrDbAt(recorded, expected, startSample, at, end));
    const shiftSamples = bestShift(recorded, expected, startSample, at, end, Math.round(sampleRateHz * 0.005));
    if (shiftSamples !== 0) shifts.push({ atMs: (at / sampleRateHz) * 1000, shiftSamples });
  }
  const margin = Math.round((marginMs / 1000) * sampleRateHz);
  const endSample = startSample + expected.length;
  const strayPeak = Math.max(
    peak(recorded, Math.max(0, startSample - margin), startSample),
    peak(recorded, endSample, Math.min(recorded.length, endSample + margin)),
  );
  const snrDb = snrDbAt(recorded, expected, startSample, 0, expected.length);
  return { startSample, worstSnrDb, snrDb, shifts, strayPeak };
}

/** Index in the recording where the expected sound fits best: coarsely on rectified averages, then to the sample. */
function locate(recorded: Float32Array, expected: Float32Array): number {
  const step = 32;
  const coarseRecorded = loudness(recorded, step);
  const coarseExpected = loudness(expected, step);
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let lag = 0; lag <= coarseRecorded.length - coarseExpected.length; lag++) {
    let dot = 0;
    let energy = 1e-9;
    for (let i = 0; i < coarseExpected.length; i++) {
      const value = coarseRecorded[lag + i] as number;
      dot += value * (coarseExpected[i] as number);
      energy += value * value;
    }
    const score = dot / Math.sqrt(energy);
    if (score > bestScore) {
      bestScore = score;
      best = lag;
    }
  }
  // Refine where the sound is loudest: a pause fits anywhere.
  const probe = loudest(expected, Math.min(expected.length, 4096));
  const shift = bestShift(recorded, expected, best * step, probe, Math.min(expected.length, probe + 4096), 4 * step);
  return best * step + shift;
}

function loudness(samples: Float32Array, step: number): Float32Array {
  const means = new Float32Array(Math.floor(samples.length / step));
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let j = i * step; j < (i + 1) * step; j++) sum += Math.abs(samples[j] as number);
    means[i] = sum / step;
  }
  return means;
}

function loudest(samples: Float32Array, length: number): number {
  let best = 0;
  let bestEnergy = -1;
  for (let at = 0; at + length <= samples.length; at += length) {
    const energy = samples.subarray(at, at + length).reduce((sum, x) => sum + x * x, 0);
    if (energy > bestEnergy) {
      bestEnergy = energy;
      best = at;
    }
  }
  return best;
}

/** The shift of the recording, up to `reach` samples each way, at which a window differs least; 0 wins a tie. */
function bestShift(
  recorded: Float32Array,
  expected: Float32Array,
  start: number,
  from: number,
  to: number,
  reach: number,
): number {
  let best = 0;
  let bestError = errorEnergy(recorded, expected, start, from, to);
  for (let shift = -reach; shift <= reach; shift++) {
    const error = errorEnergy(recorded, expected, start + shift, from, to);
    if (error < bestError * 0.999) {
      bestError = error;
      best = shift;
    }
  }
  return best;
}

function snrDbAt(recorded: Float32Array, expected: Float32Array, start: number, from: number, to: number): number {
  let signal = 0;
  for (let i = from; i < to; i++) signal += (expected[i] as number) ** 2;
  const error = errorEnergy(recorded, expected, start, from, to);
  return error === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(signal / error);
}

function errorEnergy(recorded: Float32Array, expected: Float32Array, start: number, from: number, to: number): number {
  let error = 0;
  for (let i = from; i < to; i++) error += ((recorded[start + i] ?? 0) - (expected[i] as number)) ** 2;
  return error;
}

/** Largest absolute sample of a range; default: of all. */
export function peak(samples: Float32Array, from = 0, to = samples.length): number {
  let peakValue = 0;
  for (let i = from; i < to; i++) peakValue = Math.max(peakValue, Math.abs(samples[i] as number));
  return peakValue;
}
