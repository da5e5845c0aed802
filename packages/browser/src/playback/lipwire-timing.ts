/**
 * What the clock of a client knows, for those who show or measure it. Times in milliseconds.
 *
 * One object, filled again each time it is asked for and never replaced: reading it in every frame makes no garbage. Copy
 * the numbers that you keep.
 */
export interface LipwireTiming {
  /** Media time that is heard now: the playhead. Never runs back. */
  readonly playheadMs: number;
  /** Speech is heard at this moment. */
  readonly sounding: boolean;
  /** Speech that came but was not heard yet: what the network may be late without a gap. */
  readonly queuedMs: number;
  /** From the rendering of a sample to the speaker, as the browser says; 0 as long as nothing is played. */
  readonly outputLatencyMs: number;
  /** From the drawing of a mouth to the screen, as it is reckoned with. */
  readonly displayLatencyMs: number;
  /**
   * The mouth minus the sound: how far the playhead is ahead of what is heard by the browser's latest word, negative if
   * it is behind. Near 0, save for a moment after the latency of the output changed.
   */
  readonly mouthOffsetMs: number;
  /** How often sound ran out in the middle of speech. Counted when it comes back, or is interrupted. */
  readonly underruns: number;
  /** How much silence that made, in all. */
  readonly underrunMs: number;
  /** How many cues came when the sound they are for had been heard: their shapes began late. */
  readonly lateCues: number;
}

/** A timing that its owner may fill. */
export type TimingFields = { -readonly [Field in keyof LipwireTiming]: LipwireTiming[Field] };

/** The timing of a client that has done nothing. */
export function initialTiming(): TimingFields {
  return {
    playheadMs: 0,
    sounding: false,
    queuedMs: 0,
    outputLatencyMs: 0,
    displayLatencyMs: 0,
    mouthOffsetMs: 0,
    underruns: 0,
    underrunMs: 0,
    lateCues: 0,
  };
}
