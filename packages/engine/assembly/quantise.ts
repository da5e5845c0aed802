/** Half of the range in which adding it leaves a float rounded to a whole number in its low bits: 1.5 * 2^23. */
const ROUNDER: f32 = 12582912.0;
/** The largest int16. */
const TOP: f32 = 32767.0;

/**
 * Writes `count` floats (a multiple of 8) as int16 with a scale of their own, so that the largest becomes 32767; behind
 * them the scale, an f32. An int16 times the scale is the value, give or take half a scale.
 */
export function quantise(from: usize, count: i32, to: usize): void {
  let largest = f32x4.splat(0);
  for (let i: usize = 0; i < <usize>count * 4; i += 16) {
    largest = f32x4.pmax(largest, f32x4.abs(v128.load(from + i)));
  }
  const top = max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  );
  // All zeros (or as good as: the quotient below must be finite) stay zeros.
  const factor = f32x4.splat(top > 1e-30 ? TOP / top : 0);
  const rounder = f32x4.splat(ROUNDER);
  const offset = i32x4.splat(reinterpret<i32>(ROUNDER));
  for (let i: usize = 0; i < <usize>count * 4; i += 32) {
    const low = f32x4.add(f32x4.mul(v128.load(from + i), factor), rounder);
    const high = f32x4.add(f32x4.mul(v128.load(from + i, 16), factor), rounder);
    v128.store(to + (i >> 1), i16x8.narrow_i32x4_s(i32x4.sub(low, offset), i32x4.sub(high, offset)));
  }
  store<f32>(to + <usize>count * 2, top > 1e-30 ? top / TOP : 0);
}
