import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import type { Theme } from '../../character/mascot-file.js';
import type { MouthColors } from '../../character/mouth-style.js';
import { mouthSet } from '../../mouth/mouth-set.js';
import type { MouthProportions } from '../../mouth/mouth-shape.js';

/** The colours of the theme, as properties that paints follow. */
export type Colors = Theme<ViewModelProperty<'color'>>;

/** Size of the artboard, in artboard units; everything below is drawn in these. */
export const SIZE = { width: 500, height: 500 };

/** The line in the middle of the face. */
export const MIDDLE = 250;

/** Where the lips meet at rest. */
export const MOUTH_CENTER = [MIDDLE, 309] as const;

/** Where the head turns. */
export const NECK = [MIDDLE, 372] as const;

/** Holds the mouth in every pose and posture. */
export const MOUTH_BOUNDS = { x: 135, y: 240, width: 230, height: 190 } as const;

/** How far the chin drops when the jaw is all the way down. */
export const CHIN_DROP = 26;

/** Juno's own colours: skin, jacket, hair, sweater and gold, irises. */
export const THEME: Theme = {
  primary: '#d59a72',
  secondary: '#b7a4e6',
  detail: '#3d2246',
  accent: '#f2b23e',
  eye: '#3f7f62',
};

/** Size of Juno's mouth. */
export const MOUTH_PROPORTIONS: MouthProportions = {
  halfWidth: 44,
  height: 52,
  upperLip: 8,
  lowerLip: 11.5,
  smile: 9.5,
};

/** Colours of Juno's mouth. */
export const MOUTH_COLORS: MouthColors = {
  cavity: '#4b1226',
  upperTeeth: '#fffaf2',
  lowerTeeth: '#efe4da',
  tongue: '#e0707c',
  tongueLine: '#c4566a',
  lipLine: '#7d2a3c',
  upperLip: '#b04a58',
  lowerLip: '#c95f69',
  lipLight: '#ffe0d480',
};

/** Juno's mouth, in every shape. */
export const MOUTHS = mouthSet(MOUTH_PROPORTIONS);
