import { readFileSync } from 'node:fs';
import { Failure } from '../../../scripts/setup/progress.mjs';
import { decodeFlac } from './flac.mjs';
import { decodeWav } from './wav.mjs';

/**
 * Reads a WAV or FLAC file; several channels are averaged.
 *
 * @param {string} path
 * @returns {{ samples: Float32Array, sampleRateHz: number }} samples -1 to 1.
 * @throws {Failure} for a file that is neither, or damaged.
 */
export function readSound(path) {
  const bytes = readFileSync(path);
  const magic = bytes.toString('latin1', 0, 4);
  try {
    if (magic === 'fLaC') return decodeFlac(bytes);
    if (magic === 'RIFF') return decodeWav(bytes);
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${error.message}.`);
  }
  throw new Failure(`${path} is neither WAV nor FLAC.`);
}
