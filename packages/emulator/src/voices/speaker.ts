import { shareSynthesis } from './shared-synthesis.js';
import { speakable, splitSentences } from './speakable.js';
import { joinSpeech, type Speech, type VoiceName } from './speech.js';
import { checkVoiceName } from './voice.js';

/** All voices, in a thread of their own: for servers, which must not block. */
export interface Speaker {
  /**
   * Speaks a text, as {@link Voice.speak} does; the same text sounds the same. Texts wait for each other, sentence by
   * sentence.
   *
   * @param text of any characters; what an English voice cannot read is left out.
   * @param signal what no longer needs to be said is not synthesized; the promise rejects with the signal's reason.
   * @returns no samples for a text with nothing to pronounce.
   * @throws EmulatorError `EMULATOR_OPTION_INVALID` for an unknown voice, `EMULATOR_SYNTHESIS_FAILED`.
   */
  speak(voice: VoiceName, text: string, signal?: AbortSignal): Promise<Speech>;
  /** Ends the thread, unless an emulator of this process needs it. Safe to call twice. */
  close(): Promise<void>;
}

/** Acquires a share of the process's one synthesizer; its thread starts with the first text and keeps no process alive. */
export function createSpeaker(): Speaker {
  const { thread, release } = shareSynthesis();
  return {
    speak: async (voice, text, signal = new AbortController().signal) => {
      checkVoiceName(voice);
      const sentences = splitSentences(speakable(text));
      return joinSpeech(await Promise.all(sentences.map((sentence) => thread.speak(voice, sentence, signal))));
    },
    close: release,
  };
}
