import {
  type AnimationBuilder,
  type ArtboardBuilder,
  type Blended,
  type Input,
  isValue,
  RivFile,
  type ViewModelProperty,
  writeRiv,
} from '@lipwire/rig/builder';

/** Width and height of a mouth, in artboard units. */
export type MouthSize = readonly [width: number, height: number];

/** The shape called `name` is this large: no two are alike, and no average of two is a third. */
export function sizeOf(index: number): MouthSize {
  return [40 + 5 * index, 6 + 0.35 * index * index];
}

/** As drawn, before anything is animated: a size that no shape has. */
const DRAWN: MouthSize = [10, 10];

/**
 * A file that is nothing but a mouth, an ellipse: what a strategy needs and no more. Drawings of it show which shape, or
 * which average of shapes, the real runtime draws.
 */
export class MouthFile {
  readonly file = new RivFile('Data');
  readonly artboard: ArtboardBuilder = this.file.artboard('Face', { width: 200, height: 200 });
  readonly machine = this.artboard.stateMachine('Machine');
  readonly #mouth = this.artboard.shape('mouth', { at: [100, 100] });

  constructor() {
    this.#mouth.ellipse({ x: 0, y: 0, width: DRAWN[0], height: DRAWN[1] }).fill('#803030');
  }

  /** A pose in which the mouth has this size. */
  shape(name: string, [width, height]: MouthSize): AnimationBuilder {
    return this.artboard.pose(name).set(this.#mouth, { scaleX: width / DRAWN[0], scaleY: height / DRAWN[1] });
  }

  /** A state that blends poses directly, in this order. */
  blend(animations: readonly Blended[]): this {
    const layer = this.machine.layer('mouth');
    layer.start(layer.blend(animations));
    return this;
  }

  /** A state for each value of an enum, with transitions that take as long as this. */
  switchEnum(code: ViewModelProperty<'enum'>, overMs: number): this {
    const layer = this.machine.layer('mouth');
    const states = code.values.map((value, i) => layer.play(this.shape(value, sizeOf(i))));
    layer.start(states[0] as (typeof states)[0]);
    for (const [i, value] of code.values.entries()) {
      layer.any.to(states[i] as (typeof states)[0], { when: [isValue(code, value)], overMs });
    }
    return this;
  }

  /** A state that shows one shape for each whole value of a number, from 0 up. */
  count(number: Input<'number'>, shapes: number): this {
    const layer = this.machine.layer('mouth');
    const stops = Array.from({ length: shapes }, (_, i) => [i, this.shape(`shape ${i}`, sizeOf(i))] as const);
    layer.start(layer.blend1d(number, stops));
    return this;
  }

  /** The file, unchecked: files of others are not always as they should be. */
  toBytes(): Uint8Array {
    return writeRiv(this.file.toObjects());
  }
}
