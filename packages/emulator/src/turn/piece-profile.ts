import type { Random } from '../random.js';
import { SPEECH_RATE_HZ } from '../voices/speech.js';

/** Every {@link ProfileName}. */
export const PROFILE_NAMES = ['3.1', 'native-audio', '2.5-half-cascade'] as const;

/** Names of the ways in which the service cuts speech into messages; see {@link PIECE_PROFILES}. */
export type ProfileName = (typeof PROFILE_NAMES)[number];

/** How one family of models cuts its speech into messages. */
export interface PieceProfile {
  /** Length of a turn's `index`th piece, in samples at 24 kHz. */
  pieceSamples(index: number, random: Random): number;
  /** Words ride in the same message as audio; otherwise in one of their own, in front of it. */
  readonly wordsRideWithAudio: boolean;
  /** How many pieces there are from words to words. */
  piecesBetweenWords(random: Random): number;
}

/**
 * What was measured in public recordings of the service; the names are those of the model families.
 *
 * - `3.1`: 60 to 300 ms, 135 ms in the mean, at any even number of bytes, the first at times tiny; words ride with every
 *   second to fifth piece of audio.
 * - `native-audio`: many small pieces of 40 to 80 ms.
 * - `2.5-half-cascade`: 200 ms first, then 240 ms each, words in front.
 */
export const PIECE_PROFILES: Readonly<Record<ProfileName, PieceProfile>> = {
  '3.1': {
    pieceSamples: (index, random) =>
      index === 0 && random() < 0.3 ? samplesOf(10 + 20 * random()) : samplesOf(60 + 240 * random() ** 2.2),
    wordsRideWithAudio: true,
    piecesBetweenWords: (random) => 2 + Math.floor(4 * random()),
  },
  'native-audio': {
    pieceSamples: (_index, random) => samplesOf(40 + 40 * random()),
    wordsRideWithAudio: false,
    piecesBetweenWords: (random) => 3 + Math.floor(6 * random()),
  },
  '2.5-half-cascade': {
    pieceSamples: (index) => samplesOf(index === 0 ? 200 : 240),
    wordsRideWithAudio: false,
    piecesBetweenWords: () => 1,
  },
};

function samplesOf(ms: number): number {
  return Math.max(1, Math.round((ms / 1000) * SPEECH_RATE_HZ));
}
