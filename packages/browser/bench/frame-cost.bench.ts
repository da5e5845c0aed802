// How much of a frame does the runtime take, beside what Rive draws?
import type { VisemeId } from '@lipwire/cues';
import { visemeProperty } from '@lipwire/rig/contract';
import { bench, describe } from 'vitest';
import { CueQueue } from '../src/cue-queue.js';
import { MouthDriver } from '../src/rig/driver.js';
import { createRiveRig } from '../src/rig/rive-rig.js';

const values = new Map<string, { value: number }>();
const { target } = createRiveRig({
  viewModelInstance: {
    properties: Array.from({ length: 22 }, (_, id) => ({ name: visemeProperty(id), type: 'number' })),
    number: (name) => {
      const cell = values.get(name) ?? { value: 0 };
      values.set(name, cell);
      return cell;
    },
    boolean: () => null,
    enum: () => null,
    trigger: () => null,
  },
  playingStateMachineNames: [],
  stateMachineInputs: () => [],
});

const cues = new CueQueue();
const driver = new MouthDriver(cues);
const position = { mediaMs: 0, sounding: true, startsInMs: 0 };

describe('one frame at 120 Hz in the middle of speech', () => {
  bench('cues to rig', () => {
    if (cues.length < 10) for (let i = 0; i < 100; i++) cues.add(((i * 7) % 22) as VisemeId, position.mediaMs + i * 70);
    position.mediaMs += 1000 / 120;
    driver.advance(position, 1000 / 120);
    target.setWeights(driver.weights, 1000 / 120);
  });
});
