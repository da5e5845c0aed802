/** A word, or a sign of a script without spaces, with the space before it. */
export interface Word {
  readonly text: string;
  /** How long it takes to say, in letters. */
  readonly weight: number;
  /** What to expect behind it: no pause, one that many speakers leave out, or the pause between two sentences. */
  readonly pause: 'none' | 'short' | 'full';
}

const SIGN = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const WORD = new RegExp(`\\s*[${SIGN}]\\p{P}*|\\s*[^\\s${SIGN}]+|\\s+$`, 'gu');
const SIGNS = new RegExp(`[${SIGN}]`, 'u');
/** A sign is a syllable or two, a digit a word. */
const SIGN_WEIGHT = 4;
const DIGIT_WEIGHT = 4;
/** What a word takes beside its letters. */
const WORD_WEIGHT = 1;
/** Speakers draw out the last word before a pause. */
const FINAL_WEIGHT = 3;

/** Splits the next words of a transcript; joined again they are the same text. */
export function splitWords(text: string): Word[] {
  return (text.match(WORD) ?? []).map((part) => {
    const pause = pauseBehind(part);
    return { text: part, weight: weightOf(part) + (pause === 'none' ? 0 : FINAL_WEIGHT), pause };
  });
}

function pauseBehind(text: string): Word['pause'] {
  if (/[.!?…。！？]["'”’)\]]*\s*$/u.test(text)) return 'full';
  return /[:;,、，–—]["'”’)\]]*\s*$/u.test(text) ? 'short' : 'none';
}

function weightOf(text: string): number {
  if (SIGNS.test(text)) return SIGN_WEIGHT;
  const digits = text.match(/\p{N}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (digits + letters === 0) return 0;
  // What continues a word that came in two pieces has no space before it.
  return letters + digits * DIGIT_WEIGHT + (/^\s/.test(text) ? WORD_WEIGHT : 0);
}
