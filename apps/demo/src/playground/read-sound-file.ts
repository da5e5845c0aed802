import { type Sound, SoundError, soundOf } from './sound';

/** Decoded sound takes up to thirty times the room of its file; a WAV file at most twice. */
const MAX_BYTES = 16_000_000;
const MAX_WAV_BYTES = 80_000_000;
/** What the engine takes at most; players like it, too. */
const DECODED_RATE_HZ = 48_000;

/** The part of an `AudioBuffer` that is read. */
export type DecodedSound = Pick<AudioBuffer, 'numberOfChannels' | 'sampleRate' | 'getChannelData'>;

/**
 * Reads a WAV, MP3, OGG or M4A file, or whatever else the browser can decode.
 *
 * @param decode what makes samples out of bytes; it takes the bytes away.
 * @throws SoundError `DEMO_SOUND_TOO_LARGE`, `DEMO_SOUND_UNREADABLE`, `DEMO_SOUND_EMPTY`.
 */
export async function readSoundFile(file: File, decode = decodeInBrowser): Promise<Sound> {
  const { name } = file;
  const most = /\.wave?$/i.test(name) ? MAX_WAV_BYTES : MAX_BYTES;
  if (file.size > most) {
    const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
    throw new SoundError(
      'DEMO_SOUND_TOO_LARGE',
      `${name} has ${megabytes(file.size)}; up to ${megabytes(most)} fit here. Cut a piece out of it.`,
    );
  }
  if (file.size === 0) throw new SoundError('DEMO_SOUND_EMPTY', `${name} is empty.`);
  let decoded: DecodedSound;
  try {
    decoded = await decode(await file.arrayBuffer());
  } catch (cause) {
    throw new SoundError(
      'DEMO_SOUND_UNREADABLE',
      `This browser cannot read ${name} as sound. WAV and MP3 work everywhere.`,
      { cause },
    );
  }
  return soundOf({ name, samples: mixed(decoded), sampleRateHz: decoded.sampleRate });
}

/** All channels as one, as the engine hears them. */
function mixed(sound: DecodedSound): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(sound.getChannelData(0));
  for (let channel = 1; channel < sound.numberOfChannels; channel++) {
    const other = sound.getChannelData(channel);
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) + (other[i] as number);
  }
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) / sound.numberOfChannels;
  return samples;
}

function decodeInBrowser(bytes: ArrayBuffer): Promise<DecodedSound> {
  // This context plays nothing; it only decodes, at a rate that does not depend on the device.
  return new OfflineAudioContext(1, 1, DECODED_RATE_HZ).decodeAudioData(bytes);
}
