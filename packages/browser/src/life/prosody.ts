import type { Accent, Accents } from './accents.js';
import { PitchEstimator } from './pitch.js';

/** Sound is looked at in hops of this length, in milliseconds; pitch in every second one. */
const HOP_MS = 10;
/** Rate at which pitch is looked for, about, in Hz. */
const PITCH_RATE_HZ = 6_000;
/** A syllable is louder than all within this many hops around it; so late is it known. */
const REACH = 9;
/** How many hops are kept. */
const MEMORY = 64;
/** What is known of a voice is what came last: 4 seconds of speech, some 40 syllables. */
const HABIT_HOPS = 400;
const HABIT_SYLLABLES = 40;
/** Quieter than this below the usual level of the voice is no speech, in dB. */
const QUIET_DB = 22;
/** Quieter is no speech whatever the voice, in dB of full scale. */
const SILENCE_DB = -60;
/**
 * Loudness is that of what is below half the lower rate, tilted up by this: so a vowel is louder than the hum of an m or the hiss
 * of an s, as its syllable's peak should be.
 */
const TILT = 0.9;
/** What varies by less than this is monotonous: small differences do not count as stress. */
const LEAST_SPREAD_DB = 3;
const LEAST_SPREAD_SEMITONES = 1.2;
/** Stress is this far above the usual syllable, in deviations. */
const STRESS_Z = 0.1;
const LIFT_Z = 0.9;
/** Heads beat on stressed words, not on each syllable; brows rise once in several of those (Flecha-García, 2010). */
const BEAT_SPACING_MS = 330;
const LIFT_SPACING_MS = 1_300;
const MIN_PAUSE_HOPS = 16;
/** Pitch is asked of the loud part of a syllable: so far below its peak it is often mistaken, in dB. */
const LOUD_PART_DB = 9;

/** Mean and deviation of what was measured, the latest counting most. */
class Habit {
  readonly #memory: number;
  #count = 0;
  #mean = 0;
  #variance = 0;

  constructor(memory: number) {
    this.#memory = memory;
  }

  add(value: number): void {
    this.#count = Math.min(this.#count + 1, this.#memory);
    const step = 1 / this.#count;
    const away = value - this.#mean;
    this.#mean += step * away;
    this.#variance = (1 - step) * (this.#variance + step * away * away);
  }

  get count(): number {
    return this.#count;
  }

  get mean(): number {
    return this.#mean;
  }

  /** How far above the usual, in deviations. */
  z(value: number, leastSpread: number): number {
    return (value - this.#mean) / Math.max(leastSpread, Math.sqrt(this.#variance));
  }
}

/**
 * Hears in speech what moves a head: stressed syllables (louder, and higher in pitch, than usual for the voice), rises of
 * pitch, and where speech begins and pauses.
 *
 * Heads and brows follow loudness and pitch when people speak (Munhall et al., "Visual prosody and speech
 * intelligibility", 2004; Cavé et al., "About the relationship between eyebrow movements and F0 variations", 1996). It works
 * when speech comes, long before it is heard, and writes down media times: 100 ms of what follows must be there.
 */
export class Prosody {
  readonly #accents: Accents;
  readonly #db = new Float64Array(MEMORY);
  readonly #semitones = new Float64Array(MEMORY).fill(Number.NaN);
  readonly #loudHabit = new Habit(HABIT_HOPS);
  readonly #pitchHabit = new Habit(HABIT_HOPS);
  readonly #syllableHabit = new Habit(HABIT_SYLLABLES);
  #beat: Accent | undefined;
  #liftMs = Number.NEGATIVE_INFINITY;
  #quietHops = MIN_PAUSE_HOPS;
  #hops = 0;
  #endMs = Number.NaN;
  // The hop that is being filled.
  #energy = 0;
  #samples = 0;
  // Sound for the pitch, at the lower rate.
  #rateHz = 0;
  #fold = 1;
  #estimator = new PitchEstimator(PITCH_RATE_HZ);
  #low = new Float32Array(0);
  /** The latest window ends here. */
  #lowEnd = 0;
  #lowSum = 0;
  #lowCount = 0;

  /** @param accents what is heard is added there. */
  constructor(accents: Accents) {
    this.#accents = accents;
  }

