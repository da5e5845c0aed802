import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { EyeDrawing } from './eyes.js';

type Pair<T> = Readonly<Record<'left' | 'right', T>>;

/** The parts that move by themselves. Each group is moved by one kind of motion only. */
export interface Parts {
  readonly tail: GroupBuilder;
  readonly body: GroupBuilder;
  readonly scarf: GroupBuilder;
  readonly arm: { readonly lift: GroupBuilder; readonly arm: GroupBuilder; readonly paw: GroupBuilder };
  /** Nested, outermost first. */
  readonly head: Readonly<Record<'breathe' | 'sway' | 'listen' | 'talk' | 'gesture' | 'mood', GroupBuilder>>;
  readonly face: GroupBuilder;
  readonly ears: Pair<Readonly<Record<'listen' | 'idle' | 'mood', GroupBuilder>>>;
  readonly brows: Pair<Readonly<Record<'listen' | 'talk' | 'gesture' | 'mood', GroupBuilder>>>;
  readonly eyes: Pair<EyeDrawing>;
}

/** The two sides, as the viewer sees them. */
export const SIDES = ['left', 'right'] as const;
/** -1 on the left, 1 on the right. */
export const SIGN = { left: -1, right: 1 } as const;
