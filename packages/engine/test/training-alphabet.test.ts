import { readFileSync } from 'node:fs';
import { VISEMES, visemeOfPhone } from '@lipwire/cues';
import { expect, it } from 'vitest';

it('is trained on the alphabet of the cues', () => {
  const source = readFileSync(new URL('../../../training/phones.py', import.meta.url), 'utf8');
  const list = /VISEME_PHONES = \[(.*?)\]/s.exec(source)?.[1] ?? '';
  const phones = [...list.matchAll(/'([^']*)'/g)].map(([, names]) => (names ?? '').split(' '));
  expect(phones).toEqual(VISEMES.map((viseme) => viseme.phones));
});

it('draws every sound of every language that it is trained on', () => {
  const source = readFileSync(new URL('../../../training/ipa_phones.py', import.meta.url), 'utf8');
  const named = [...source.matchAll(/'[^']*': '([^']+)'/g)].flatMap(([, phones]) => (phones ?? '').split(' '));
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter((phone) => visemeOfPhone(phone) === undefined)).toEqual([]);
});
