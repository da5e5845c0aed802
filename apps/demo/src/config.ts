import type { ThinkingLevel } from '@google/genai';
import { CHARACTERS, characterOf } from './characters';

/**
 * Everything about the conversation that you may want to change, in one place. Each value can also be set by the
 * environment variable named beside it.
 */
export interface DemoConfig {
  /** `LIPWIRE_DEMO_MODEL`: a Gemini Live model. Ids retire within months; this is the only place that names one. */
  readonly model: string;
  /** `LIPWIRE_DEMO_VOICE`: one of Google's prebuilt voices. Default: the character's. */
  readonly voice: string;
  /** `LIPWIRE_DEMO_INSTRUCTION`: who the mascot is. Default: as the character is described. */
  readonly instruction: string;
  /** `LIPWIRE_DEMO_GREETING`: sent as the user's first words, so that the mascot speaks first. */
  readonly greeting: string;
  /**
   * `LIPWIRE_DEMO_MASCOT`: name of a file of `@lipwire/rig/mascots`, without `.riv`. Where it is set, people are not asked
   * whom they want to talk to.
   */
  readonly mascot: string;
  /**
   * `LIPWIRE_DEMO_THINKING_LEVEL`: `MINIMAL`, `LOW`, `MEDIUM` or `HIGH`, for models that take one.
   * `gemini-3.8-live` refuses any.
   */
  readonly thinkingLevel: ThinkingLevel | undefined;
}

/**
 * Reads the configuration; an empty variable counts as unset.
 *
 * @param chosen the mascot that somebody wants to talk to; ignored if there is none of that name, or the configuration
 *   names one.
 */
export function readDemoConfig(env: Readonly<Record<string, string | undefined>>, chosen?: string): DemoConfig {
  const mascot = env.LIPWIRE_DEMO_MASCOT || characterOf(chosen ?? '')?.mascot || CHARACTERS[0].mascot;
  const { name, voice, who } = characterOf(mascot) ?? CHARACTERS[0];
  return {
    model: env.LIPWIRE_DEMO_MODEL || 'gemini-3.8-live',
    voice: env.LIPWIRE_DEMO_VOICE || voice,
    instruction:
      env.LIPWIRE_DEMO_INSTRUCTION ||
      `You are ${name}, ${who}. You are a mascot of Lipwire, a toolkit that gives live voice AI a face, and talk with people ` +
        'who try it for the first time. Be brief: one to three short sentences, spoken language, no lists. ' +
        'Answer in the language you are spoken to.',
    greeting: env.LIPWIRE_DEMO_GREETING || 'Hello! Greet me in one short sentence and ask what I want to talk about.',
    mascot,
    thinkingLevel: (env.LIPWIRE_DEMO_THINKING_LEVEL || undefined) as ThinkingLevel | undefined,
  };
}
