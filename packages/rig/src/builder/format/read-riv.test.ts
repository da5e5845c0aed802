import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RigError } from '../../errors.js';
import { MASCOTS } from '../../mascots/catalog.js';
import { readRiv } from './read-riv.js';
import { readRivHeader } from './riv-header.js';
import type { RivObject, RivValue } from './riv-object.js';
import { type Field, rivTypes } from './schema.js';
import { writeRiv } from './write-riv.js';

const bytes = (...values: number[]) => Uint8Array.from(values);
const HEADER = [0x52, 0x49, 0x56, 0x45, 7, 0, 0];
const MISO = MASCOTS[0].draw().toBytes();

const VALUES: Record<Field['type'], fc.Arbitrary<RivValue>> = {
  uint: fc.nat({ max: 0xffffffff }),
  callback: fc.nat({ max: 0xffffffff }),
  zigzag: fc.integer(),
  bool: fc.boolean(),
  double: fc.float({ noNaN: true }),
  color: fc.nat({ max: 0xffffffff }),
  string: fc.string({ unit: 'grapheme' }),
  bytes: fc.uint8Array({ maxLength: 300 }),
};
const object: fc.Arbitrary<RivObject> = fc
  .constantFrom(...rivTypes())
  .chain(({ name, fields }) =>
    fc
      .record(
        Object.fromEntries(
          [...fields.values()].filter(({ stored }) => stored).map((field) => [field.name, VALUES[field.type]]),
        ),
        { requiredKeys: [] },
      )
      .map((props) => ({ type: name, props: props as RivObject['props'] })),
  );

describe('readRiv', () => {
  test('reads back what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 8 }), (objects) => {
        const written = writeRiv(objects);
        expect(readRiv(written)).toEqual(objects);
        expect(writeRiv(readRiv(written))).toEqual(written);
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  test.each(MASCOTS.map((mascot) => [mascot.name, mascot] as const))(
    'reads %s to the same objects and the same bytes',
    (_, mascot) => {
      const file = mascot.draw();
      const written = file.toBytes();
      expect(readRiv(written)).toEqual(file.toObjects());
      expect(writeRiv(readRiv(written))).toEqual(written);
    },
  );

  test('keeps what it does not know, if the file says how wide it is', () => {
    const file = bytes(
      ...HEADER,
      ...[(9000 & 0x7f) | 0x80, 9000 >> 7, 0], // property 9000
      ...[2, 0, 0, 0], // is a float
      ...[0xf0, 0x7f], // type 16368
      ...[(9000 & 0x7f) | 0x80, 9000 >> 7, 0, 0, 0x80, 0x3f], // 1
      ...[4, 1, 0x41], // a known property, as wide as in any type: name "A"
      0,
    );
    expect(readRiv(file)).toEqual([{ type: '#16368', props: { '#9000': 1, '#4': 'A' } }]);
    expect(writeRiv(readRiv(file), readRivHeader(file))).toEqual(file);
  });

  test('gives files of other editors back as they were', () => {
    const file = bytes(
      ...[0x52, 0x49, 0x56, 0x45, 7, 4, 0xb9, 0x60], // format 7.4, file 12345
      ...[196, 1, 4, 0, 0b01_00, 0, 0, 0], // its own table: unsorted, and not of what is used
      ...[2, 9, 0, 0, 0x80, 0x3f, 15, 0, 0, 0, 0, 0], // Node: x 1 under its old key, rotation as by default
      ...[2, 10, 0, 0, 0, 0x40, 4, 0, 0], // Node: y 2 under its old key, an empty name
    );
    expect(readRiv(file)).toEqual([
      { type: 'Node', props: { x: 1, rotation: 0 }, oldKeys: { x: 9 } },
      { type: 'Node', props: { y: 2, name: '' }, oldKeys: { y: 10 } },
    ]);
    expect(readRivHeader(file)).toEqual({
      minor: 4,
      fileId: 12345,
      widths: new Map([
        [196, 0],
        [4, 1],
      ]),
    });
    expect(writeRiv(readRiv(file), readRivHeader(file))).toEqual(file);
  });

  test.each([
    ['nothing', bytes()],
    ['another kind of file', bytes(...[0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])],
    ['another format', bytes(0x52, 0x49, 0x56, 0x45, 8, 0, 0, 0)],
    ['a property that nobody knows', bytes(...HEADER, 0, 2, 0xf0, 0x7f, 1, 0)],
    ['a property that comes twice', bytes(...HEADER, 0, 2, 4, 0, 4, 0, 0)],
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
