import { describe, expect, test } from 'vitest';
import { recordingRuntime } from '../../../test/recording-runtime.js';
import type { AnimationBuilder } from './animation.js';
import type { LayerBuilder } from './layer.js';
import { RivFile } from './riv-file.js';

interface Scene {
  readonly layer: LayerBuilder;
  /** Poses that hold the box at 20 and at 30. */
  readonly low: AnimationBuilder;
  readonly high: AnimationBuilder;
}

/** A box that a first layer holds at 10, and what a second layer makes of it. */
function draw(addStates: (scene: Scene) => void): RivFile {
  const file = new RivFile('Data');
  const artboard = file.artboard('Art', { width: 100, height: 100 });
  const box = artboard.shape('box').rectangle({ x: 0, y: 0, width: 10, height: 10 }).fill('#102030');
  const pose = (name: string, x: number) => artboard.pose(name).set(box, { x });
  const machine = artboard.stateMachine('machine');
  const base = machine.layer('base');
  base.start(base.play(pose('base', 10)));
  addStates({ layer: machine.layer('second'), low: pose('low', 20), high: pose('high', 30) });
  return file;
}

async function play(file: RivFile) {
  const { rive, record } = await recordingRuntime();
  const loaded = await rive.load(file.toBytes());
  const artboard = loaded.artboardByName('Art');
  const machine = new rive.StateMachineInstance(artboard.stateMachineByName('machine'), artboard);
  return {
    /** Where the box is after so many frames of 10 ms. */
    after(frames: number): number {
      for (let i = 0; i < frames; i++) {
        machine.advance(0.01);
        artboard.advance(0.01);
      }
      const box = record(artboard as never).find(({ kind }) => kind === 'fill');
      return box?.transform[4] ?? Number.NaN;
    },
  };
}

describe('layers', () => {
  test('a blend without a base lies over what the layer before sets, and does not creep', async () => {
    const half = await play(
      draw(({ layer, low, high }) => {
        layer.start(
          layer.blend([
            { animation: low, weight: 50 },
            { animation: high, weight: 50 },
          ]),
        );
      }),
    );
    // 10 -> halfway to 20 is 15 -> halfway to 30 is 22.5, in the first frame and in any other.
    expect(half.after(2)).toBeCloseTo(22.5);
    expect(half.after(50)).toBeCloseTo(22.5);
  });

  test('a second layer that always sets a property would hide the first', () => {
    const file = draw(({ layer, low }) => layer.start(layer.play(low)));
    expect(() => file.toBytes()).toThrow(expect.objectContaining({ code: 'RIG_LAYERS_OVERLAP' }));
  });
});
