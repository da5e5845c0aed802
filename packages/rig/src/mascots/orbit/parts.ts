import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { ShapeBuilder } from '../../builder/authoring/shape.js';
import type { Pair } from '../../character/character-parts.js';
import type { MouthDrawing } from '../../character/mouth-drawing.js';
import type { Nest } from '../../character/nest.js';
import type { drawCap, drawGlasses } from './accessories.js';
import type { drawBody, drawRing } from './body.js';
import type { drawChest } from './chest.js';
import type { drawBrow, drawEye } from './eyes.js';
import type { drawHand } from './hands.js';
import type { drawScreen } from './screen.js';
import type { drawAntenna, drawEar } from './shell.js';
import type { drawSparks } from './sparks.js';

/** The motions of the head, outermost first. */
export const HEAD_MOTIONS = [
  'breathe',
  'sway',
  'turnX',
  'turnY',
  'tilt',
  'emphasis',
  'listen',
  'talk',
  'gesture',
  'mood',
  'jaw',
] as const;

/** The parts that move by themselves. Each group is moved by one kind of motion only. */
export interface Parts {
  readonly head: Nest<(typeof HEAD_MOTIONS)[number]>;
  readonly plate: ReturnType<typeof drawScreen>['plate'];
  readonly face: ReturnType<typeof drawScreen>['face'];
  readonly antenna: ReturnType<typeof drawAntenna>;
  readonly ears: Pair<ReturnType<typeof drawEar>>;
  readonly eyes: Pair<ReturnType<typeof drawEye>>;
  readonly brows: Pair<ReturnType<typeof drawBrow>>;
  readonly mouth: MouthDrawing;
  readonly mouthGlow: ShapeBuilder;
  readonly blushes: Pair<ShapeBuilder>;
  readonly body: ReturnType<typeof drawBody>;
  readonly chest: ReturnType<typeof drawChest>;
  readonly ring: Readonly<Record<'back' | 'front', ReturnType<typeof drawRing>>>;
  readonly hands: Pair<ReturnType<typeof drawHand>>;
  readonly glasses: ReturnType<typeof drawGlasses>;
  readonly cap: ReturnType<typeof drawCap>;
  readonly sparks: ReturnType<typeof drawSparks>;
  readonly accessories: Readonly<Record<'glasses' | 'hat' | 'headphones', GroupBuilder>>;
}
