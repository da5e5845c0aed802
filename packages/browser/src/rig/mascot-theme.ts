import type { Accessory } from '@lipwire/rig/contract';

/**
 * How a mascot is dressed. What is left out is as its file draws it. Colours are `#rrggbb`, or `#rrggbbaa` with opacity;
 * a file without such a part stays as it is.
 */
export interface MascotTheme {
  /** Most of the character. */
  readonly primaryColor?: string | undefined;
  /** Its light parts. */
  readonly secondaryColor?: string | undefined;
  /** Its dark parts. */
  readonly detailColor?: string | undefined;
  /** What it wears. */
  readonly accentColor?: string | undefined;
  /** Its irises. */
  readonly eyeColor?: string | undefined;
  /** What it has on: one of `ACCESSORIES`, or what else the file offers. */
  readonly accessory?: Accessory | (string & {}) | undefined;
}
