import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CliError } from '../errors.js';
import { WavDecoder } from './wav-decoder.js';

/** Bytes of a file, written out field by field: text as ASCII, numbers as bytes. */
function bytes(...fields: (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(fields.flatMap((f) => (typeof f === 'string' ? [...f].map((c) => c.charCodeAt(0)) : [...f])));
}

const u16 = (n: number): number[] => [n & 255, (n >> 8) & 255];
const u32 = (n: number): number[] => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24];
const be16 = (n: number): number[] => u16(n).reverse();
const be32 = (n: number): number[] => u32(n).reverse();

interface Header {
  readonly code?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly frameBytes: number;
  readonly bits: number;
  readonly tail?: readonly number[];
}

/** A `fmt ` chunk. */
function format({ code = 1, channels = 1, rateHz = 16_000, frameBytes, bits, tail = [] }: Header): Uint8Array {
  return bytes(
    'fmt ',
    u32(16 + tail.length), // size of the chunk's body
    u16(code),
    u16(channels),
    u32(rateHz),
    u32(rateHz * frameBytes), // bytes a second
    u16(frameBytes),
    u16(bits),
    tail,
  );
}

/** A whole file around a format chunk and samples. */
function wav(fmt: Uint8Array, data: readonly number[], sizes: { riff?: number; data?: number } = {}): Uint8Array {
  return bytes(
    'RIFF',
    u32(sizes.riff ?? 4 + fmt.length + 8 + data.length), // bytes that follow this field
    'WAVE',
    [...fmt],
    'data',
    u32(sizes.data ?? data.length),
    data,
  );
}

const PCM16_MONO = format({ frameBytes: 2, bits: 16 });
const SAMPLES_16 = [...u16(0x4000), ...u16(-0x8000 & 0xffff), ...u16(0x7fff)];
const VALUES_16 = [0.5, -1, 0x7fff / 0x8000];

function decode(file: Uint8Array): { samples: number[]; decoder: WavDecoder; missingBytes: number } {
  const decoder = new WavDecoder();
  const samples = [...decoder.push(file)];
  return { samples, decoder, missingBytes: decoder.end().missingBytes };
}

function failureOf(file: Uint8Array): CliError {
  try {
    decode(file);
  } catch (error) {
    return error as CliError;
  }
  throw new Error('nothing was thrown');
}

