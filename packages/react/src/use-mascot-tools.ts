import { answerMascotTool, type MascotToolAnswer, type MascotToolCall, mascotTools } from '@lipwire/browser/tools';
import { useEffect, useMemo } from 'react';
import { useMascotContext } from './contexts.js';

/** Result of {@link useMascotTools}; the same object in every render. */
export interface UseMascotToolsResult {
  /** For `config.tools`, beside the app's own: `set_expression` and `play_gesture`. */
  readonly tools: typeof mascotTools;
  /**
   * Carries out the calls among `message.toolCall` that are the mascot's, when the words they belong to are heard. Never
   * throws.
   *
   * @returns what goes to `session.sendToolResponse`; `undefined` if there is nothing to answer.
   */
  readonly answer: (toolCall: MascotToolCall | null | undefined) => MascotToolAnswer | undefined;
}

/**
 * Lets the model move the mascot's face: it smiles when it means it.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useMascotTools(): UseMascotToolsResult {
  const { client } = useMascotContext('useMascotTools');
  // From before the first call on, it knows where in the speech each of them stands.
  useEffect(() => void answerMascotTool(client, undefined), [client]);
  return useMemo(() => ({ tools: mascotTools, answer: (toolCall) => answerMascotTool(client, toolCall) }), [client]);
}
