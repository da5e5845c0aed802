/**
 * Turns the weights of an average into the values of Rive's direct blend, which applies one pose after the other over
 * what was there:
 *
 *     property = property * (1 - value / 100) + pose * value / 100
 *
 * With `c_i = w_0 + … + w_i`, `value_i = 100 * w_i / c_i` gives exactly `sum w_i * pose_i`: the first pose with weight
 * replaces whatever was there, and each later one takes its share.
 *
 * @param weights 0 or more, at least one above 0; they need not add up to 1.
 * @param values gets 0 to 100, as long as `weights`.
 */
export function toSequentialBlend(weights: Float32Array, values: Float32Array): void {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    sum += weight;
    values[i] = weight > 0 ? (100 * weight) / sum : 0;
  }
}
