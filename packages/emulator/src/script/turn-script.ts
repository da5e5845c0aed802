import { speakable, splitSentences } from '../voices/speakable.js';

/** A function that is called in the middle of what is said, in front of a sentence. */
export interface SpokenCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Index of the sentence; behind the last one: at the end. */
  readonly beforeSentence: number;
}

/** `[set_expression {"expression":"happy"}]`, or a name alone. */
const CALL = /\[([A-Za-z_][\w.-]{0,63})(?: +(\{[^[\]]*\}))?\]/g;

/**
 * Takes an answer apart: what is said, and the functions that are called on the way, which are written in brackets.
 *
 * @param functionNames those that the app offers; brackets with anything else are words.
 */
export function turnScript(
  text: string,
  functionNames: readonly string[],
): { readonly sentences: string[]; readonly calls: SpokenCall[] } {
  const sentences: string[] = [];
  const calls: SpokenCall[] = [];
  let saidTo = 0;
  const say = (words: string) => sentences.push(...splitSentences(speakable(words)));
  for (const match of text.matchAll(CALL)) {
    const [whole, name = '', json] = match;
    const args = argumentsOf(json);
    if (!args || !functionNames.includes(name)) continue;
    say(text.slice(saidTo, match.index));
    saidTo = match.index + whole.length;
    calls.push({ name, args, beforeSentence: sentences.length });
  }
  say(text.slice(saidTo));
  return { sentences, calls };
}

/** Arguments as they were typed; `undefined` for what is no object of JSON. */
export function argumentsOf(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (json === undefined) return {};
  try {
    const args: unknown = JSON.parse(json);
    return typeof args === 'object' && args !== null ? (args as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
