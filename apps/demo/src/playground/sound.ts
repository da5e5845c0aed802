import type { Phone } from '@lipwire/emulator';

/** Longer sounds are cut: it is about one's mouth, not about one's patience. */
export const MAX_SOUND_MS = 180_000;

/** A sound that the playground shows. */
export interface Sound {
  /** What it is called on the page and in file names. */
  readonly name: string;
  /** Mono, -1 to 1. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly sampleRateHz: number;
  readonly durationMs: number;
  /** Each sound of the speech and when it is heard; empty where nobody knows. */
  readonly phones: readonly Phone[];
  /** What became of it on the way, as a sentence. */
  readonly remark: string | undefined;
}

/** Why there is no sound to show. */
export type SoundErrorCode =
  | 'DEMO_SOUND_TOO_LARGE'
  | 'DEMO_SOUND_UNREADABLE'
  | 'DEMO_SOUND_EMPTY'
  | 'DEMO_SPEECH_FAILED';

/** Its message is written for the page. */
export class SoundError extends Error {
  override readonly name = 'SoundError';
  constructor(
    readonly code: SoundErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Makes a sound out of samples; what is beyond {@link MAX_SOUND_MS} is left out, with a remark.
 *
 * @throws SoundError `DEMO_SOUND_EMPTY`.
 */
export function soundOf({
  name,
  samples,
  sampleRateHz,
  phones = [],
}: Pick<Sound, 'name' | 'samples' | 'sampleRateHz'> & Partial<Pick<Sound, 'phones'>>): Sound {
  if (samples.length === 0) throw new SoundError('DEMO_SOUND_EMPTY', `${name} holds no sound.`);
  const most = (MAX_SOUND_MS / 1000) * sampleRateHz;
  const kept = samples.length > most ? samples.slice(0, most) : samples;
  return {
    name,
    samples: kept,
    sampleRateHz,
    durationMs: (kept.length * 1000) / sampleRateHz,
    phones,
    remark:
      kept === samples
        ? undefined
        : `${name} is ${minutes(samples.length / sampleRateHz)} long. Here are its first ${minutes(MAX_SOUND_MS / 1000)}.`,
  };
}

/** `3:07`. */
function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} minutes`;
}
