import { RivFile, writeRiv } from '@lipwire/rig/builder';

/** Height of the mouth for each number, in artboard units of 200. */
const HEIGHTS: Readonly<Record<number, number>> = {
  100: 4,
  101: 120,
  102: 60,
  103: 80,
  104: 90,
  105: 30,
  107: 8,
  108: 50,
  109: 16,
  110: 40,
  112: 70,
  113: 20,
  114: 44,
  115: 36,
  118: 28,
};

/**
 * A mascot of somebody else, nothing but a mouth: number inputs `100` to `118` without 116, blended in falling order without
 * a rest pose below.
 */
export function numberedMascot(): Buffer {
  const file = new RivFile('Data');
  const artboard = file.artboard('Face', { width: 200, height: 200 });
  const mouth = artboard.shape('mouth', { at: [100, 100] });
  mouth.ellipse({ x: 0, y: 0, width: 120, height: 10 }).fill('#c00000');
  const machine = artboard.stateMachine('Talking');
  machine.boolean('is_speaking');
  const layer = machine.layer('mouth');
  const shapes = Object.entries(HEIGHTS).map(([number, height]) => ({
    animation: artboard.pose(number).set(mouth, { scaleY: height / 10 }),
    weight: machine.number(number),
  }));
  layer.start(layer.blend(shapes.reverse()));
  // Unchecked: a blend without a rest pose is no file of ours.
  return Buffer.from(writeRiv(file.toObjects()));
}
