/** Why no speech was made. */
export type SpeechErrorCode = 'DEMO_SPEECH_REQUEST_INVALID' | 'DEMO_SPEECH_TEXT_INVALID' | 'DEMO_SPEECH_BUSY';

/** Its message is written for the page. */
export class SpeechError extends Error {
  override readonly name = 'SpeechError';
  constructor(
    readonly code: SpeechErrorCode,
    /** HTTP status of the answer. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
