import { expect, test } from 'vitest';
import { turnScript } from './turn-script.js';

const NAMES = ['wave', 'set_face'];

test('takes calls out of what is said', () => {
  expect(turnScript('[wave] Hello there. [set_face {"to":"happy","at":[]}] How are you? [wave]', NAMES)).toEqual({
    sentences: ['Hello there.', '[set_face {"to":"happy","at":[]}] How are you?'],
    calls: [
      { name: 'wave', args: {}, beforeSentence: 0 },
      { name: 'wave', args: {}, beforeSentence: 2 },
    ],
  });
  expect(turnScript('Good. [set_face {"to":"happy"}] News.', NAMES)).toEqual({
    sentences: ['Good.', 'News.'],
    calls: [{ name: 'set_face', args: { to: 'happy' }, beforeSentence: 1 }],
  });
});

test.each(['[wave {oops}] Hi.', '[wave 1] Hi.', '[unknown] Hi.', '[] Hi.', 'a[0] = [wave Hi.'])(
  'leaves other brackets to be read: %s',
  (text) => {
    const { sentences, calls } = turnScript(text, NAMES);
    expect(calls).toEqual([]);
    expect(sentences.join(' ')).toBe(text);
  },
);

test('reads a long text of brackets without choking on it', () => {
  const startMs = performance.now();
  for (const part of ['[', '[wave {', '[wave', '{[']) turnScript(part.repeat(50_000), NAMES);
  expect(turnScript('[wave]'.repeat(2_000), NAMES).calls).toHaveLength(2_000);
  expect(performance.now() - startMs).toBeLessThan(5_000);
});
