import type { GroupBuilder, GroupPlacement } from '../builder/authoring/group.js';

/** Groups within groups by the motion that each is for, the outermost first, and the innermost once more as `inner`. */
export type Nest<N extends string> = Readonly<Record<N, GroupBuilder>> & {
  /** Where the thing itself is drawn. */
  readonly inner: GroupBuilder;
};

/**
 * Nests a group for each motion, so that several motions can move one thing at once without setting the same property.
 *
 * @param motions outermost first.
 * @param placement of all of them: they turn around its `pivot`, or the first starts its own coordinates `at` a point.
 */
export function nest<N extends string>(
  scene: GroupBuilder,
  thing: string,
  motions: readonly N[],
  placement: GroupPlacement = {},
): Nest<N> {
  const nested: Partial<Record<N, GroupBuilder>> = {};
  let inner = scene;
  for (const [depth, motion] of motions.entries()) {
    inner = inner.group(`${thing} ${motion}`, depth === 0 || placement.pivot ? placement : {});
    nested[motion] = inner;
  }
  return { ...(nested as Record<N, GroupBuilder>), inner };
}
