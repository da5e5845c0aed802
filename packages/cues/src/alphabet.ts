import type { VisemeId } from './viseme.js';

/** What one viseme stands for. */
export interface Viseme {
  readonly id: VisemeId;
  /** Short name, unique, fit for file names and labels: `p-b-m`. */
  readonly name: string;
  /** The ARPABET phones (lower case, no stress) that are drawn with this shape. */
  readonly phones: readonly string[];
  /** A word in which the shape is easy to see; the sound is in capitals. */
  readonly example: string;
}

/**
 * The alphabet, indexed by id.
 *
 * Source: Microsoft Speech API 5.3, `SPVISEMES`
 * (https://learn.microsoft.com/previous-versions/windows/desktop/ee431900(v=vs.85)). Phones that SAPI does not list
 * (`axr`, flaps, syllabic consonants, closures) go with the sound they are made like.
 */
export const VISEMES: readonly Viseme[] = [
  { id: 0, name: 'silence', phones: ['sil', 'pau', 'sp', 'h#', 'epi'], example: '(pause)' },
  { id: 1, name: 'ae-ax-ah', phones: ['ae', 'ax', 'ah', 'ax-h'], example: 'cAt, cUt' },
  { id: 2, name: 'aa', phones: ['aa'], example: 'fAther' },
  { id: 3, name: 'ao', phones: ['ao'], example: 'thOUGHt' },
  { id: 4, name: 'ey-eh-uh', phones: ['ey', 'eh', 'uh'], example: 'bEd, bOOk' },
  { id: 5, name: 'er', phones: ['er', 'axr'], example: 'bIRd' },
  { id: 6, name: 'y-iy-ih', phones: ['y', 'iy', 'ih', 'ix'], example: 'sEE, sIt' },
  { id: 7, name: 'w-uw', phones: ['w', 'uw', 'ux', 'wh'], example: 'tOO, We' },
  { id: 8, name: 'ow', phones: ['ow'], example: 'gO' },
  { id: 9, name: 'aw', phones: ['aw'], example: 'hOW' },
  { id: 10, name: 'oy', phones: ['oy'], example: 'bOY' },
  { id: 11, name: 'ay', phones: ['ay'], example: 'mY' },
  { id: 12, name: 'h', phones: ['h', 'hh', 'hv'], example: 'Help' },
  { id: 13, name: 'r', phones: ['r'], example: 'Red' },
  { id: 14, name: 'l', phones: ['l', 'el'], example: 'Lip' },
  { id: 15, name: 's-z', phones: ['s', 'z'], example: 'Sit, Zoo' },
  { id: 16, name: 'sh-ch-jh-zh', phones: ['sh', 'ch', 'jh', 'zh'], example: 'SHip, CHat' },
  { id: 17, name: 'th-dh', phones: ['th', 'dh'], example: 'THin, THen' },
  { id: 18, name: 'f-v', phones: ['f', 'v'], example: 'Fun, Van' },
  { id: 19, name: 'd-t-n', phones: ['d', 't', 'n', 'dx', 'nx', 'en', 'dcl', 'tcl'], example: 'Dot, Not' },
  { id: 20, name: 'k-g-ng', phones: ['k', 'g', 'ng', 'eng', 'kcl', 'gcl'], example: 'Kite, siNG' },
  { id: 21, name: 'p-b-m', phones: ['p', 'b', 'm', 'em', 'pcl', 'bcl'], example: 'Pat, Mum' },
];

const VISEME_OF_PHONE: ReadonlyMap<string, VisemeId> = new Map(
  VISEMES.flatMap(({ id, phones }) => phones.map((phone) => [phone, id] as const)),
);

/**
 * The viseme of an ARPABET phone, in any case and with or without a stress digit (`AH0`).
 *
 * @returns `undefined` for a phone that is not in {@link VISEMES}.
 */
export function visemeOfPhone(phone: string): VisemeId | undefined {
  return VISEME_OF_PHONE.get(phone.toLowerCase().replace(/\d+$/, ''));
}
