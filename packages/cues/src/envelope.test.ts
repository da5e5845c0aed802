import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMascotVisemes, type MascotVisemes, readMascotVisemes, spliceField } from './envelope.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (array: Uint8Array | undefined) => (array ? new TextDecoder().decode(array) : undefined);

const field: MascotVisemes = {
  visemes: [
    { visemeId: 4, offset: -12 },
    { visemeId: 18, offset: 108 },
  ],
  audio_event_id: 3001,
  subchunk_id: 1,
  total_chunks: 1,
  audio_duration: 720,
};

describe('spliceField', () => {
  it('puts the field before the last brace and keeps the white space where it was', () => {
    expect(text(spliceField(bytes('{\n  "a": "}"\n}\n'), '"b":1'))).toBe('{\n  "a": "}"\n,"b":1}\n');
  });

  it.each(['', '{}', '{ \n}', '[1]', '"{"', '  ', '}', '{'])('leaves %j alone', (message) => {
    expect(spliceField(bytes(message), '"b":1')).toBeUndefined();
  });

  it('keeps every byte of any message, and adds one top-level field', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { minKeys: 1 }),
        fc.constantFrom('', ' ', '\r\n\t'),
        fc.constantFrom(0, 2),
        (message, space, indent) => {
          const before = bytes(`${space}${JSON.stringify(message, null, indent)}${space}`);
          const spliced = spliceField(before, encodeMascotVisemes(field));
          const json = text(spliced) as string;
          expect(JSON.parse(json)).toEqual({ ...JSON.parse(JSON.stringify(message)), mascotVisemes: field });
          expect(bytes(json.replace(`,${encodeMascotVisemes(field)}`, ''))).toEqual(before);
        },
      ),
    );
  });

  it('respects the byteOffset of a view', () => {
    const whole = bytes('xx{"a":1}xx');
    expect(text(spliceField(whole.subarray(2, 9), '"b":2'))).toBe('{"a":1,"b":2}');
  });
});

describe('readMascotVisemes', () => {
  it('reads what encodeMascotVisemes wrote', () => {
    expect(readMascotVisemes(JSON.parse(`{${encodeMascotVisemes(field)}}`))).toEqual(field);
  });

  it.each([null, 1, 'x', [], {}, { mascotVisemes: null }, { mascotVisemes: { visemes: 'no' } }])(
    'finds nothing in %j',
    (message) => {
      expect(readMascotVisemes(message)).toBeUndefined();
    },
  );

  it('leaves out cues that are malformed, and keeps the others', () => {
    const visemes = [
      { visemeId: 22, offset: 0 },
      { visemeId: 3, offset: '1' },
      null,
      { visemeId: 3, offset: 5, more: 1 },
    ];
    expect(readMascotVisemes({ mascotVisemes: { visemes } })).toEqual({
      visemes: [{ visemeId: 3, offset: 5 }],
      audio_event_id: 0,
      subchunk_id: 0,
      total_chunks: 0,
      audio_duration: 0,
    });
  });
});
