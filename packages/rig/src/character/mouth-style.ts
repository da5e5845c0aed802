import type { HexColor } from '../builder/authoring/color.js';
import type { PaintColor } from '../builder/authoring/paint.js';

/**
 * Colours of a mouth. Cavity, teeth, tongue and the line are flat, with shades over them, so that a mouth can be found in
 * the pixels of a drawing.
 */
export interface MouthColors<C = HexColor> {
  readonly cavity: C;
  readonly upperTeeth: C;
  readonly lowerTeeth: C;
  readonly tongue: C;
  /** The middle of the tongue, and its edge where it lies on the lip. */
  readonly tongueLine: C;
  /** The line where the lips meet, and the inner rim of the open mouth. */
  readonly lipLine: C;
  readonly upperLip: C;
  readonly lowerLip: C;
  /** Shine on the lower lip. */
  readonly lipLight: C;
}

/** How a mouth is drawn. What its lips can do is the same in every style. */
export interface MouthStyle {
  /** Fixed, or colours of the theme. */
  readonly colors: MouthColors<PaintColor>;
  /** Width of the line between the lips. Default 4. */
  readonly lineWidth?: number;
  /** Strokes around the lips, under them, the widest first: translucent ones make the mouth glow. Default none. */
  readonly glow?: readonly { readonly color: PaintColor; readonly width: number }[];
  /** `#rrggbb` that shades the inside, so that teeth are an arch and the tongue is round; false for none. Default a dark red. */
  readonly shade?: HexColor | false;
}
