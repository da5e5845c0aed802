import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findAlphabet } from './find-alphabet.js';
import { matchShapes } from './match-shapes.js';
import { MOUTH_ALPHABETS, type MouthAlphabet } from './mouth-alphabets.js';

const PAGE = readFileSync(fileURLToPath(new URL('../../../../../docs/other-files.md', import.meta.url)), 'utf8');
const ALPHABETS = Object.keys(MOUTH_ALPHABETS) as MouthAlphabet[];

describe.each(ALPHABETS)('the alphabet %s', (alphabet) => {
  const shapes = MOUTH_ALPHABETS[alphabet];
  const names = shapes.map(({ names: [name = ''] }) => name);

  it('is the one that the documentation lists', () => {
    expect(PAGE).toContain(`| \`${alphabet}\` | ${names.join(' ')} |`);
  });

  it('is recognised by its names, however they are written', () => {
    // What is written as a digit alone may be anything.
    const prefixed = names.map((name) => `viseme_${name}`);
    expect(findAlphabet(prefixed)).toMatchObject({ alphabet, names: prefixed });
    expect(findAlphabet(prefixed.map((name) => name.toUpperCase().replace('_', ' ')))?.alphabet).toBe(alphabet);
  });

  it('has a shape for every viseme, and closed lips for p, b and m', () => {
    const { wanted = [] } = findAlphabet(names, alphabet) ?? {};
    const drawn = matchShapes(wanted, (name) => names.includes(name));
    expect(drawn).toHaveLength(22);
    for (const { shape, insteadOf } of drawn) {
      expect(names).toContain(shape);
      expect(insteadOf).toBeUndefined();
    }
    const closed = ['21', 'PP', 'M', 'A', 'N', 'Newtral'];
    expect(drawn[21]?.shape).toBe(
      closed[['sapi', 'oculus', 'blair', 'rhubarb', 'vowels', 'rive-flutter'].indexOf(alphabet)],
    );
  });
});

describe('findAlphabet', () => {
  it('believes no handful of letters', () => {
    expect(findAlphabet(['x', 'y', 'e', 'o'])).toBeUndefined();
    expect(findAlphabet(['mood', 'viseme', 'gazeX', 'gazeY', 'open', 'speed'])).toBeUndefined();
  });

  it('knows the vowels of VRM by both of their names', () => {
    expect(findAlphabet(['aa', 'ih', 'ou', 'ee', 'oh'])?.alphabet).toBe('vowels');
    expect(findAlphabet(['mouth_A', 'mouth_I', 'mouth_U', 'mouth_E', 'mouth_O'])?.alphabet).toBe('vowels');
  });
});
