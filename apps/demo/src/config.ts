import type { ThinkingLevel } from '@google/genai';

/**
 * Everything about the conversation that you may want to change, in one place. Each value can also be set by the
 * environment variable named beside it.
 */
export interface DemoConfig {
  /** `LIPWIRE_DEMO_MODEL`: a Gemini Live model. Ids retire within months; this is the only place that names one. */
  readonly model: string;
  /** `LIPWIRE_DEMO_VOICE`: one of Google's prebuilt voices. */
  readonly voice: string;
  /** `LIPWIRE_DEMO_INSTRUCTION`: who the mascot is. */
  readonly instruction: string;
  /** `LIPWIRE_DEMO_GREETING`: sent as the user's first words, so that the mascot speaks first. */
  readonly greeting: string;
  /** `LIPWIRE_DEMO_MASCOT`: name of a file of `@lipwire/rig/mascots`, without `.riv`. */
  readonly mascot: string;
  /**
   * `LIPWIRE_DEMO_THINKING_LEVEL`: `MINIMAL`, `LOW`, `MEDIUM` or `HIGH`, for models that take one.
   * `gemini-3.8-live` refuses any.
   */
  readonly thinkingLevel: ThinkingLevel | undefined;
}

/** Reads the configuration; an empty variable counts as unset. */
export function readDemoConfig(env: Readonly<Record<string, string | undefined>>): DemoConfig {
  return {
    model: env.LIPWIRE_DEMO_MODEL || 'gemini-3.8-live',
    voice: env.LIPWIRE_DEMO_VOICE || 'Aoede',
    instruction:
      env.LIPWIRE_DEMO_INSTRUCTION ||
      'You are Miso, a red panda and the mascot of Lipwire, a toolkit that gives live voice AI a face. You talk with people who try ' +
        'it for the first time. Be warm, curious and brief: one to three short sentences, spoken language, no lists. ' +
        'Answer in the language you are spoken to.',
    greeting: env.LIPWIRE_DEMO_GREETING || 'Hello! Greet me in one short sentence and ask what I want to talk about.',
    mascot: env.LIPWIRE_DEMO_MASCOT || 'miso',
    thinkingLevel: (env.LIPWIRE_DEMO_THINKING_LEVEL || undefined) as ThinkingLevel | undefined,
  };
}
