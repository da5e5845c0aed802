import { SILENCE, VISEMES, type VisemeId } from '@lipwire/cues';

/**
 * Hue of each viseme, in degrees of OKLCH. What looks alike on a mouth is close: closed lips and lip on teeth are red, open
 * vowels yellow, spread lips green, the tongue blue-green, rounded lips blue and violet, hisses pink.
 */
const HUES: readonly (number | undefined)[] = [
  undefined, // 0 silence
  78, // 1 ae ax ah
  92, // 2 aa
  104, // 3 ao
  118, // 4 ey eh uh
  131, // 5 er
  146, // 6 y iy ih
  262, // 7 w uw
  277, // 8 ow
  292, // 9 aw
  307, // 10 oy
  66, // 11 ay
  160, // 12 h
  247, // 13 r
  202, // 14 l
  340, // 15 s z
  325, // 16 sh ch jh zh
  188, // 17 th dh
  48, // 18 f v
  216, // 19 d t n
  231, // 20 k g ng
  22, // 21 p b m
];

/** Colours on which the page's text stays readable: its contrast is 7 : 1 or more in each scheme. */
export function visemeColor(visemeId: VisemeId, scheme: 'light' | 'dark'): string {
  const hue = HUES[visemeId];
  if (hue === undefined) return scheme === 'light' ? 'oklch(0.93 0.006 80)' : 'oklch(0.3 0.012 230)';
  return scheme === 'light' ? `oklch(0.85 0.105 ${hue})` : `oklch(0.41 0.09 ${hue})`;
}

/** The same as one value of CSS. */
export function visemeBackground(visemeId: VisemeId): string {
  return `light-dark(${visemeColor(visemeId, 'light')}, ${visemeColor(visemeId, 'dark')})`;
}

/** Its sounds: `p b m`; silence is `rest`. */
export function visemeName(visemeId: VisemeId): string {
  return visemeId === SILENCE ? 'rest' : (VISEMES[visemeId]?.name ?? '').replaceAll('-', ' ');
}

/** A word in which the shape is seen; the sound is in capitals. */
export function visemeExample(visemeId: VisemeId): string {
  return VISEMES[visemeId]?.example ?? '';
}

/** What fits into more and less room. */
export function visemeLabels(visemeId: VisemeId): readonly string[] {
  if (visemeId === SILENCE) return [];
  const name = visemeName(visemeId);
  return [name, name.split(' ')[0] ?? name];
}

/** For a tooltip and for screen readers: `p b m, viseme 21, as in Pat, Mum`. */
export function describeViseme(visemeId: VisemeId): string {
  const sounds = visemeId === SILENCE ? 'rest' : visemeName(visemeId);
  return `${sounds}, viseme ${visemeId}${visemeId === SILENCE ? '' : `, as in ${visemeExample(visemeId)}`}`;
}
