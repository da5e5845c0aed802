/** What a conversation knows; a resumed session gets it back. */
export interface Memory {
  /** The name the user gave. */
  userName: string | undefined;
  /** What the user typed last, as it was typed. */
  lastTyped: string | undefined;
  /** How many answers were given so far. */
  answers: number;
  /** Camera pictures that came in so far. */
  pictures: number;
  /** Tokens so far: what came in, and what was spoken. */
  promptTokens: { text: number; audio: number };
  responseTokens: number;
}

/** A conversation that has just begun. */
export function emptyMemory(): Memory {
  return {
    userName: undefined,
    lastTyped: undefined,
    answers: 0,
    pictures: 0,
    promptTokens: { text: 0, audio: 0 },
    responseTokens: 0,
  };
}
