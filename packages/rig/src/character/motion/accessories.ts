import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { MascotAnimations } from '../mascot-animations.js';

/** How far above its place an accessory waits, in artboard units: it comes on from there. */
const DROP = 16;

/** Adds a hidden group to draw an accessory in, in the coordinates of its parent. */
export function accessoryGroup(parent: GroupBuilder, name: string): GroupBuilder {
  return parent.group(name, { at: [0, -DROP], opacity: 0 });
}

type Worn = keyof MascotAnimations['accessories'];

/** Adds the poses that put on one accessory each. @param groups made by {@link accessoryGroup}; one thing may need several. */
export function accessories(
  artboard: ArtboardBuilder,
  groups: Readonly<Record<Worn, readonly GroupBuilder[]>>,
): MascotAnimations['accessories'] {
  const worn = (name: Worn) => {
    const pose = artboard.pose(`accessory ${name}`);
    for (const group of groups[name]) pose.set(group, { y: DROP, opacity: 1 });
    return pose;
  };
  return { glasses: worn('glasses'), hat: worn('hat'), headphones: worn('headphones') };
}
