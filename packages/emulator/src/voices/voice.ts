import { EmulatorError } from '../errors.js';
import { speakable, splitSentences } from './speakable.js';
import { joinSpeech, type Speech, VOICE_NAMES, type VoiceName } from './speech.js';
import { FliteProgram } from './thread/flite-program.mjs';
import { loadFlite } from './thread/load-flite.mjs';
import { speechOf } from './thread/speech-of.mjs';

/** A voice that speaks at once, on the calling thread. */
export interface Voice {
  readonly name: VoiceName;
  /**
   * Speaks a text, sentence by sentence as the emulator does. The same text always sounds the same.
   *
   * It blocks for about 20 ms a second of speech (`kal`: 3 ms).
   *
   * @param text of any characters; what an English voice cannot read is left out.
   * @returns no samples for a text with nothing to pronounce.
   * @throws EmulatorError `EMULATOR_SYNTHESIS_FAILED`
   */
  speak(text: string): Speech;
}

/**
 * Makes a voice for tests and for training data. Servers take `createSpeaker`, which never blocks.
 *
 * @throws EmulatorError `EMULATOR_OPTION_INVALID` for a name that is not one of {@link VOICE_NAMES}.
 */
export async function createVoice(name: VoiceName): Promise<Voice> {
  checkVoiceName(name);
  const flite = new FliteProgram(await loadFlite());
  const speakSentence = (sentence: string): Speech => {
    try {
      return speechOf(flite.speak(name, sentence));
    } catch (cause) {
      throw synthesisFailed(cause);
    }
  };
  return { name, speak: (text) => joinSpeech(splitSentences(speakable(text)).map(speakSentence)) };
}

/** @throws EmulatorError `EMULATOR_OPTION_INVALID` */
export function checkVoiceName(name: string): asserts name is VoiceName {
  if (!VOICE_NAMES.some((known) => known === name)) {
    throw new EmulatorError(
      'EMULATOR_OPTION_INVALID',
      `There is no voice "${name}"; choose one of ${VOICE_NAMES.join(', ')}.`,
    );
  }
}

/** What the synthesizer's failure is reported as, on either thread. */
export function synthesisFailed(cause: unknown): EmulatorError {
  return new EmulatorError(
    'EMULATOR_SYNTHESIS_FAILED',
    'The voice could not speak a sentence; please report the text.',
    {
      cause,
    },
  );
}
