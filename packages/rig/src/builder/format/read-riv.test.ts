import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RigError } from '../../errors.js';
import { MASCOTS } from '../../mascots/catalog.js';
import { readRiv } from './read-riv.js';
import type { RivObject, RivValue } from './riv-object.js';
import { type Field, rivTypes } from './schema.js';
import { writeRiv } from './write-riv.js';

const bytes = (...values: number[]) => Uint8Array.from(values);
const HEADER = [0x52, 0x49, 0x56, 0x45, 7, 0, 0];
const MISO = MASCOTS[0].draw().toBytes();

const VALUES: Record<Field['type'], fc.Arbitrary<RivValue>> = {
  uint: fc.nat({ max: 0xffffffff }),
  bool: fc.boolean(),
  double: fc.float({ noNaN: true, noDefaultInfinity: true }),
  color: fc.nat({ max: 0xffffffff }),
  string: fc.string({ unit: 'grapheme' }),
  bytes: fc.uint8Array({ maxLength: 300 }),
};
const object: fc.Arbitrary<RivObject> = fc.constantFrom(...rivTypes()).chain(({ name, fields }) =>
  fc
    .record(Object.fromEntries([...fields.values()].map((field) => [field.name, VALUES[field.type]])), {
      requiredKeys: [],
    })
    .map((props) => ({ type: name, props: props as RivObject['props'] })),
);

describe('readRiv', () => {
  test('reads back what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 8 }), (objects) => {
        const written = writeRiv(objects);
        expect(writeRiv(readRiv(written))).toEqual(written);
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  test('reads a whole mascot to the same bytes and the same objects', () => {
    const objects = readRiv(MISO);
    expect(writeRiv(objects)).toEqual(MISO);
    expect(objects.map(({ type }) => type)).toEqual(
      MASCOTS[0]
        .draw()
        .toObjects()
        .map(({ type }) => type),
    );
  });

  test('keeps what it does not know, if the file says how wide it is', () => {
    const file = bytes(
      ...HEADER,
      ...[(9000 & 0x7f) | 0x80, 9000 >> 7, 0], // property 9000
      ...[2, 0, 0, 0], // is a float
      ...[0xe8, 0x07], // type 1000
      ...[(9000 & 0x7f) | 0x80, 9000 >> 7, 0, 0, 0x80, 0x3f], // 1
      0,
    );
    expect(readRiv(file)).toEqual([{ type: '#1000', props: { '#9000': 1 } }]);
  });

  test.each([
    ['nothing', bytes()],
    ['another kind of file', bytes(...[0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])],
    ['another format', bytes(0x52, 0x49, 0x56, 0x45, 8, 0, 0, 0)],
    ['a property that nobody knows', bytes(...HEADER, 0, 2, 0xf0, 0x7f, 1, 0)],
    ['a number that never ends', bytes(...HEADER, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
    ['text that is not UTF-8', bytes(...HEADER, 4, 0, 1, 0, 0, 0, 2, 4, 1, 0xff, 0)],
    ['a file cut in an object', MISO.slice(0, MISO.length - 1)],
  ])('refuses %s', (_, file) => {
    expect(() => readRiv(file)).toThrow(expect.objectContaining({ code: 'RIG_FILE_INVALID' }));
  });

  test('survives any damage: an answer or a RigError, never anything else', () => {
    fc.assert(
      fc.property(fc.nat(MISO.length - 1), fc.nat(255), fc.nat(MISO.length), (at, value, length) => {
        const damaged = MISO.slice(0, Math.max(at + 1, length));
        damaged[at] = value;
        try {
          readRiv(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(RigError);
        }
      }),
      { seed: 6, numRuns: 25 },
    );
  });
});
