import { visemeOfPhone } from '@lipwire/cues';
import { ROUND_TIGHT } from './visual-classes.mjs';

/** Sound that has no mouth shape of its own or no label. It is not scored, but it is not a pause either. */
export const UNSCORED = -1;

const UNSCORED_PHONES = new Set(['spn', 'q', 'brth', 'noise', '?']);

/** Spellings that labels use beside those of `VISEMES`. */
const OTHER_SPELLINGS = new Map([
  ['', 'sil'],
  ['axh', 'ax-h'],
]);

/**
 * The viseme that a labelled phone is drawn with.
 *
 * @param {string} phone ARPABET in any case, with or without stress.
 * @returns {number | undefined} 0 to 21, {@link UNSCORED}, or `undefined` for a label that nobody knows.
 */
export function visemeOfLabel(phone) {
  const plain = plainPhone(phone);
  if (UNSCORED_PHONES.has(plain)) return UNSCORED;
  return visemeOfPhone(OTHER_SPELLINGS.get(plain) ?? plain);
}

/**
 * A second visual class that is also right, or -1. SAPI draws `uh` (book) as it draws `eh`; lip readers call it tightly
 * rounded. Both count, so that no alphabet pays for the disagreement.
 *
 * @param {string} phone
 */
export function otherClassOf(phone) {
  return plainPhone(phone) === 'uh' ? ROUND_TIGHT : -1;
}

function plainPhone(phone) {
  return String(phone)
    .toLowerCase()
    .replace(/[0-9]+$/, '');
}
