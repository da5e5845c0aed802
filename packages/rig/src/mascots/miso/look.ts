import type { Theme } from '../../character/mascot-file.js';
import type { MouthColors } from '../../character/mouth-style.js';
import { mouthSet } from '../../mouth/mouth-set.js';
import type { MouthProportions } from '../../mouth/mouth-shape.js';

/** Size of the artboard, in artboard units; everything below is drawn in these. */
export const SIZE = { width: 500, height: 500 };

/** Where the lips meet at rest. */
export const MOUTH_CENTER = [250, 298] as const;

/** Where the head turns. */
export const NECK = [250, 376] as const;

/** Holds the mouth in every pose and posture. */
export const MOUTH_BOUNDS = { x: 90, y: 200, width: 320, height: 250 } as const;

/** How far the chin drops when the jaw is all the way down. */
export const CHIN_DROP = 42;

/** Miso's own colours. */
export const THEME: Theme = {
  primary: '#dd6b36',
  secondary: '#fff3e2',
  detail: '#4b2722',
  accent: '#2a9d8f',
  eye: '#8a4b22',
};

/** Size of Miso's mouth. */
export const MOUTH_PROPORTIONS: MouthProportions = {
  halfWidth: 54,
  height: 68,
  upperLip: 6.5,
  lowerLip: 10,
  smile: 11,
};

/** Colours of Miso's mouth. */
export const MOUTH_COLORS: MouthColors = {
  cavity: '#4a1420',
  upperTeeth: '#fffaf0',
  lowerTeeth: '#efe3d3',
  tongue: '#e2737b',
  tongueLine: '#c9585f',
  lipLine: '#8f3d3b',
  upperLip: '#c9695c',
  lowerLip: '#dd8273',
  lipLight: '#ffd9cc8c',
};

/** Miso's mouth, in every shape. */
export const MOUTHS = mouthSet(MOUTH_PROPORTIONS);
