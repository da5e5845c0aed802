import { answerTyped } from './answers.js';
import type { Memory } from './memory.js';

/** What the user did that calls for an answer. */
export type UserInput =
  | { readonly type: 'typed'; readonly text: string }
  /** The user spoke; the emulator hears for how long, not what. */
  | { readonly type: 'spoke'; readonly speechMs: number }
  /** The app ran a function and sent its result. */
  | { readonly type: 'function-result'; readonly name: string; readonly result: string };

/** What a script may draw on. */
export interface ScriptContext {
  /** It may be changed: it is what the conversation remembers. */
  readonly memory: Memory;
  /** The name that the app's instruction gave the character. */
  readonly characterName: string;
}

/**
 * Decides what the emulator says.
 *
 * @returns the text to speak. An empty one is spoken as an excuse: every input gets an answer.
 */
export type Script = (input: UserInput, context: ScriptContext) => string;

/** What the emulator says unless it is given another script: short answers that show what it understood. */
export const defaultScript: Script = (input, context) => {
  const { memory } = context;
  switch (input.type) {
    case 'typed':
      return answerTyped(input.text, context);
    case 'spoke': {
      if (input.speechMs === 0) return 'I heard nothing. Is the microphone on?';
      const heard = `You spoke for ${seconds(input.speechMs)}.`;
      // Said once: a joke about its own ears wears off.
      return memory.answers <= 1 ? `${heard} I hear your voice, but I do not know words. Type, and I answer.` : heard;
    }
    case 'function-result':
      return `The function ${spaced(input.name)} says: ${input.result.slice(0, 160)}.`;
  }
};

/** `2.4 seconds`, `1 second`. */
export function seconds(ms: number): string {
  const rounded = Math.max(0.1, Math.round(ms / 100) / 10);
  return rounded === 1 ? '1 second' : `${rounded} seconds`;
}

/** `get_weather` and `getWeather` as words. */
function spaced(name: string): string {
  return name.replace(/[_.-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
}
