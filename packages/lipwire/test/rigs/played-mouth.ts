import { createRiveRig, type RigReport, type RiveRigOptions } from '@lipwire/browser';
import type { RiveCanvas } from '@rive-app/canvas-advanced';
import { headlessRive } from '../../src/rive/headless-rive.js';
import { RivPlayer } from '../../src/rive/riv-player.js';
import type { MouthSize } from './mouth-file.js';

let runtime: Promise<RiveCanvas> | undefined;

/** A file of `rigs.ts` that the real runtime plays and our runtime drives. */
export interface PlayedMouth {
  readonly report: RigReport;
  /** One frame: the weights of the 22 visemes are set, and time goes on. */
  frame(weights: Readonly<Record<number, number>>, frameMs: number): void;
  /** What is drawn now. */
  size(): MouthSize;
}

/** Loads a file and connects it as an app would. */
export async function playMouth(bytes: Uint8Array, options?: RiveRigOptions): Promise<PlayedMouth> {
  runtime ??= headlessRive();
  const rive = await runtime;
  const player = new RivPlayer(rive, await rive.load(bytes, undefined, false), { src: 'test.riv' });
  const { target, report } = createRiveRig(player.view, options);
  target.setSpeaking(true);
  return {
    report,
    frame(weights, frameMs) {
      target.setWeights(
        Float32Array.from({ length: 22 }, (_, id) => weights[id] ?? 0),
        frameMs,
      );
      player.run(frameMs, frameMs);
    },
    size() {
      const [left, top, right, bottom] = player.draw().calls.at(-1)?.bounds ?? [0, 0, 0, 0];
      return [right - left, bottom - top];
    },
  };
}
