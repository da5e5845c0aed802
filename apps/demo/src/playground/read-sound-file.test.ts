import { describe, expect, it } from 'vitest';
import { type DecodedSound, readSoundFile } from './read-sound-file';

/** What a browser makes of a file: one list of samples for each channel. */
function decoded(sampleRate: number, ...channels: Float32Array<ArrayBuffer>[]): () => Promise<DecodedSound> {
  return async () => ({
    sampleRate,
    numberOfChannels: channels.length,
    getChannelData: (channel) => channels[channel] ?? new Float32Array(0),
  });
}

/** A file that claims to be as large as is wanted. */
function file(name: string, bytes = 100): File {
  return Object.defineProperty(new File(['x'.repeat(Math.min(bytes, 100))], name), 'size', { value: bytes });
}

describe('readSoundFile', () => {
  it('mixes channels into one, and leaves what was decoded as it was', async () => {
    const left = Float32Array.of(0.5, 1, -0.5);
    const sound = await readSoundFile(file('talk.mp3'), decoded(48_000, left, Float32Array.of(0, -1, -0.5)));
    expect([...sound.samples]).toEqual([0.25, 0, -0.5]);
    expect(sound).toMatchObject({ name: 'talk.mp3', sampleRateHz: 48_000, phones: [], remark: undefined });
    expect(sound.durationMs).toBeCloseTo(0.0625);
    expect([...left]).toEqual([0.5, 1, -0.5]);
  });

  it('keeps the first three minutes of a long one and says so', async () => {
    const sound = await readSoundFile(file('talk.wav'), decoded(8000, new Float32Array(8000 * 250)));
    expect(sound.durationMs).toBe(180_000);
    expect(sound.remark).toBe('talk.wav is 4:10 minutes long. Here are its first 3:00 minutes.');
  });

  it.each([
    ['nothing.wav', 0, decoded(8000, new Float32Array(1)), 'DEMO_SOUND_EMPTY', 'nothing.wav is empty.'],
    ['silent.wav', 50, decoded(8000, new Float32Array(0)), 'DEMO_SOUND_EMPTY', 'silent.wav holds no sound.'],
    ['a.wav', 90e6, decoded(8000, new Float32Array(1)), 'DEMO_SOUND_TOO_LARGE', 'a.wav has 90 MB; up to 80 MB fit'],
    ['a.mp3', 20e6, decoded(8000, new Float32Array(1)), 'DEMO_SOUND_TOO_LARGE', 'a.mp3 has 20 MB; up to 16 MB fit'],
    ['notes.txt', 50, () => Promise.reject(new Error('no')), 'DEMO_SOUND_UNREADABLE', 'cannot read notes.txt as sound'],
  ])('says what is wrong with %s', async (name, bytes, decode, code, sentence) => {
    const error = await readSoundFile(file(name, bytes), decode).catch((reason) => reason);
    expect(error).toMatchObject({ code, message: expect.stringContaining(sentence) });
  });
});
