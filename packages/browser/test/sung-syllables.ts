/** One syllable of {@link sungSyllables}. */
export interface Syllable {
  /** Where it is loudest, from the start of the sound. */
  readonly peakMs: number;
  readonly level: number;
  readonly hz: number;
}

/** A voice that says syllables of 160 ms: a buzz of many harmonics that swells and fades, of one pitch each. */
export function sungSyllables(syllables: readonly Syllable[], durationMs: number, rateHz: number): Float32Array {
  const sound = new Float32Array((durationMs * rateHz) / 1000);
  for (const { peakMs, level, hz } of syllables) {
    const first = Math.round(((peakMs - 80) * rateHz) / 1000);
    const length = Math.round((160 * rateHz) / 1000);
    for (let i = 0; i < length; i++) {
      const seconds = i / rateHz;
      let buzz = 0;
      for (let harmonic = 1; harmonic * hz < 3_500; harmonic++)
        buzz += Math.cos(2 * Math.PI * harmonic * hz * seconds) / harmonic;
      sound[first + i] = (sound[first + i] ?? 0) + level * 0.3 * buzz * Math.sin((Math.PI * i) / length) ** 2;
    }
  }
  return sound;
}
