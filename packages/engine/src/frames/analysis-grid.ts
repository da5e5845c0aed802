/** Rate at which speech is analysed. Mouth shapes are told apart below 8 kHz; more would only cost time. */
export const ANALYSIS_RATE_HZ = 16_000;

/** Length of one analysis window: 25 ms. Two glottal cycles of a deep voice, and still shorter than a flap. */
export const WINDOW_SAMPLES = 400;

/** From one frame to the next: 10 ms, the grid of cues. */
export const HOP_SAMPLES = 160;

/** The same in milliseconds. */
export const HOP_MS = 10;

/**
 * How far a window reaches back before the 10 ms that its frame stands for.
 *
 * Frame `f` stands for media time `10 f` to `10 f + 10` ms, and its window is centred on that span, so that a cue at a
 * frame's start has no systematic lead or lag. The window therefore also reaches 7.5 ms past the span.
 */
export const WINDOW_LEAD_SAMPLES = (WINDOW_SAMPLES - HOP_SAMPLES) / 2;

/** Milliseconds of audio after a frame's start that its window needs. */
export const WINDOW_REACH_MS = ((WINDOW_SAMPLES - WINDOW_LEAD_SAMPLES) * 1000) / ANALYSIS_RATE_HZ;
