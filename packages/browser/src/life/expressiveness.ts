import { checkedNumber } from '../checked-number.js';
import { BrowserError } from '../errors.js';

/** Levels of expressiveness by name: how much a mascot moves beside its mouth. `still`: it blinks, now and then. */
export const EXPRESSIVENESS = { still: 0, calm: 0.35, natural: 0.7, lively: 1 } as const;

/** How much a mascot moves: 0 to 1, or a level by name. */
export type Expressiveness = number | keyof typeof EXPRESSIVENESS;

/**
 * The level as a number, 0 to 1.
 *
 * @throws BrowserError `BROWSER_OPTION_INVALID` for another number or name.
 */
export function resolveExpressiveness(level: Expressiveness): number {
  if (typeof level === 'number') return checkedNumber('expressiveness', level, 0, 1, 'of all that it can');
  const value = Object.hasOwn(EXPRESSIVENESS, level) ? EXPRESSIVENESS[level] : undefined;
  if (value !== undefined) return value;
  const names = Object.keys(EXPRESSIVENESS).join(', ');
  throw new BrowserError('BROWSER_OPTION_INVALID', `expressiveness is "${level}"; it must be ${names}, or 0 to 1.`);
}
