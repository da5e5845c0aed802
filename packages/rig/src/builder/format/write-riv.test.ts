import { describe, expect, test } from 'vitest';
import { RigError } from '../../errors.js';
import type { RivObject } from './riv-object.js';
import { writeRiv } from './write-riv.js';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('writeRiv', () => {
  test('writes header, property table and objects', () => {
    const objects: RivObject[] = [
      { type: 'Backboard', props: {} },
      { type: 'Node', props: { name: 'é', x: 1.5 } },
      { type: 'SolidColor', props: { colorValue: 0x80ff0102, parentId: 300 } },
      { type: 'PointsPath', props: { isClosed: true } },
    ];
    expect(writeRiv(objects)).toEqual(
      bytes(
        ...[0x52, 0x49, 0x56, 0x45], // "RIVE"
        ...[7, 0, 0], // format 7.0, file id 0
        ...[4, 5, 13, 32, 37, 0], // properties in use, rising: name, parentId, x, isClosed, colorValue; end
        ...[0b00_10_00_01, 0, 0, 0], // string, uint, double, bool: four codes to a word
        ...[0b11, 0, 0, 0], // color
        ...[23, 0], // Backboard, end
        ...[2], // Node
        ...[4, 2, 0xc3, 0xa9], // name: two bytes of UTF-8
        ...[13, 0, 0, 0xc0, 0x3f], // x: 1.5 as a 32-bit float
        ...[0],
        ...[18], // SolidColor
        ...[37, 0x02, 0x01, 0xff, 0x80], // colorValue, little-endian
        ...[5, 0xac, 0x02], // parentId 300 as LEB128
        ...[0],
        ...[16, 32, 1, 0], // PointsPath, isClosed true
      ),
    );
  });

  test('writes exactly what it is given, defaults too', () => {
    const written = writeRiv([{ type: 'Node', props: { rotation: 0, x: Number.NEGATIVE_INFINITY } }]);
    expect([...written.slice(-12)]).toEqual([2, 15, 0, 0, 0, 0, 13, 0, 0, 0x80, 0xff, 0]);
  });

  test('writes signed numbers in zigzag', () => {
    const written = (value: number) => writeRiv([{ type: 'KeyFrameInt', props: { value } }]).at(-2);
    expect([0, -1, 1, -2].map(written)).toEqual([0, 1, 2, 3]);
  });

  test('writes numbers up to "none"', () => {
    const written = writeRiv([{ type: 'KeyedObject', props: { objectId: 0xffffffff } }]);
    expect([...written.slice(-8)]).toEqual([25, 51, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]);
  });

  test.each([
    ['an unknown type', { type: 'Nod', props: {} }],
    ['a property of another type', { type: 'Node', props: { width: 3 } }],
    ['text for a number', { type: 'Node', props: { x: '3' } }],
    ['half a character', { type: 'Node', props: { name: '\ud800' } }],
    ['what a file never stores', { type: 'Node', props: { computedLocalX: 3 } }],
    ['a number that only 64 bits hold', { type: 'Node', props: { x: 1e39 } }],
    ['a property of unknown width', { type: 'Node', props: { '#9000': 1 } }],
    ['not a number', { type: 'Node', props: { x: Number.NaN } }],
    ['a fraction for an id', { type: 'Node', props: { parentId: 1.5 } }],
    ['a negative id', { type: 'Node', props: { parentId: -1 } }],
    ['a number for a colour that is too big', { type: 'SolidColor', props: { colorValue: 2 ** 32 } }],
  ])('refuses %s', (_, object) => {
    expect(() => writeRiv([object])).toThrow(expect.objectContaining({ code: 'RIG_PROPERTY_INVALID' }));
    expect(() => writeRiv([object])).toThrow(RigError);
  });
});
