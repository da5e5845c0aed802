import { resample } from './resample.mjs';

/**
 * A phone and when it is heard.
 *
 * @typedef {{ phone: string, startMs: number, endMs: number }} Phone
 */

/** Rate of what comes out. */
export const SPEECH_RATE_HZ = 24_000;

const WAV_HEADER_BYTES = 44;

/**
 * Turns what flite wrote into speech at 24 kHz with the times of its phones.
 *
 * @param {import('./flite-program.mjs').FliteOutput} output
 * @returns {{ pcm: Int16Array, phones: Phone[] }} phones cover the sound from 0 to its end without a gap.
 */
export function speechOf({ wav, segments }) {
  const { samples, sampleRateHz } = readWav(wav);
  const pcm = resample(samples, sampleRateHz, SPEECH_RATE_HZ);
  return { pcm, phones: readSegments(segments, (pcm.length / SPEECH_RATE_HZ) * 1000) };
}

/**
 * Reads the one form of WAV that flite writes: a header of 44 bytes, PCM16, mono. Its size fields cannot be trusted.
 *
 * @param {Uint8Array} wav
 */
function readWav(wav) {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  if (wav.length < WAV_HEADER_BYTES || view.getUint16(22, true) !== 1 || view.getUint16(34, true) !== 16) {
    throw new Error('flite wrote something that is not 16-bit mono WAV');
  }
  const samples = new Int16Array((wav.length - WAV_HEADER_BYTES) >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(WAV_HEADER_BYTES + 2 * i, true);
  return { samples, sampleRateHz: view.getUint32(24, true) };
}

/**
 * Reads `phone:end_seconds` pairs.
 *
 * The sound is the authority on where it ends: the voice `kal` prints a last pause that is 0.11 s longer than the one it
 * makes, the others are off by up to 5 ms.
 *
 * @param {string} segments
 * @param {number} durationMs of the sound
 * @returns {Phone[]}
 */
function readSegments(segments, durationMs) {
  /** @type {Phone[]} */
  const phones = [];
  let startMs = 0;
  for (const [, phone = '', endSeconds] of segments.matchAll(/(\S+?):([\d.]+)/g)) {
    const endMs = Math.min(Number(endSeconds) * 1000, durationMs);
    if (endMs > startMs) phones.push({ phone, startMs, endMs });
    startMs = Math.max(startMs, endMs);
  }
  const last = phones.at(-1);
  if (last) last.endMs = durationMs;
  return phones;
}
