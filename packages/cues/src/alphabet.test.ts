import { describe, expect, it } from 'vitest';
import { VISEMES, visemeOfPhone } from './alphabet.js';
import { isVisemeId, VISEME_COUNT } from './viseme.js';

describe('VISEMES', () => {
  it('is indexed by id and gives every phone to one viseme only', () => {
    expect(VISEMES).toHaveLength(VISEME_COUNT);
    expect(VISEMES.map(({ id }) => id)).toEqual(Array.from({ length: VISEME_COUNT }, (_, id) => id));
    const phones = VISEMES.flatMap((viseme) => viseme.phones);
    expect(new Set(phones).size).toBe(phones.length);
    expect(new Set(VISEMES.map(({ name }) => name)).size).toBe(VISEME_COUNT);
  });

  it('maps the phones as SAPI does', () => {
    // The whole table of the Speech API, one line an id.
    const sapi = [
      ['pau'],
      ['ae', 'ax', 'ah'],
      ['aa'],
      ['ao'],
      ['ey', 'eh', 'uh'],
      ['er'],
      ['y', 'iy', 'ih', 'ix'],
      ['w', 'uw'],
      ['ow'],
      ['aw'],
      ['oy'],
      ['ay'],
      ['h'],
      ['r'],
      ['l'],
      ['s', 'z'],
      ['sh', 'ch', 'jh', 'zh'],
      ['th', 'dh'],
      ['f', 'v'],
      ['d', 't', 'n'],
      ['k', 'g', 'ng'],
      ['p', 'b', 'm'],
    ];
    sapi.forEach((phones, id) => {
      for (const phone of phones) expect(visemeOfPhone(phone), phone).toBe(id);
    });
  });
});

describe('visemeOfPhone', () => {
  it('takes any case and a stress digit', () => {
    expect(visemeOfPhone('AH0')).toBe(1);
    expect(visemeOfPhone('OW1')).toBe(8);
  });

  it('knows no phone that is not in the table', () => {
    expect(visemeOfPhone('spn')).toBeUndefined();
    expect(visemeOfPhone('')).toBeUndefined();
  });
});

describe('isVisemeId', () => {
  it('takes integers 0 to 21 and nothing else', () => {
    expect([0, 21].every(isVisemeId)).toBe(true);
    for (const value of [-1, 22, 1.5, Number.NaN, '3', null, undefined]) expect(isVisemeId(value)).toBe(false);
  });
});
