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
