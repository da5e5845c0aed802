import type { GeminiServerMessage } from './messages.js';

/** How a turn broke off. */
export interface BrokenTurn {
  /** The turn will be said again: what is not heard yet of it is void. */
  readonly isSaidAgain: boolean;
  /** Functions whose results nobody waits for any more. */
  readonly cancelledCalls: readonly string[];
}

/**
 * The messages with which the service would have ended a turn that broke off with its connection. Without them a player
 * waits for its end, and its mouth stays open.
 *
 * @returns in the order in which a client should read them.
 */
export function endBrokenGeminiTurn({ isSaidAgain, cancelledCalls }: BrokenTurn): GeminiServerMessage[] {
  return [
    ...(cancelledCalls.length > 0 ? [{ toolCallCancellation: { ids: [...cancelledCalls] } }] : []),
    ...(isSaidAgain ? [{ serverContent: { interrupted: true } }] : []),
    { serverContent: { turnComplete: true } },
  ];
}
