/** What the synthesizer takes in one go: about 13 seconds of speech, which take it a third of a second. */
const MAX_SENTENCE_CHARACTERS = 200;
/** The first sentence keeps the listener waiting: a long one is cut at an earlier comma, if it has one. */
const MAX_FIRST_CHARACTERS = 60;
/** Longer words are cut: one of 500 letters is read letter by letter, for two minutes. */
const MAX_WORD_CHARACTERS = 24;

/** What a voice that knows only ASCII should read for a character; accents are taken off before. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/[\u2018\u2019\u201a\u02bc]/g, "'"],
  [/[\u201c-\u201e\u00ab\u00bb]/g, '"'],
  [/[\u2010-\u2012]/g, '-'],
  [/[\u2013-\u2015]/g, ', '],
  [/\u2026/g, '...'],
  [/\u00df/g, 'ss'],
  [/[\u00e6\u00c6]/g, 'ae'],
  [/[\u0153\u0152]/g, 'oe'],
  [/[\u00f8\u00d8]/g, 'o'],
  [/[\u0142\u0141]/g, 'l'],
  [/\u20ac/g, ' euros '],
  [/\u00a3/g, ' pounds '],
];

/** A full stop after one of these ends no sentence. */
const ABBREVIATION = /\b(?:Mr|Mrs|Ms|Dr|St|Prof|vs|etc|e\.g|i\.e)\.$/i;

/**
 * Text that an English voice can read: printable ASCII on one line. Emoji, control characters and other scripts are left
 * out.
 *
 * @returns an empty text if there is nothing in it to be pronounced.
 */
export function speakable(text: string): string {
  const spelled = SPELLINGS.reduce((result, [pattern, spelling]) => result.replace(pattern, spelling), text);
  const ascii = spelled
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(new RegExp(`(\\S{${MAX_WORD_CHARACTERS}})(?=\\S)`, 'g'), '$1 ')
    .replace(/ +/g, ' ')
    .trim();
  return /[A-Za-z0-9]/.test(ascii) ? ascii : '';
}

/**
 * Cuts speakable text into sentences, so that the first is heard while the next is made.
 *
 * @param text see {@link speakable}.
 * @returns the sentences in order, each with something to pronounce and at most 200 characters; long ones are cut behind
 *   a comma or a word.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let sentence = '';
  for (const part of text.split(/(?<=[.!?]["')\]]*) /)) {
    sentence = sentence === '' ? part : `${sentence} ${part}`;
    if (ABBREVIATION.test(sentence)) continue;
    sentences.push(...cut(sentence, sentences.length === 0));
    sentence = '';
  }
  sentences.push(...cut(sentence, sentences.length === 0));
  return sentences.filter((each) => /[A-Za-z0-9]/.test(each));
}

function cut(sentence: string, isFirst: boolean): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  const firstEnd = lastBreak(rest.slice(0, MAX_FIRST_CHARACTERS));
  if (isFirst && rest.length > MAX_FIRST_CHARACTERS && firstEnd > 0) {
    pieces.push(rest.slice(0, firstEnd));
    rest = rest.slice(firstEnd).trim();
  }
  while (rest.length > MAX_SENTENCE_CHARACTERS) {
    const head = rest.slice(0, MAX_SENTENCE_CHARACTERS);
    const end = lastBreak(head) || Math.max(head.lastIndexOf(' '), 0) || head.length;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Where the text behind its last comma begins; 0 if it has none. */
function lastBreak(text: string): number {
  return Math.max(text.lastIndexOf(', '), text.lastIndexOf('; '), text.lastIndexOf(': ')) + 1;
}
