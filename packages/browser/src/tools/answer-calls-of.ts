import { EXPRESSIONS, GESTURES } from '@lipwire/rig/contract';
import type { Clock } from '../wall-clock.js';
import { isMascotTool, SET_EXPRESSION } from './is-mascot-tool.js';
import { type Show, type ShowingClient, ShownWithSpeech } from './shown-with-speech.js';

/** A function call as it comes from the model: nothing of it is trusted. */
export interface MascotFunctionCall {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly args?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * An answer for `session.sendToolResponse`.
 *
 * It also has `scheduling: 'SILENT'`, so that the model says nothing about it. The type leaves that out: the official SDK
 * types it as an enum of its own, to which no string is assignable.
 */
export interface MascotFunctionResponse {
  id?: string;
  name: string;
  /** `output`, or an `error` that says what to do. */
  response: Record<string, unknown>;
}

/** Tool calls as a server message has them. */
export interface MascotToolCall {
  readonly functionCalls?: readonly MascotFunctionCall[] | undefined;
}

/** What goes to `session.sendToolResponse`. */
export interface MascotToolAnswer {
  functionResponses: MascotFunctionResponse[];
}

/** How much of a wrong value is repeated to the model. */
const MAX_QUOTED_CHARACTERS = 40;

/** What carries out the tool calls of a mascot and answers them; see `answerMascotTool`. */
export function answerCallsOf(
  client: ShowingClient,
  clock: Clock,
): (toolCall: MascotToolCall | null | undefined) => MascotToolAnswer | undefined {
  const stage = new ShownWithSpeech(client, clock);
  return (toolCall) => {
    const calls = toolCall?.functionCalls;
    if (!Array.isArray(calls)) return undefined;
    const functionResponses: MascotFunctionResponse[] = [];
    for (const call of calls as readonly MascotFunctionCall[]) {
      if (isMascotTool(call?.name)) functionResponses.push(answer(stage, call));
    }
    return functionResponses.length > 0 ? { functionResponses } : undefined;
  };
}

function answer(
  stage: ShownWithSpeech,
  { id, name = '', args }: MascotFunctionCall,
): MascotFunctionResponse & { scheduling: 'SILENT' } {
  const response = carryOut(stage, id, name, args);
  return { ...(id !== undefined && { id }), name, response, scheduling: 'SILENT' };
}

function carryOut(
  stage: ShownWithSpeech,
  callId: string | undefined,
  name: string,
  args: Readonly<Record<string, unknown>> | undefined,
): MascotFunctionResponse['response'] {
  let show: Show;
  if (name === SET_EXPRESSION) {
    const expression = oneOf(EXPRESSIONS, args?.expression);
    if (!expression) return unknownValue('expression', EXPRESSIONS, args?.expression);
    show = { callId, expression };
  } else {
    const gesture = oneOf(GESTURES, args?.gesture);
    if (!gesture) return unknownValue('gesture', GESTURES, args?.gesture);
    show = { callId, gesture };
  }
  if (!stage.add(show)) {
    return { error: 'Too many at once: one for a sentence is enough. Nothing was shown. Go on without it.' };
  }
  return { output: 'Done: the user sees it with your next words. Go on speaking, and do not mention it.' };
}

/** Models write `shake_head` and `Happy` too. */
function oneOf<Value extends string>(values: readonly Value[], given: unknown): Value | undefined {
  if (typeof given !== 'string' || given.length > MAX_QUOTED_CHARACTERS) return undefined;
  return values.find((value) => plain(value) === plain(given));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

function unknownValue(parameter: string, values: readonly string[], given: unknown): { error: string } {
  const quoted =
    typeof given === 'string' ? JSON.stringify(given.slice(0, MAX_QUOTED_CHARACTERS)) : `of type ${typeof given}`;
  return { error: `"${parameter}" must be one of ${values.join(', ')}; it was ${quoted}. Nothing was shown.` };
}
