import type { TranscriptEvent, VoiceEvent } from '@lipwire/providers';

/**
 * Something that keeps pace with a call: its captions, its state, whatever else shows or records it. Everything is
 * optional, and told in the order in which it happens; see `LipwireClient.follow`. What it throws is left uncaught, and
 * stops nobody else.
 */
export interface CallFollower {
  /** Another call begins: what belongs to the one before is over. */
  onCallStart?(): void;
  /** Words came; told before the speech of the same message. The mascot's of a dead turn are left out. */
  onWords?(event: TranscriptEvent): void;
  /** Speech of the mascot came that is heard from this media time on; mono, -1 to 1, only lent. */
  onSpeech?(samples: Float32Array, sampleRateHz: number, startMs: number): void;
  /** What was not heard by this media time dies now, and will not be heard. */
  onCut?(mediaMs: number): void;
  /** Whatever the service said, save its audio. */
  onVoiceEvent?(event: VoiceEvent): void;
  /** The mascot's voice is heard, or not any more. */
  onSounding?(sounding: boolean): void;
  /** The playhead is here. Told with every frame and more: be quick, and allocate nothing. */
  onPlayhead?(mediaMs: number): void;
}