describe('sample widths', () => {
  it('reads 16-bit integers', () => {
    const { samples, decoder } = decode(wav(PCM16_MONO, SAMPLES_16));
    expect(samples).toEqual(VALUES_16);
    expect(decoder.format).toEqual({ sampleRateHz: 16_000, channels: 1, encoding: 'int', bytesPerSample: 2 });
  });

  it('reads 8-bit integers, which have no sign', () => {
    expect(decode(wav(format({ frameBytes: 1, bits: 8 }), [0x80, 0xc0, 0x00, 0xff])).samples).toEqual([
      0,
      0.5,
      -1,
      127 / 128,
    ]);
  });

  it('reads 24-bit integers', () => {
    const data = [0x00, 0x00, 0x40, 0x00, 0x00, 0x80, 0xff, 0xff, 0xff];
    expect(decode(wav(format({ frameBytes: 3, bits: 24 }), data)).samples).toEqual([0.5, -1, -1 / 0x800000]);
  });

  it('reads 32-bit integers', () => {
    const data = [...u32(0x40000000), ...u32(0x80000000)];
    expect(decode(wav(format({ frameBytes: 4, bits: 32 }), data)).samples).toEqual([0.5, -1]);
  });

  it('reads floats, and makes harmless what no loudspeaker could play', () => {
    const data = new Uint8Array(Float32Array.of(0.25, -0.5, Number.NaN, 1e30, Number.NEGATIVE_INFINITY).buffer);
    const { samples, decoder } = decode(wav(format({ code: 3, frameBytes: 4, bits: 32 }), [...data]));
    expect(samples).toEqual([0.25, -0.5, 0, 1, -1]);
    expect(decoder.format?.encoding).toBe('float');
  });

  it('reads doubles', () => {
    const data = new Uint8Array(Float64Array.of(0.25, -0.5).buffer);
    expect(decode(wav(format({ code: 3, frameBytes: 8, bits: 64 }), [...data])).samples).toEqual([0.25, -0.5]);
  });

  it('reads fewer bits than their container holds: they stand at its upper end', () => {
    const data = [0x00, 0x00, 0x40];
    expect(decode(wav(format({ frameBytes: 3, bits: 20 }), data)).samples).toEqual([0.5]);
  });

  it('works out the frame where the header leaves it 0', () => {
    const fmt = bytes('fmt ', u32(16), u16(1), u16(1), u32(8000), u32(0), u16(0), u16(16));
    expect(decode(wav(fmt, SAMPLES_16)).samples).toEqual(VALUES_16);
  });

  it('reads extended headers', () => {
    const guid = [...u16(3), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
    const tail = [...u16(22), ...u16(32), ...u32(0), ...guid]; // size, valid bits, loudspeakers, sub-format
    const data = new Uint8Array(Float32Array.of(0.25).buffer);
    const { samples } = decode(wav(format({ code: 0xfffe, frameBytes: 4, bits: 32, tail }), [...data]));
    expect(samples).toEqual([0.25]);
  });
});

describe('channels', () => {
  it('mixes stereo down', () => {
    const data = [...u16(0x4000), ...u16(0), ...u16(0x4000), ...u16(0x2000)];
    expect(decode(wav(format({ channels: 2, frameBytes: 4, bits: 16 }), data)).samples).toEqual([0.25, 0.375]);
  });

  it('mixes six channels down', () => {
    const data = [0x6000, 0, 0, 0, 0, 0].flatMap(u16);
    expect(decode(wav(format({ channels: 6, frameBytes: 12, bits: 16 }), data)).samples).toEqual([0.125]);
  });
});

describe('containers', () => {
  it('reads RIFX, which is big-endian throughout', () => {
    const file = bytes('RIFX', be32(42), 'WAVE', 'fmt ', be32(16), be16(1), be16(1), be32(16_000), be32(32_000));
    const rest = bytes(be16(2), be16(16), 'data', be32(4), be16(0x4000), be16(0x8000));
    expect(decode(bytes([...file], [...rest])).samples).toEqual([0.5, -1]);
  });

  it('reads 24-bit RIFX', () => {
    const fmt = bytes('fmt ', be32(16), be16(1), be16(1), be32(16_000), be32(48_000), be16(3), be16(24));
    const file = bytes('RIFX', be32(42), 'WAVE', [...fmt], 'data', be32(6), [0x40, 0, 0, 0xff, 0xff, 0xff]);
    expect(decode(file).samples).toEqual([0.5, -1 / 0x800000]);
  });

  it('reads RF64 and stops at the end that its ds64 chunk gives', () => {
    const ds64 = bytes('ds64', u32(28), u32(86), u32(0), u32(6), u32(0), u32(3), u32(0), u32(0));
    const file = bytes(
      'RF64',
      u32(0xffffffff),
      'WAVE',
      [...ds64],
      [...PCM16_MONO],
      'data',
      u32(0xffffffff),
      SAMPLES_16,
      'LIST', // behind the sound: not sound
      u32(4),
      'INFO',
    );
    expect(decode(file).samples).toEqual(VALUES_16);
  });

  it('reads RF64 to the end of the stream where its ds64 chunk was never filled in', () => {
    const ds64 = bytes('ds64', u32(28), u32(0), u32(0), u32(0), u32(0), u32(0), u32(0), u32(0));
    const file = bytes(
      'RF64',
      u32(0xffffffff),
      'WAVE',
      [...ds64],
      [...PCM16_MONO],
      'data',
      u32(0xffffffff),
      SAMPLES_16,
    );
    expect(decode(file).samples).toEqual(VALUES_16);
  });

  it('passes over other chunks, padded to an even length where theirs is odd', () => {
    const odd = bytes('LIST', u32(3), 'abc', [0]);
    const even = bytes('fact', u32(4), u32(3));
    const file = bytes('RIFF', u32(200), 'WAVE', [...odd], [...PCM16_MONO], [...even], 'data', u32(6), SAMPLES_16);
    expect(decode(file).samples).toEqual(VALUES_16);
  });

  it('does not take for sound what follows the sound', () => {
    const file = bytes([...wav(PCM16_MONO, SAMPLES_16)], 'id3 ', u32(4), 'data');
    expect(decode(file).samples).toEqual(VALUES_16);
  });
});

describe('wrong sizes', () => {
  it.each([
    ['ffmpeg into a pipe', { riff: 0xffffffff, data: 0xffffffff }],
    ['a header that was never filled in', { riff: 0, data: 0 }],
    ['a recorder that crashed', { riff: 36, data: 0 }],
    ['the largest signed number', { riff: 0x7fffffff, data: 0x7fffffff - 36 }],
  ])('reads to the end of the stream: %s', (_who, sizes) => {
    const { samples, missingBytes } = decode(wav(PCM16_MONO, SAMPLES_16, sizes));
    expect(samples).toEqual(VALUES_16);
    expect(missingBytes).toBe(0);
  });

  it('believes a size of 0 when the file goes on behind the sound', () => {
    const file = bytes([...wav(PCM16_MONO, [], { riff: 36 + 12 })], 'LIST', u32(4), 'INFO');
    expect(decode(file).samples).toEqual([]);
  });

  it('takes what there is of a file that was cut off, and says how much is missing', () => {
    const { samples, missingBytes } = decode(wav(PCM16_MONO, [...SAMPLES_16, 0x12], { data: 1000 }));
    expect(samples).toEqual(VALUES_16);
    expect(missingBytes).toBe(994);
  });

  it('drops half a frame at the end', () => {
    const { samples, missingBytes } = decode(wav(PCM16_MONO, [...SAMPLES_16, 0x12]));
    expect(samples).toEqual(VALUES_16);
    expect(missingBytes).toBe(0);
  });
});

describe('any split of the bytes', () => {
  it('gives the same samples', () => {
    const frames = Array.from({ length: 40 }, (_, i) => [...u16(i * 700), ...u16(65_536 - i * 300)]).flat();
    const stereo = format({ channels: 2, frameBytes: 4, bits: 16 });
    const file = bytes([...wav(stereo, frames)], 'LIST', u32(4), 'INFO');
    const whole = decode(file).samples;
    expect(whole).toHaveLength(40);
    fc.assert(
      fc.property(fc.array(fc.nat(file.length)), (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), file.length];
        const decoder = new WavDecoder();
        let start = 0;
        const samples = ends.flatMap((end) => {
          const part = file.subarray(start, end);
          start = end;
          return [...decoder.push(part)];
        });
        expect(samples).toEqual(whole);
        expect(decoder.end().missingBytes).toBe(0);
      }),
    );
  });
});

