import { BrowserError } from './errors.js';

/**
 * Checks a number among the options.
 *
 * @throws BrowserError `BROWSER_OPTION_INVALID`; the message names the option and its range.
 */
export function checkedNumber(name: string, value: number, min: number, max: number, unit: string): number {
  if (!(value >= min && value <= max)) {
    throw new BrowserError('BROWSER_OPTION_INVALID', `${name} is ${value}; it must be ${min} to ${max} ${unit}.`);
  }
  return value;
}
