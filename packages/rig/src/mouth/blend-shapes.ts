import { RigError } from '../errors.js';

/**
 * The weighted average of shapes, number by number, as the runtime blends poses. What the weights leave of 1 is `rest`.
 *
 * @param rest any tree of objects with numbers at the ends.
 * @param poses trees of the same form.
 * @param weights one for each pose, 0 to 1 each and in all.
 * @throws RigError `RIG_WEIGHTS_INVALID` for a weight that is missing, negative or not finite, or a sum above 1.
 */
export function blendShapes<T extends object>(rest: T, poses: readonly T[], weights: ArrayLike<number>): T {
  let sum = 0;
  for (let i = 0; i < poses.length; i++) {
    const weight = weights[i];
    if (weight === undefined || !(weight >= 0)) {
      throw new RigError('RIG_WEIGHTS_INVALID', `Weight ${i} is ${weight}: give ${poses.length} numbers from 0 to 1.`);
    }
    sum += weight;
  }
  if (weights.length !== poses.length || !(sum <= 1 + 1e-6)) {
    throw new RigError(
      'RIG_WEIGHTS_INVALID',
      `${weights.length} weights add up to ${sum}: give ${poses.length} that add up to at most 1.`,
    );
  }
  return blendNode(rest, poses, weights, 1 - sum) as T;
}

function blendNode(rest: unknown, poses: readonly unknown[], weights: ArrayLike<number>, restWeight: number): unknown {
  if (typeof rest === 'number') {
    return poses.reduce<number>((total, pose, i) => total + (pose as number) * (weights[i] ?? 0), rest * restWeight);
  }
  return Object.fromEntries(
    Object.entries(rest as object).map(([key, value]) => [
      key,
      blendNode(
        value,
        poses.map((pose) => (pose as Record<string, unknown>)[key]),
        weights,
        restWeight,
      ),
    ]),
  );
}
