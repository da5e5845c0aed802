import type { Cue } from '@lipwire/cues';
import type { EncodedModel } from '@lipwire/engine';

/** A piece of speech at one rate. */
export interface SpeechPiece {
  /** PCM16 little-endian bytes, in any split, or samples from -1 to 1; mono. Only read. */
  readonly audio: Uint8Array | Float32Array;
  /** Hz. The engine takes whole numbers from 8,000 to 48,000; speech of another rate gets no cues. */
  readonly sampleRateHz: number;
}

/** `flush`: the utterance is over. `reset`: it was interrupted. Both begin a new one, whose time is 0 again. */
export type UtteranceEnd = 'flush' | 'reset';

/** The next speech of a stream. Each is answered, in order. */
export interface HearCommand {
  readonly type: 'hear';
  readonly stream: number;
  /** Rises with each command; the answer has it too. */
  readonly number: number;
  readonly pieces: readonly SpeechPiece[];
  /** What happens behind the pieces. */
  readonly end: UtteranceEnd | undefined;
}

/** What {@link CueDesk} takes. The model must come first. */
export type CueCommand =
  /** Packed: to unpack it takes longer than a frame, and belongs in the worker. */
  | { readonly type: 'model'; readonly model: EncodedModel }
  | HearCommand
  | { readonly type: 'close'; readonly stream: number };

/** The answer to a {@link HearCommand}. Times are in milliseconds of media time from the start of the utterance. */
export interface CueReply {
  readonly stream: number;
  readonly number: number;
  /** Where the command's speech began. */
  readonly startMs: number;
  /** Where it ended. */
  readonly endMs: number;
  /** The cues that have become certain: some of them belong to speech of earlier commands. */
  readonly cues: readonly Cue[];
}

/** What the worker says; `ready` once, before anything else. */
export type WorkerReport = 'ready' | CueReply;
