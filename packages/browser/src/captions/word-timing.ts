import { VoicedTime } from './voiced-time.js';
import { splitWords, type Word } from './words.js';

/** A common pace until the voice's own is known: milliseconds of speech for a letter. */
const FIRST_PACE_MS = 62;
/** The pace of a voice is within these limits, whatever was measured. */
const PACE_LIMITS_MS = [35, 160] as const;
/**
 * How far before and behind where it was expected a pause may be, in milliseconds of speech. Behind a sentence there
 * surely is one, so that it is looked for further ahead: a word may be late, but not early.
 */
const PAUSE_REACH_MS = {
  short: [200, 350],
  full: [300, 700],
} as const;
/** Pauses before less than this share of what was expected belong to something else. */
const MIN_SHARE = 0.5;
/** The further a word is from where it is sure, the later it is shown: late in the word is better than before it. */
const CAUTION_MS = 100;
const CAUTION_SHARE = 0.25;
/** Words that are left when the sound is over are shown just before its end, in milliseconds. */
const LATE_MS = 20;
/** More words than anybody says in one turn. */
const MAX_WORDS = 6_000;

interface TimedWord extends Word {
  /** Letters of the turn before it. */
  readonly before: number;
  /** Media time of the sound that had come when the word did; `-Infinity`: none. */
  readonly cameAtMs: number;
}

/**
 * When the words of one turn are heard.
 *
 * The service gives words and sound, and says little about which belongs to which. Three things are known: words are
 * spoken in order, at about one pace (letters a second of speech, pauses left out), a pause in the sound belongs to a
 * mark of punctuation, and a word that came after some sound is not heard in it. The pace is a guess during the first
 * turn of a voice, measured from then on, and exact when all of a turn is there.
 */
export class WordTiming {
  readonly #speech = new VoicedTime();
  readonly #words: TimedWord[] = [];
  readonly #paceMs: number;
  #letters = 0;
  #complete = false;
  /** Media times of the words; empty when something came since they were computed. */
  #startsMs: number[] = [];
  /** How much had been spoken before each of them, in milliseconds. */
  #voicedMs: number[] = [];

  /** @param paceMs milliseconds of speech for a letter, as a turn before measured it. */
  constructor(paceMs: number = FIRST_PACE_MS) {
    this.#paceMs = paceMs;
  }

  /** How many words came. */
  get length(): number {
    return this.#words.length;
  }

