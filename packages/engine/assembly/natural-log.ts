/** The bits of sqrt(1/2): mantissas are taken from there to sqrt(2), so that the series below is short. */
const ROOT_HALF_BITS: i32 = 0x3f3504f3;

/**
 * Natural logarithm of positive, normal numbers; off by at most 2e-7 of one or one in the last bit.
 *
 * `x = 2^e m`, and `ln m = 2 artanh(s)` with `s = (m - 1) / (m + 1)`, of which five terms are enough for `|s| < 0.172`.
 */
export function naturalLog(x: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(ROOT_HALF_BITS)), 23);
  const mantissa = i32x4.sub(x, i32x4.shl(exponent, 23));
  const one = f32x4.splat(1);
  const s = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one));
  const s2 = f32x4.mul(s, s);
  let series = f32x4.splat(<f32>(2.0 / 9.0));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.0 / 7.0)));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.0 / 5.0)));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.0 / 3.0)));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(2));
  const powers = f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(<f32>Math.LN2));
  return f32x4.add(powers, f32x4.mul(series, s));
}
