import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import type { Theme } from '../../character/mascot-file.js';
import type { MouthColors } from '../../character/mouth-style.js';
import { mouthSet } from '../../mouth/mouth-set.js';
import type { MouthProportions } from '../../mouth/mouth-shape.js';

/** The theme in the view model. */
export type Colors = Theme<ViewModelProperty<'color'>>;

/** Size of the artboard, in artboard units; everything below is drawn in these. */
export const SIZE = { width: 500, height: 500 };

/** Where the lips meet at rest. */
export const MOUTH_CENTER = [250, 270] as const;

/** Where the head hovers over the body, and turns. */
export const NECK = [250, 372] as const;

/** Holds the mouth in every pose and posture. */
export const MOUTH_BOUNDS = { x: 90, y: 170, width: 320, height: 240 } as const;

/** Orbit's own colours: a blue shell, a white face plate, a midnight screen, one warm accent, mint light. */
export const THEME: Theme = {
  primary: '#5b7cfa',
  secondary: '#f4f6ff',
  detail: '#171c40',
  accent: '#ffb648',
  eye: '#7ef2dc',
};

/** Size of Orbit's mouth. */
export const MOUTH_PROPORTIONS: MouthProportions = {
  halfWidth: 54,
  height: 54,
  upperLip: 3.5,
  lowerLip: 4.5,
  smile: 13,
  bow: 0,
  cornerLip: 2,
};

/** Colours of Orbit's mouth: light on a dark screen, so the lips are its brightest line. */
export const MOUTH_COLORS: MouthColors = {
  cavity: '#4d1046',
  upperTeeth: '#ffffff',
  lowerTeeth: '#d9e6f5',
  tongue: '#ff6f91',
  tongueLine: '#d94a72',
  lipLine: '#171c40',
  upperLip: '#7ef2dc',
  lowerLip: '#7ef2dc',
  lipLight: '#f0fffb99',
};

/** Orbit's mouth, in every shape. */
export const MOUTHS = mouthSet(MOUTH_PROPORTIONS);
