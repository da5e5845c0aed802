import type { RivFile } from '../builder/authoring/riv-file.js';
import type { MouthColors } from '../character/mouth-style.js';
import type { MouthSet } from '../mouth/mouth-set.js';
import type { Point } from '../mouth/outline.js';

/** A character that comes with this package. */
export interface Mascot {
  /** Also the name of its file: `@lipwire/rig/mascots/<name>.riv`. */
  readonly name: string;
  /** Size of the artboard, in artboard units. */
  readonly size: { readonly width: number; readonly height: number };
  readonly mouth: MascotMouth;
  /** Draws the character anew: what `npm run generate` writes to its file. */
  draw(): RivFile;
}

/** Where a mascot's mouth is and what it can look like. */
export interface MascotMouth extends MouthSet {
  /** Where the lips meet at rest, on the artboard. */
  readonly center: Point;
  /** On the artboard: holds the mouth in every pose, however the head moves. */
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Exact colours: cavity, teeth and tongue are flat, so that an open mouth can be found in the pixels of a drawing. */
  readonly colors: MouthColors;
}
