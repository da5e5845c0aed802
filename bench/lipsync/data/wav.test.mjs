import { describe, expect, it } from 'vitest';
import { decodeWav, encodeWav } from './wav.mjs';

/** A WAV file: a header of 44 bytes, then the sound. */
function wav({ format, channels, bits, data }) {
  const bytes = Buffer.alloc(44 + data.length);
  bytes.write('RIFF', 0);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(format, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(22_050, 24);
  bytes.writeUInt16LE(bits, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(0xffffffff, 40); // what a program writes that cannot go back
  bytes.set(data, 44);
  return bytes;
}

describe('WAV', () => {
  it.each([
    ['8 bits', { format: 1, channels: 1, bits: 8, data: [128, 0, 192] }, [0, -1, 0.5]],
    ['16 bits', { format: 1, channels: 1, bits: 16, data: [0, 0x40, 0, 0x80] }, [0.5, -1]],
    ['24 bits', { format: 1, channels: 1, bits: 24, data: [0, 0, 0x40, 0, 0, 0xc0] }, [0.5, -0.5]],
    ['32 bits', { format: 1, channels: 1, bits: 32, data: [0, 0, 0, 0x80] }, [-1]],
    ['float', { format: 3, channels: 1, bits: 32, data: [0, 0, 0x80, 0x3e] }, [0.25]],
    ['two channels', { format: 1, channels: 2, bits: 16, data: [0, 0x40, 0, 0xc0, 0, 0x20, 0, 0x20] }, [0, 0.25]],
  ])('reads %s', (_, file, samples) => {
    expect(decodeWav(wav(file))).toEqual({ samples: Float32Array.from(samples), sampleRateHz: 22_050 });
  });

  it('reads what it writes', () => {
    const written = encodeWav(Float32Array.of(0, 0.5, -1, 2), 16_000);
    expect(decodeWav(written)).toEqual({ samples: Float32Array.of(0, 0.5, -1, 32767 / 32768), sampleRateHz: 16_000 });
    expect([...decodeWav(encodeWav(Int16Array.of(-7, 12), 8000)).samples]).toEqual([-7 / 32768, 12 / 32768]);
  });

  it('refuses other formats and files without sound', () => {
    expect(() => decodeWav(wav({ format: 6, channels: 1, bits: 8, data: [] }))).toThrow('format 6 with 8 bits');
    expect(() => decodeWav(Buffer.from('RIFF....WAVE'))).toThrow('no sound');
  });
});