  /**
   * Takes the next speech.
   *
   * @param samples mono, -1 to 1; only read.
   * @param startMs media time of the first sample.
   */
  add(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    if (sampleRateHz !== this.#rateHz) this.#setRate(sampleRateHz);
    if (Math.abs(startMs - this.#endMs) > HOP_MS) this.#begin();
    const hopSamples = Math.round((sampleRateHz * HOP_MS) / 1000);
    const msPerSample = 1000 / sampleRateHz;
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] as number;
      this.#addLow(sample);
      if (++this.#samples < hopSamples) continue;
      const db = 10 * Math.log10((this.#energy * this.#fold) / this.#samples + 1e-10);
      this.#energy = this.#samples = 0;
      this.#addHop(db, startMs + (i + 1) * msPerSample);
    }
    this.#endMs = startMs + samples.length * msPerSample;
  }

  /** What comes next is heard by itself; the voice stays known. */
  #begin(): void {
    this.#hops = 0;
    this.#energy = this.#samples = 0;
    this.#quietHops = MIN_PAUSE_HOPS;
    this.#beat = undefined;
    this.#liftMs = Number.NEGATIVE_INFINITY;
    this.#low.fill(0);
  }

  #setRate(rateHz: number): void {
    this.#rateHz = rateHz;
    this.#fold = Math.max(1, Math.round(rateHz / PITCH_RATE_HZ));
    this.#estimator = new PitchEstimator(rateHz / this.#fold);
    this.#low = new Float32Array(4 * this.#estimator.windowSamples);
    this.#lowEnd = this.#estimator.windowSamples;
  }

  /** The mean of each few samples: enough of a low-pass where only the lowest harmonics matter. */
  #addLow(sample: number): void {
    this.#lowSum += sample;
    if (++this.#lowCount < this.#fold) return;
    if (this.#lowEnd === this.#low.length) {
      this.#low.copyWithin(0, this.#lowEnd - this.#estimator.windowSamples);
      this.#lowEnd = this.#estimator.windowSamples;
    }
    const low = this.#lowSum / this.#lowCount;
    const bright = low - TILT * (this.#low[this.#lowEnd - 1] as number);
    this.#energy += bright * bright;
    this.#low[this.#lowEnd++] = low;
    this.#lowSum = this.#lowCount = 0;
  }

  #addHop(db: number, endMs: number): void {
    const slot = this.#hops % MEMORY;
    const usual = this.#loudHabit.count > 12 ? this.#loudHabit.mean - QUIET_DB : SILENCE_DB;
    const speaks = db > Math.max(SILENCE_DB, usual);
    this.#db[slot] = Math.max(db, SILENCE_DB);
    this.#semitones[slot] = speaks && this.#hops % 2 === 0 ? this.#pitch() : Number.NaN;
    if (speaks) this.#loudHabit.add(db);
    if (!Number.isNaN(this.#semitones[slot])) this.#pitchHabit.add(this.#semitones[slot] as number);
    this.#followPauses(speaks, endMs);
    this.#hops++;
    if (this.#hops > 2 * REACH) this.#judge(this.#hops - 1 - REACH, endMs - (REACH + 0.5) * HOP_MS);
  }

  /** Semitones above 100 Hz; `NaN` where there is no voice. */
  #pitch(): number {
    const from = this.#lowEnd - this.#estimator.windowSamples;
    return 12 * Math.log2(this.#estimator.pitchHz(this.#low, from) / 100);
  }

  #followPauses(speaks: boolean, endMs: number): void {
    if (!speaks) {
      if (++this.#quietHops === MIN_PAUSE_HOPS)
        this.#accents.add({ kind: 'pause', timeMs: endMs - MIN_PAUSE_HOPS * HOP_MS, strength: 1 });
      return;
    }
    if (this.#quietHops >= MIN_PAUSE_HOPS) this.#accents.add({ kind: 'onset', timeMs: endMs - HOP_MS, strength: 1 });
    this.#quietHops = 0;
  }

  /** Loudness of a hop together with its neighbours, in dB. */
  #smooth(hop: number): number {
    const db = this.#db;
    let sum = 0;
    for (let i = -2; i <= 2; i++) sum += (3 - Math.abs(i)) * (db[(hop + i) % MEMORY] as number);
    return sum / 9;
  }

  /** Whether a hop is the peak of a syllable, and how much that one stands out. */
  #judge(hop: number, timeMs: number): void {
    const db = this.#smooth(hop);
    for (let i = hop - REACH + 2; i <= hop + REACH - 2; i++) {
      if (i !== hop && this.#smooth(i) >= db) return;
    }
    if (db < this.#loudHabit.mean - QUIET_DB / 2 || !this.#isVoiced(hop)) return;
    const loudZ = this.#syllableHabit.z(db, LEAST_SPREAD_DB);
    const pitchZ = this.#highest(hop, db);
    const known = this.#syllableHabit.count > 1;
    this.#syllableHabit.add(db);
    const z = 0.55 * loudZ + 0.45 * pitchZ;
    if (!known || z < STRESS_Z || loudZ < -0.7) return;
    this.#addBeat(timeMs, Math.min(1, 0.4 + 0.4 * z));
    if (pitchZ > LIFT_Z && timeMs - this.#liftMs > LIFT_SPACING_MS) {
      this.#liftMs = timeMs;
      this.#accents.add({ kind: 'lift', timeMs, strength: Math.min(1, 0.4 + 0.3 * (pitchZ - LIFT_Z)) });
    }
  }

  /** A syllable has a vowel: the hiss of an s is none, however loud. */
  #isVoiced(hop: number): boolean {
    for (let i = hop - 2; i <= hop + 2; i++) if (!Number.isNaN(this.#semitones[i % MEMORY])) return true;
    return false;
  }

  /** How high the voice is around a hop, in deviations from its usual; 0 where it has no pitch. */
  #highest(hop: number, peakDb: number): number {
    let highest = Number.NaN;
    for (let i = hop - 6; i <= hop + 6; i++) {
      const semitones = this.#semitones[i % MEMORY] as number;
      if ((this.#db[i % MEMORY] as number) < peakDb - LOUD_PART_DB) continue;
      // A single hop an octave above the others is a mistake of the estimator.
      if (semitones > this.#pitchHabit.mean + 12) continue;
      if (!(semitones <= highest)) highest = Number.isNaN(semitones) ? highest : semitones;
    }
    return Number.isNaN(highest) ? 0 : Math.max(-1.5, Math.min(3, this.#pitchHabit.z(highest, LEAST_SPREAD_SEMITONES)));
  }

  /** Of two that are too close the stronger stays, unless it was seen already. */
  #addBeat(timeMs: number, strength: number): void {
    const last = this.#beat;
    if (last && timeMs - last.timeMs < BEAT_SPACING_MS) {
      if (strength <= last.strength) return;
      last.timeMs = timeMs;
      last.strength = strength;
      return;
    }
    this.#beat = { kind: 'beat', timeMs, strength };
    this.#accents.add(this.#beat);
  }
}