  /** Some sound came. */
  get hasSound(): boolean {
    return !Number.isNaN(this.#speech.endMs);
  }

  /** Media time behind the sound that came; `NaN` before the first. */
  get soundEndMs(): number {
    return this.#speech.endMs;
  }

  /** The pace that was measured, or the one that was assumed as long as little is known. */
  get paceMs(): number {
    if (!this.#complete || this.#letters < 20 || this.#speech.voicedMs === 0) return this.#paceMs;
    return Math.min(Math.max(this.#speech.voicedMs / this.#letters, PACE_LIMITS_MS[0]), PACE_LIMITS_MS[1]);
  }

  /** A word as it stands in the text, with the space before it. */
  text(index: number): string {
    return this.#words[index]?.text ?? '';
  }

  /** The next sound; see `VoicedTime.add`. */
  addSound(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    this.#speech.add(samples, sampleRateHz, startMs);
    this.#startsMs = [];
  }

  /** The next words. */
  addText(text: string): void {
    const cameAtMs = this.hasSound ? this.#speech.endMs : Number.NEGATIVE_INFINITY;
    for (const word of splitWords(text)) {
      if (this.#words.length === MAX_WORDS) return;
      this.#words.push({ ...word, before: this.#letters, cameAtMs });
      this.#letters += word.weight;
    }
    this.#startsMs = [];
  }

  /** All of the sound came. */
  complete(): void {
    this.#complete = true;
    this.#startsMs = [];
  }

  /** Media time at which a word begins to be heard, as far as is known now; `Infinity`: its sound did not come yet. */
  startMs(index: number): number {
    if (this.#startsMs.length === 0) this.#startsMs = this.#compute();
    return this.#startsMs[index] ?? Number.POSITIVE_INFINITY;
  }

  /** Media time at which a word has been heard, before the pause behind it; `Infinity`: its sound did not come yet. */
  endMs(index: number): number {
    const startMs = this.startMs(index);
    const voicedMs = this.#voicedMs[index + 1] ?? (this.#complete ? this.#speech.voicedMs : Number.POSITIVE_INFINITY);
    // A pause lies behind the last moment of what was spoken before it.
    return Math.max(startMs, this.#speech.mediaAt(voicedMs - 1) + 1);
  }

  #compute(): number[] {
    this.#voicedMs = [];
    const anchors = this.#anchors();
    const starts: number[] = [];
    let at = 0;
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const word of this.#words) {
      while ((anchors[at + 1]?.letters ?? Number.POSITIVE_INFINITY) <= word.before) at++;
      const from = anchors[at] as Anchor;
      const to = anchors[at + 1];
      const pace =
        to && to.voicedMs < Number.POSITIVE_INFINITY
          ? (to.voicedMs - from.voicedMs) / (to.letters - from.letters)
          : this.#paceMs;
      // Rounding must not put a word before the pause that it follows.
      const wayMs = word.before === from.letters ? 0 : (word.before - from.letters) * pace;
      const cautionMs = Math.min(CAUTION_MS, wayMs * CAUTION_SHARE);
      this.#voicedMs.push(from.voicedMs + wayMs + cautionMs);
      let startMs = this.#speech.mediaAt(from.voicedMs + wayMs + cautionMs);
      // Marks and spaces behind the last word, and words that come late, belong to what was heard.
      if (startMs === Number.POSITIVE_INFINITY && this.#complete)
        startMs = this.hasSound ? this.soundEndMs - LATE_MS : 0;
      // Nothing was said since it came: it is not in what was said before.
      else if (!this.#complete && word.cameAtMs >= this.soundEndMs) startMs = Number.POSITIVE_INFINITY;
      lastMs = Math.max(startMs, lastMs, this.#complete ? lastMs : word.cameAtMs);
      starts.push(lastMs);
    }
    return starts;
  }

  /** Where text and speech surely meet: at the beginning, at pauses behind punctuation, and at the end. */
  #anchors(): Anchor[] {
    const pauses = this.#speech.pauses();
    const anchors: Anchor[] = [{ letters: 0, voicedMs: 0 }];
    const scaleMs = this.#complete && this.#letters > 0 ? this.#speech.voicedMs / this.#letters : this.#paceMs;
    let next = 0;
    for (const [i, word] of this.#words.entries()) {
      const previous = this.#words[i - 1];
      if (!previous || previous.pause === 'none') continue;
      const from = anchors.at(-1) as Anchor;
      const wayMs = (word.before - from.letters) * scaleMs;
      if (wayMs <= 0) continue;
      const expectedMs = from.voicedMs + wayMs;
      const [beforeMs, behindMs] = PAUSE_REACH_MS[previous.pause];
      const fromMs = expectedMs - Math.min(beforeMs, wayMs * MIN_SHARE);
      const found = nearest(pauses, next, expectedMs, fromMs, expectedMs + behindMs);
      if (found < 0) {
        const maybeToCome = !this.#complete && this.#speech.voicedMs < expectedMs + behindMs;
        if (previous.pause === 'short' || !maybeToCome) continue;
        // The pause between two sentences did not come yet, and the next one is behind it.
        anchors.push({ letters: word.before, voicedMs: Number.POSITIVE_INFINITY });
        return anchors;
      }
      anchors.push({ letters: word.before, voicedMs: pauses[found] as number });
      next = found + 1;
    }
    const last = anchors.at(-1) as Anchor;
    if (this.#complete && this.#letters > last.letters) {
      anchors.push({ letters: this.#letters, voicedMs: this.#speech.voicedMs });
    }
    return anchors;
  }
}

interface Anchor {
  /** Letters of the turn before it. */
  readonly letters: number;
  /** Speech of the turn before it, in milliseconds. */
  readonly voicedMs: number;
}

/** Index of the pause nearest to where it is expected, between two limits; -1 if there is none. */
function nearest(pauses: readonly number[], first: number, expectedMs: number, fromMs: number, toMs: number): number {
  let best = -1;
  let bestMs = Number.POSITIVE_INFINITY;
  for (let i = first; i < pauses.length; i++) {
    const pauseMs = pauses[i] as number;
    const awayMs = Math.abs(pauseMs - expectedMs);
    if (pauseMs >= fromMs && pauseMs <= toMs && awayMs < bestMs) [best, bestMs] = [i, awayMs];
  }
  return best;
}
