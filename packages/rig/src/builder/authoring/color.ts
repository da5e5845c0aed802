import { RigError } from '../../errors.js';

/** A colour as CSS writes it: `#rgb`, `#rrggbb` or `#rrggbbaa`. */
export type HexColor = `#${string}`;

/**
 * The colour as Rive stores it, 0xAARRGGBB.
 *
 * @throws RigError `RIG_COLOR_INVALID` for anything but `#rgb`, `#rrggbb` or `#rrggbbaa`.
 */
export function argb(color: HexColor): number {
  const digits = /^#(?:([0-9a-f]{3})|([0-9a-f]{6})([0-9a-f]{2})?)$/i.exec(color);
  if (digits === null) {
    throw new RigError('RIG_COLOR_INVALID', `"${color}" is not a colour: write #rgb, #rrggbb or #rrggbbaa.`);
  }
  const rgb = digits[1] === undefined ? (digits[2] ?? '') : digits[1].replace(/./g, '$&$&');
  return Number.parseInt(`${digits[3] ?? 'ff'}${rgb}`, 16);
}
