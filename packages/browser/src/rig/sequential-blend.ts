/**
 * Turns the weights of an average into the values of Rive's direct blend, which applies one pose after the other over
 * what was there:
 *
 *     property = property * (1 - value / 100) + pose * value / 100
 *
 * With `c_i = rest + w_0 + … + w_i`, `value_i = 100 * w_i / c_i` gives exactly `rest * what was there + sum w_i * pose_i`:
 * each pose takes its share of those before it, and without rest the first replaces whatever was there.
 *
 * @param weights 0 or more, in the order in which the file blends; with `rest` they need not add up to 1.
 * @param values gets 0 to 100, as long as `weights`.
 * @param rest weight of what lies below the poses, 0 or more. Default 0.
 */
export function toSequentialBlend(weights: Float32Array, values: Float32Array, rest = 0): void {
  let sum = rest;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    sum += weight;
    values[i] = weight > 0 ? (100 * weight) / sum : 0;
  }
}
