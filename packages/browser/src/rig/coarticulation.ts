import { SILENCE, VISEME_COUNT, type VisemeId } from '@lipwire/cues';

/**
 * How long before its sound a mouth begins to move towards a shape, in milliseconds.
 *
 * Speech anticipates: jaw and lips set out 60 to 120 ms before the sound, the rounding of lips earliest (Cohen and
 * Massaro, "Modeling coarticulation in synthetic visual speech", 1993, whose dominance functions this simplifies to two
 * shapes at a time). Lips close and open faster than vowels glide.
 */
const DEFAULT_LEAD_MS = 75;
const LEAD_MS: Readonly<Partial<Record<VisemeId, number>>> = {
  // Going to rest is no articulation: the mouth stays with the last sound until it is almost over.
  [SILENCE]: 50,
  // Rounded lips.
  7: 100,
  8: 100,
  10: 90,
  // Lips and teeth that close.
  18: 65,
  21: 65,
};

/** Shapes that are wrong if they are not seen in full: rounded lips (w, u), lip on teeth (f, v), closed lips (p, b, m). */
const SALIENT: ReadonlySet<VisemeId> = new Set([7, 18, 21]);

/** Those of them that are a contact. */
const CONTACT: ReadonlySet<VisemeId> = new Set([18, 21]);

/**
 * A salient shape stays whole for at least this long, so that a screen of 60 frames a second shows it; the way out of a
 * short one is quick, as it is in a mouth: plosives burst.
 */
const HOLD_MS = 20;
/** A longer one stays whole for the smaller part of its time, a very short one for the larger: it must still move. */
const HOLD_PART = 0.6;
const HOLD_MOST = 2 / 3;

/** Lips that have nothing to do with the sound itself (h, s, z, sh, t, d, n, k, g, ng) are rounded by what comes next. */
const LIPS_ARE_FREE: ReadonlySet<VisemeId> = new Set([12, 15, 16, 19, 20]);
const ROUNDED: ReadonlySet<VisemeId> = new Set([7, 8]);
/**
 * Rounding spreads that far ahead, in milliseconds, through sounds that leave the lips free, and up to that part of the
 * shape: the s of "stew" is said with the lips of its u. (Daniloff and Moll, "Coarticulation of lip rounding", 1968,
 * found it up to four consonants before the vowel.)
 */
const ROUNDING_SPREADS_MS = 160;
const ROUNDING_SPREADS_PART = 0.5;

const leadMsOf = Array.from({ length: VISEME_COUNT }, (_, id) => LEAD_MS[id as VisemeId] ?? DEFAULT_LEAD_MS);

/** Whether the shape must be seen in full, however short it is. */
export function isSalient(visemeId: VisemeId): boolean {
  return SALIENT.has(visemeId);
}

/** Whether the sound leaves the lips free to take the shape of the next. */
export function leavesLipsFree(visemeId: VisemeId): boolean {
  return LIPS_ARE_FREE.has(visemeId);
}

/** Whether the lips are rounded. */
export function isRounded(visemeId: VisemeId): boolean {
  return ROUNDED.has(visemeId);
}

/** How much of a shape that leaves the lips free is rounded by a shape that begins in so many milliseconds, 0 to 0.5. */
export function roundingAhead(inMs: number): number {
  return ROUNDING_SPREADS_PART * eased(1 - inMs / ROUNDING_SPREADS_MS);
}

/**
 * How long the shape of a cue stays whole before the mouth may leave for the next, in milliseconds.
 *
 * @param durationMs from this cue to the next.
 */
export function holdMs(visemeId: VisemeId, durationMs: number): number {
  if (!isSalient(visemeId)) return 0;
  return Math.min(durationMs * HOLD_MOST, Math.max(HOLD_MS, durationMs * HOLD_PART));
}

/**
 * How long the way from one shape to the next takes, in milliseconds. It ends when the next begins to sound, and begins
 * when the shape before has had its time: every shape is whole at its own time, however short it is.
 *
 * @param durationMs how long the shape before lasts.
 */
export function transitionMs(from: VisemeId, to: VisemeId, durationMs: number): number {
  return Math.min(leadMsOf[to] as number, durationMs - holdMs(from, durationMs));
}

/**
 * How far the mouth is on its way to a shape, 0 to 1, when that part of the time has passed. Lips that meet, or meet teeth,
 * do so in full movement: only the contact stops them. So they are seen apart until just before the sound.
 */
export function progress(to: VisemeId, x: number): number {
  if (!CONTACT.has(to)) return eased(x);
  const part = Math.max(0, Math.min(1, x));
  return part * part;
}

/** The course of a movement, 0 to 1: it starts and ends at rest. */
export function eased(x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x * x * (3 - 2 * x);
}
