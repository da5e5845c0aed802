import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { Colors } from './look.js';

/** Stars that burst around the head, unseen until they are called up. */
export function drawSparks(scene: GroupBuilder, colors: Colors) {
  return SPARKS.map(({ from, fly, size }, i) => {
    const spark = scene.group(`spark ${i}`, { at: from, opacity: 0 });
    const star = spark.shape('star', { scaleX: size, scaleY: size }).path(STAR);
    star.fill(i % 2 === 0 ? colors.accent : colors.eye);
    return { spark, fly };
  });
}

const STAR = 'M 0 -16 C 2 -5 5 -2 16 0 C 5 2 2 5 0 16 C -2 5 -5 2 -16 0 C -5 -2 -2 -5 0 -16 Z';

/** Where each starts, how far it flies, how big it is. */
const SPARKS = [
  { from: [104, 96], fly: [-52, -50], size: 1.2 },
  { from: [160, 76], fly: [-26, -48], size: 0.8 },
  { from: [340, 76], fly: [28, -46], size: 1 },
  { from: [398, 98], fly: [52, -44], size: 1.3 },
  { from: [70, 170], fly: [-40, -20], size: 0.8 },
  { from: [432, 172], fly: [38, -22], size: 0.9 },
] as const;
