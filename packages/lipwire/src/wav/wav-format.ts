import { CliError } from '../errors.js';

/** How the samples of a WAV file are written down. */
export interface WavFormat {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly encoding: 'int' | 'float';
  /** Size of one sample of one channel; 8-bit integers are unsigned, all wider ones are signed. */
  readonly bytesPerSample: number;
}

/** Rates that are taken for real; a header outside of this range is damaged. */
export const WAV_RATE_RANGE_HZ = { lowest: 1000, highest: 384_000 } as const;

const MAX_CHANNELS = 64;
const FORMAT_PCM = 0x0001;
const FORMAT_FLOAT = 0x0003;
const FORMAT_EXTENSIBLE = 0xfffe;

/** Bytes 2 to 15 of every sub-format GUID that stands for a plain format code (mmreg.h, `DEFINE_WAVEFORMATEX_GUID`). */
const SUBFORMAT_TAIL = [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];

const CODEC_NAMES: ReadonlyMap<number, string> = new Map([
  [0x0002, 'Microsoft ADPCM'],
  [0x0006, 'G.711 A-law'],
  [0x0007, 'G.711 mu-law'],
  [0x0011, 'IMA ADPCM'],
  [0x0031, 'GSM 6.10'],
  [0x0050, 'MPEG audio'],
  [0x0055, 'MP3'],
  [0x00ff, 'AAC'],
]);

/**
 * Reads the body of a `fmt ` chunk.
 *
 * @param littleEndian false for the bodies of RIFX files.
 * @throws CliError `CLI_WAV_INVALID` for a header that contradicts itself, `CLI_WAV_UNSUPPORTED` for a codec other than
 *   integer or float samples.
 */
export function parseWavFormat(body: DataView, littleEndian: boolean): WavFormat {
  if (body.byteLength < 16) throw invalid(`its format chunk has ${body.byteLength} bytes, at least 16 are needed`);
  const channels = body.getUint16(2, littleEndian);
  const sampleRateHz = body.getUint32(4, littleEndian);
  const frameBytes = body.getUint16(12, littleEndian);
  const bits = body.getUint16(14, littleEndian);
  const code = formatCode(body, littleEndian);

  if (channels < 1 || channels > MAX_CHANNELS) throw invalid(`it says that it has ${channels} channels`);
  if (sampleRateHz < WAV_RATE_RANGE_HZ.lowest || sampleRateHz > WAV_RATE_RANGE_HZ.highest) {
    throw invalid(`it says that its sample rate is ${sampleRateHz} Hz`);
  }
  if (code !== FORMAT_PCM && code !== FORMAT_FLOAT) throw unsupportedCodec(code);

  // Fewer bits than the container holds (12 in 16, 20 in 24) are written at its upper end, so the container counts.
  const bytesPerSample = frameBytes === 0 ? Math.ceil(bits / 8) : frameBytes / channels;
  if (!Number.isInteger(bytesPerSample) || bytesPerSample * 8 < bits) {
    throw invalid(`${channels} channels of ${bits} bits do not fit its frames of ${frameBytes} bytes`);
  }
  const widths = code === FORMAT_FLOAT ? [4, 8] : [1, 2, 3, 4];
  if (!widths.includes(bytesPerSample)) {
    const kind = code === FORMAT_FLOAT ? 'floating-point' : 'integer';
    throw new CliError(
      'CLI_WAV_UNSUPPORTED',
      `The WAV file has ${kind} samples of ${bytesPerSample * 8} bits; ${widths.map((w) => w * 8).join(', ')} are supported.`,
    );
  }
  return { sampleRateHz, channels, encoding: code === FORMAT_FLOAT ? 'float' : 'int', bytesPerSample };
}

/** The format code; that of the sub-format where the chunk is a WAVE_FORMAT_EXTENSIBLE. */
function formatCode(body: DataView, littleEndian: boolean): number {
  const code = body.getUint16(0, littleEndian);
  if (code !== FORMAT_EXTENSIBLE) return code;
  if (body.byteLength < 40) throw invalid('its extended format chunk is cut short');
  // RIFX writers disagree about the byte order inside the GUID, hence only its last eight bytes are compared there.
  const from = littleEndian ? 0 : 6;
  if (!SUBFORMAT_TAIL.slice(from).every((byte, i) => body.getUint8(26 + from + i) === byte)) {
    throw new CliError('CLI_WAV_UNSUPPORTED', `The WAV file holds an unknown format. ${CONVERT}`);
  }
  return body.getUint16(24, littleEndian) || body.getUint32(24, littleEndian);
}

const CONVERT = 'Convert it first: ffmpeg -i in.wav -c:a pcm_s16le out.wav';

function unsupportedCodec(code: number): CliError {
  const name = CODEC_NAMES.get(code) ?? `format 0x${code.toString(16).padStart(4, '0')}`;
  return new CliError('CLI_WAV_UNSUPPORTED', `The WAV file holds ${name}, not plain samples. ${CONVERT}`);
}

function invalid(what: string): CliError {
  return new CliError('CLI_WAV_INVALID', `The WAV file is damaged: ${what}.`);
}