describe('files that are refused', () => {
  it.each([
    ['nothing at all', new Uint8Array(0), 'CLI_WAV_INVALID', 'empty'],
    ['a text', bytes('hello, this is a text'), 'CLI_WAV_UNSUPPORTED', 'not a WAV file'],
    ['a short text', bytes('hi'), 'CLI_WAV_UNSUPPORTED', 'not a WAV file'],
    ['FLAC', bytes('fLaC', u32(0), u32(0)), 'CLI_WAV_UNSUPPORTED', 'This is FLAC'],
    ['Ogg', bytes('OggS', u32(0), u32(0)), 'CLI_WAV_UNSUPPORTED', 'This is Ogg'],
    ['MP3', bytes('ID3', [4, 0, 0, 0, 0, 0, 0, 0, 0]), 'CLI_WAV_UNSUPPORTED', 'This is MP3'],
    ['MP4', bytes(u32(0), 'ftypM4A ', u32(0)), 'CLI_WAV_UNSUPPORTED', 'This is MP4'],
    ['AVI', bytes('RIFF', u32(100), 'AVI '), 'CLI_WAV_UNSUPPORTED', 'not a WAV file'],
    ['a header alone', bytes('RIFF', u32(100), 'WAVE'), 'CLI_WAV_INVALID', 'ends before its format'],
    ['no sound', bytes('RIFF', u32(100), 'WAVE', [...PCM16_MONO]), 'CLI_WAV_INVALID', 'no data chunk'],
    ['sound first', bytes('RIFF', u32(50), 'WAVE', 'data', u32(2), [0, 0]), 'CLI_WAV_INVALID', 'before its format'],
    ['A-law', wav(format({ code: 6, frameBytes: 1, bits: 8 }), [0]), 'CLI_WAV_UNSUPPORTED', 'A-law'],
    ['an unknown codec', wav(format({ code: 0x1234, frameBytes: 1, bits: 8 }), [0]), 'CLI_WAV_UNSUPPORTED', '0x1234'],
    ['64-bit integers', wav(format({ frameBytes: 8, bits: 64 }), [0]), 'CLI_WAV_UNSUPPORTED', '64 bits'],
    ['half floats', wav(format({ code: 3, frameBytes: 2, bits: 16 }), [0]), 'CLI_WAV_UNSUPPORTED', '16 bits'],
    ['no channels', wav(format({ channels: 0, frameBytes: 2, bits: 16 }), [0]), 'CLI_WAV_INVALID', '0 channels'],
    ['a rate of 0', wav(format({ rateHz: 0, frameBytes: 2, bits: 16 }), [0]), 'CLI_WAV_INVALID', '0 Hz'],
    ['frames too small', wav(format({ channels: 2, frameBytes: 2, bits: 16 }), [0]), 'CLI_WAV_INVALID', 'do not fit'],
    ['a short format', bytes('RIFF', u32(30), 'WAVE', 'fmt ', u32(4), u32(1)), 'CLI_WAV_INVALID', '4 bytes'],
    ['a huge format', bytes('RIFF', u32(30), 'WAVE', 'fmt ', u32(1e9)), 'CLI_WAV_INVALID', 'claims 1000000000'],
    ['a short ds64', bytes('RF64', u32(30), 'WAVE', 'ds64', u32(4), u32(1)), 'CLI_WAV_INVALID', 'ds64'],
  ])('%s', (_what, file, code, words) => {
    const error = failureOf(file);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it('a codec behind an extended header', () => {
    const guid = [...u16(1), 9, 9, 9, 9, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
    const tail = [...u16(22), ...u16(16), ...u32(0), ...guid];
    const file = wav(format({ code: 0xfffe, frameBytes: 2, bits: 16, tail }), SAMPLES_16);
    expect(failureOf(file).code).toBe('CLI_WAV_UNSUPPORTED');
  });

  it('survives any bytes behind a good start', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
        const file = bytes('RIFF', u32(1000), 'WAVE', [...rest]);
        try {
          decode(file);
        } catch (error) {
          expect((error as CliError).code).toMatch(/^CLI_WAV_/);
        }
      }),
    );
  });
});
