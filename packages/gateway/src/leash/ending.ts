/** How the gateway ends a call of its own accord. */
export interface Ending {
  /** Close code; `docs/errors.md` lists them. */
  readonly code: number;
  /** What the app may show to its user. */
  readonly sentence: string;
}

/** The call has lasted as long as its tenant's calls may. */
export function lengthReached(maxSessionSeconds: number): Ending {
  return { code: 4001, sentence: `The call has reached its longest time, ${inWords(maxSessionSeconds)}.` };
}

/** Nobody has spoken for as long as a call of this tenant may be silent. */
export function idleTooLong(maxIdleSeconds: number): Ending {
  return { code: 4002, sentence: `The call was ended because nobody spoke for ${inWords(maxIdleSeconds)}.` };
}

/** The tenant has had as much speech today as it may have. */
export const AUDIO_USED_UP: Ending = {
  code: 4003,
  sentence: 'The speech for today is used up: call again after midnight UTC.',
};

/** An administrator has ended the call. */
export const ENDED_BY_ADMINISTRATOR: Ending = { code: 4004, sentence: 'The call was ended by an administrator.' };

function inWords(seconds: number): string {
  if (seconds === 60) return 'a minute';
  if (seconds % 60 === 0) return `${seconds / 60} minutes`;
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}
