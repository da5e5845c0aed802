import { systemClock } from '../wall-clock.js';
import { answerCallsOf, type MascotToolAnswer, type MascotToolCall } from './answer-calls-of.js';
import type { ShowingClient } from './shown-with-speech.js';

const answersOf = new WeakMap<ShowingClient, ReturnType<typeof answerCallsOf>>();

/**
 * Carries out the calls of `mascotTools`: the mascot shows what the model asked for when the words that it belongs to are
 * heard. What waits for words dies with them when the user interrupts.
 *
 * Never throws. A call that makes no sense does nothing, and its answer tells the model what would.
 *
 * @param client the mascot.
 * @param toolCall `message.toolCall` of a server message, if it has one.
 * @returns what goes to `session.sendToolResponse`; `undefined` if there is nothing to answer. Calls of the app's own
 *   functions are left to the app.
 */
export function answerMascotTool(
  client: ShowingClient,
  toolCall: MascotToolCall | null | undefined,
): MascotToolAnswer | undefined {
  let answers = answersOf.get(client);
  if (!answers) {
    answers = answerCallsOf(client, systemClock);
    answersOf.set(client, answers);
  }
  return answers(toolCall);
}
