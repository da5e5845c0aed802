import { power, setSignal, transform } from './fft';
import { naturalLog } from './natural-log';
import { BANDS, hann, melFirstBins, melLengths, melWeights, Settings, settings, WINDOW_SAMPLES } from './settings';

/** f32[BANDS]: natural logarithm of the power in each band. */
export const bands: usize = memory.data(BANDS * 4, 16);
/** v128[BANDS]: four partial sums of each band. */
const partial: usize = memory.data(BANDS * 16, 16);

/**
 * One window of samples to {@link bands}, as `src/features/log-mel.ts`.
 *
 * @returns the natural logarithm of the power in all bands together.
 */
export function analyse(window: usize): f32 {
  for (let m: usize = 0; m < <usize>WINDOW_SAMPLES / 8; m++) {
    const at = m << 5;
    const first = f32x4.mul(v128.load(window + at), v128.load(hann + at));
    const second = f32x4.mul(v128.load(window + at, 16), v128.load(hann + at, 16));
    setSignal(<i32>m, first, second);
  }
  transform();
  addBands();

  const floor = f32x4.splat(<f32>changetype<Settings>(settings).bandPowerFloor);
  let total = f32x4.splat(0);
  for (let band: usize = 0; band < <usize>BANDS; band += 4) {
    const sums = sumsOfFour(partial + (band << 4));
    total = f32x4.add(total, sums);
    v128.store(bands + (band << 2), naturalLog(f32x4.add(sums, floor)));
  }
  const all =
    f32x4.extract_lane(total, 0) +
    f32x4.extract_lane(total, 1) +
    (f32x4.extract_lane(total, 2) + f32x4.extract_lane(total, 3));
  return f32x4.extract_lane(naturalLog(f32x4.add(f32x4.splat(all), floor)), 0);
}

function addBands(): void {
  let weights = melWeights;
  for (let band: usize = 0; band < <usize>BANDS; band++) {
    let bins = power + ((<usize>load<i32>(melFirstBins + (band << 2))) << 2);
    const end = weights + ((<usize>load<i32>(melLengths + (band << 2))) << 2);
    let sum = f32x4.splat(0);
    while (weights < end) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(weights), v128.load(bins)));
      weights += 16;
      bins += 16;
    }
    v128.store(partial + (band << 4), sum);
  }
}

/** The sum of the lanes of each of four vectors. */
function sumsOfFour(from: usize): v128 {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const d = v128.load(from, 48);
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}
