import fc from 'fast-check';
import { expect, test } from 'vitest';
import { speakable, splitSentences } from './speakable.js';

test.each([
  ['  Hello,\n\tworld  ', 'Hello, world'],
  ['It\u2019s \u201cfine\u201d \u2013 really\u2026', 'It\'s "fine" , really...'],
  ['Café Zoë, straße, smørrebrød', 'Cafe Zoe, strasse, smorrebrod'],
  ['\u{1f600} Hi \u{1f468}\u200d\u{1f469}\u200d\u{1f467}!', 'Hi !'],
  ['full\uff37\uff49\uff44\uff54\uff48', 'fullWidth'],
  ['null\0byte', 'null byte'],
  ['\u{1f600}\u{1f600}', ''],
  ['日本語', ''],
  ['... !!! ???', ''],
  ['', ''],
])('%j is spoken as %j', (text, spoken) => {
  expect(speakable(text)).toBe(spoken);
});

test('a word that would be spelled out for minutes is cut', () => {
  expect(speakable('x'.repeat(60))).toBe(`${'x'.repeat(24)} ${'x'.repeat(24)} ${'x'.repeat(12)}`);
});

test.each([
  ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
  ['It took 2.4 seconds. Good.', ['It took 2.4 seconds.', 'Good.']],
  ['Dr. Smith met Mrs. Jones. Fine.', ['Dr. Smith met Mrs. Jones.', 'Fine.']],
  ['He said "Stop!" and left. "Really?" Yes.', ['He said "Stop!"', 'and left.', '"Really?"', 'Yes.']],
  ['Wait... what?', ['Wait...', 'what?']],
  ['', []],
])('%j is cut into sentences', (text, sentences) => {
  expect(splitSentences(text)).toEqual(sentences);
});

test('a long first sentence is cut at an early comma, so that it is heard soon', () => {
  const text = `${'one two three, '.repeat(6)}and the end.`;
  expect(splitSentences(text)[0]).toBe('one two three, one two three, one two three, one two three,');
});

test('whatever is typed: sentences are short, printable, and lose no letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const spoken = speakable(text);
      const sentences = splitSentences(spoken);
      for (const sentence of sentences) expect(sentence).toMatch(/^[\x20-\x7e]{1,200}$/);
      const letters = (from: string) => from.replace(/[^A-Za-z0-9]/g, '');
      expect(letters(sentences.join(''))).toBe(letters(spoken));
    }),
    { seed: 1, numRuns: 300 },
  );
  const long = 'word '.repeat(200);
  expect(splitSentences(speakable(long)).join(' ')).toBe(long.trim());
});
