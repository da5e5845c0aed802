import type { ToolCallEvent, VoiceEvent } from '@lipwire/providers';

/** The model asks the app to run a function. */
export interface FunctionCallEvent {
  readonly type: 'function-call';
  readonly id: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a session says: the events that a client reads, with the function's name where a client needs it. */
export type SessionEvent = Exclude<VoiceEvent, ToolCallEvent> | FunctionCallEvent;
