/**
 * Called after each step of the network, when {@link SpeechAnalysis.logits} are new.
 *
 * @param quietRows a bit for each row of features of the step, the oldest lowest: 1 if too quiet to be speech.
 */
export type StepSink = (quietRows: number) => void;

/** Samples of one stream to what the network says, step by step. */
export interface SpeechAnalysis {
  /** The answer of the last step, valid while it is handed on: rows of 22 logits, oldest frame first. */
  readonly logits: Float32Array;
  /** Milliseconds of audio taken. */
  readonly mediaMs: number;
  /** Takes samples, mono, -1 to 1; any number of them. The array is read during the call only. */
  push(samples: Float32Array, sink: StepSink): void;
  /** Pads the stream with silence until every frame within the audio has its row, and `extraFrames` more. */
  flush(extraFrames: number, sink: StepSink): void;
  /** Gives back what the stream holds. Not to be used after that. */
  close(): void;
}
