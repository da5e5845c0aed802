import { BrowserError } from '../errors.js';

/**
 * A colour as Rive takes it, 0xAARRGGBB.
 *
 * @param name of the option that holds it, for the message.
 * @param text `#rrggbb`, or `#rrggbbaa` with opacity.
 * @throws BrowserError `BROWSER_OPTION_INVALID`.
 */
export function hexColor(name: string, text: string): number {
  const digits = /^#([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(text);
  if (!digits) {
    throw new BrowserError('BROWSER_OPTION_INVALID', `${name} is "${text}"; write a colour as #rrggbb or #rrggbbaa.`);
  }
  return Number.parseInt(`${digits[2] ?? 'ff'}${digits[1]}`, 16);
}
