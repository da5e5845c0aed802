import { GESTURES, type Gesture, gestureProperty, VIEW_MODEL_PROPERTIES } from '@lipwire/rig/contract';
import type { Motion } from './motion.js';
import type { RigParts } from './rig-parts.js';
import type { RigTarget } from './rig-target.js';
import { themeSetter } from './theme-setter.js';

/** Steps between a motion's 0 and 1 that are told apart: finer ones nobody sees, and each costs a crossing into WebAssembly. */
const STEPS = 800;

const MOTIONS = [
  'gazeX',
  'gazeY',
  'headX',
  'headY',
  'headTilt',
  'emphasis',
  'browLift',
  'idle',
] as const satisfies readonly (keyof Motion)[];

/** Everything of a rig beside mouth, posture and expression, as far as its file goes. */
export function bodySetters(parts: RigParts): Pick<RigTarget, 'setMotion' | 'blink' | 'playGesture' | 'setTheme'> {
  const setMotion = motionSetter(parts);
  const blink = blinker(parts);
  const setTheme = themeSetter(parts);
  return {
    ...(setMotion && { setMotion }),
    ...(blink && { blink }),
    ...(setTheme && { setTheme }),
    playGesture(name) {
      const fire = (isGesture(name) && parts.trigger(gestureProperty(name))) || parts.trigger(name);
      if (!fire) return false;
      fire();
      return true;
    },
  };
}

function isGesture(name: string): name is Gesture {
  return (GESTURES as readonly string[]).includes(name);
}

function motionSetter(parts: RigParts): RigTarget['setMotion'] {
  const moved = MOTIONS.flatMap((name) => {
    const property = VIEW_MODEL_PROPERTIES[name];
    // Rive warns about inputs: a file with a view model has these there, if anywhere.
    const part = parts.viewModel ? parts.viewModelNumber(property) : parts.inputNumber(property);
    return part ? [{ name, part }] : [];
  });
  if (moved.length === 0) return undefined;
  return (motion) => {
    // With every frame: an index makes no garbage, an iterator does.
    for (let i = 0; i < moved.length; i++) {
      const { name, part } = moved[i] as (typeof moved)[number];
      part.set((Math.round(Math.max(-1, Math.min(1, motion[name])) * STEPS) * 100) / STEPS);
    }
  };
}

function blinker(parts: RigParts): RigTarget['blink'] {
  const blink = parts.triggerFirer(VIEW_MODEL_PROPERTIES.blink, parts.viewModel ? [] : [VIEW_MODEL_PROPERTIES.blink]);
  if (!blink) return undefined;
  let setBlinksItself = parts.booleanSetter(VIEW_MODEL_PROPERTIES.blinksItself, []);
  return () => {
    setBlinksItself?.(false);
    setBlinksItself = undefined;
    blink();
  };
}
