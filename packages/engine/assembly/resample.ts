import { ANALYSIS_RATE_HZ } from './settings';
import { Stream } from './stream';

/** Most samples of a block. */
export const MAX_BLOCK_SAMPLES: i32 = 2048;
/** More than any filter has: 41 at 48 kHz. */
const MAX_TAPS: i32 = 64;

/** f32: where the next block of samples is put. */
export const input: usize = memory.data(MAX_BLOCK_SAMPLES * 4, 16);
/** f32: the samples of a block and those before it that its filters reach. */
const line: usize = memory.data((MAX_BLOCK_SAMPLES + MAX_TAPS) * 4, 16);
/** f32: the block at the rate of the analysis; twice as long at 8 kHz. */
export const resampled: usize = memory.data((2 * MAX_BLOCK_SAMPLES + 4) * 4, 16);

/** Infinity and NaN become 0, and what is louder than full scale is clipped: `src/frames/sample-guard.ts`. */
function guarded(samples: v128): v128 {
  const finite = v128.and(samples, f32x4.lt(f32x4.abs(samples), f32x4.splat(Infinity)));
  return f32x4.pmin(f32x4.pmax(finite, f32x4.splat(-1)), f32x4.splat(1));
}

/**
 * Takes `count` samples of {@link input}, as `src/frames/resampler.ts`.
 *
 * @returns how many samples of {@link resampled} are new.
 */
export function resample(stream: Stream, count: i32): i32 {
  const filters = stream.filters;
  const tailBytes = (<usize>(filters.taps - 1)) << 2;
  memory.copy(line, stream.tail, tailBytes);
  // A few samples too many may be taken along; they are overwritten or multiplied by zero.
  const newest = line + tailBytes;
  for (let i: usize = 0; i < <usize>count * 4; i += 16) v128.store(newest + i, guarded(v128.load(input + i)));

  const phases = filters.phases;
  const filterBytes = (<usize>filters.filterLength) << 2;
  const wholeStep = filters.sampleRateHz / ANALYSIS_RATE_HZ;
  const restStep = filters.sampleRateHz % ANALYSIS_RATE_HZ;
  let at = stream.at;
  let numerator = stream.numerator;
  let to = resampled;
  while (at < count) {
    // To the nearest; a division by a constant is a multiplication.
    const phase = (2 * numerator * phases + ANALYSIS_RATE_HZ) / (2 * ANALYSIS_RATE_HZ);
    let filter = filters.values + <usize>phase * filterBytes;
    const end = filter + filterBytes;
    let from = line + ((<usize>at) << 2);
    let sum = f32x4.splat(0);
    while (filter < end) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(filter), v128.load(from)));
      filter += 16;
      from += 16;
    }
    const pairs = f32x4.add(sum, i32x4.shuffle(sum, sum, 2, 3, 0, 1));
    store<f32>(to, f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1));
    to += 4;
    at += wholeStep;
    numerator += restStep;
    if (numerator >= ANALYSIS_RATE_HZ) {
      numerator -= ANALYSIS_RATE_HZ;
      at++;
    }
  }
  stream.at = at - count;
  stream.numerator = numerator;
  memory.copy(stream.tail, line + ((<usize>count) << 2), tailBytes);
  return <i32>((to - resampled) >> 2);
}
