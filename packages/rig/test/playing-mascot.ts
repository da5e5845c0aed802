import type { StateMachineInstance, ViewModelInstance } from '@rive-app/canvas-advanced';
import { ARTBOARD_NAME, STATE_MACHINE_NAME, VIEW_MODEL_NAME, visemeProperty } from '../src/contract.js';
import { type DrawCall, recordingRuntime } from './recording-runtime.js';

/** A mascot that the real runtime plays, with handles for a test. */
export interface PlayingMascot {
  readonly data: ViewModelInstance;
  readonly machine: StateMachineInstance;
  /** Plays on, frame by frame. */
  run(ms: number, frameMs?: number): void;
  /** What one frame paints. */
  draw(): DrawCall[];
  /** Sets the viseme numbers so that the mouth is the weighted average of the poses; what is left is rest. */
  setWeights(weights: readonly number[]): void;
  input(name: string): { value?: unknown; asBool(): { value: boolean }; asTrigger(): { fire(): void } };
}

/** Loads a file into the runtime. `bound: false` leaves the view model alone, as older apps do. */
export async function playMascot(bytes: Uint8Array, { bound = true } = {}): Promise<PlayingMascot> {
  const { rive, record } = await recordingRuntime();
  const file = await rive.load(bytes);
  const artboard = file.artboardByName(ARTBOARD_NAME);
  const machine = new rive.StateMachineInstance(artboard.stateMachineByName(STATE_MACHINE_NAME), artboard);
  const data = file.viewModelByName(VIEW_MODEL_NAME).defaultInstance();
  if (bound) machine.bindViewModelInstance(data);
  const run = (ms: number, frameMs = 1000 / 60) => {
    for (let left = ms; left > 1e-6; left -= frameMs) {
      const seconds = Math.min(left, frameMs) / 1000;
      machine.advanceAndApply(seconds);
    }
  };
  machine.advance(0);
  artboard.advance(0);
  return {
    data,
    machine,
    run,
    draw: () => record(artboard as never),
    setWeights(weights) {
      let sum = 1 - weights.reduce((total, weight) => total + weight, 0);
      for (const [id, weight] of weights.entries()) {
        sum += weight;
        data.number(visemeProperty(id)).value = weight > 0 ? (100 * weight) / sum : 0;
      }
    },
    input(name) {
      for (let i = 0; i < machine.inputCount(); i++)
        if (machine.input(i).name === name) return machine.input(i) as never;
      throw new Error(`no input ${name}`);
    },
  };
}
