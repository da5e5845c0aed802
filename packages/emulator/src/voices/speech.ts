/** Rate of everything that the emulator says. */
export const SPEECH_RATE_HZ = 24_000;

/** The voices of flite that the emulator speaks with. */
export const VOICE_NAMES = ['slt', 'rms', 'awb', 'kal'] as const;

/**
 * `slt` is a woman, `rms` a man, `awb` a man from Scotland (16 kHz at heart); `kal` is a man built from 8 kHz diphones.
 */
export type VoiceName = (typeof VOICE_NAMES)[number];

/** One sound of speech and when it is heard, in milliseconds of media time. */
export interface Phone {
  /** ARPABET in lower case without stress; `pau` is silence. */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Spoken text. */
export interface Speech {
  /** Mono, 24 kHz. */
  readonly pcm: Int16Array;
  /** They cover the sound from its start to its end. */
  readonly phones: readonly Phone[];
}

/** The same phones, `byMs` later. */
export function shiftPhones(phones: readonly Phone[], byMs: number): Phone[] {
  return phones.map(({ phone, startMs, endMs }) => ({ phone, startMs: startMs + byMs, endMs: endMs + byMs }));
}

/** Length of a sound at 24 kHz. */
export function durationMsOf(samples: number): number {
  return (samples / SPEECH_RATE_HZ) * 1000;
}

/** One sound after the other. */
export function joinSpeech(parts: readonly Speech[]): Speech {
  const pcm = new Int16Array(parts.reduce((sum, part) => sum + part.pcm.length, 0));
  const phones: Phone[] = [];
  let at = 0;
  for (const part of parts) {
    pcm.set(part.pcm, at);
    phones.push(...shiftPhones(part.phones, durationMsOf(at)));
    at += part.pcm.length;
  }
  return { pcm, phones };
}
