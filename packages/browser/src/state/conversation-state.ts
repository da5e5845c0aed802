import type { Expression } from '@lipwire/rig/contract';
import type { LifeMode } from '../life/mode.js';

/**
 * What goes on in a call, by what the user sees and hears.
 *
 * - `idle`: no call yet. `connecting`: it is being made. `ended`: it is over.
 * - `listening`: nobody speaks; it is the user's turn. `userSpeaking`: the user speaks.
 * - `thinking`: an answer is due, or the mascot was cut off in the middle of one by the network.
 * - `speaking`: the mascot's voice is heard. `interrupted`: the user has just spoken over it.
 * - `reconnecting`: the connection broke, and the conversation goes on over another in a moment.
 * - `failed`: the call ended by an error; `code` is its code.
 */
export type ConversationState =
  | {
      readonly name:
        | 'idle'
        | 'connecting'
        | 'listening'
        | 'userSpeaking'
        | 'thinking'
        | 'speaking'
        | 'interrupted'
        | 'reconnecting'
        | 'ended';
    }
  | { readonly name: 'failed'; readonly code: string };

/** Name of a {@link ConversationState}. */
export type ConversationStateName = ConversationState['name'];

/** How a mascot looks in a state, beside its mouth. */
export interface Bearing {
  readonly expression: Expression;
  /** It leans towards the user. */
  readonly listening: boolean;
  /** The expression is shown whatever the app asks for. */
  readonly urgent?: boolean;
  /** What its eyes and head do. */
  readonly life: LifeMode;
}

const BEARINGS: Readonly<Record<ConversationStateName, Bearing>> = {
  idle: { expression: 'neutral', listening: false, life: 'idle' },
  connecting: { expression: 'neutral', listening: false, life: 'idle' },
  listening: { expression: 'neutral', listening: true, life: 'waiting' },
  userSpeaking: { expression: 'neutral', listening: true, life: 'hearing' },
  thinking: { expression: 'thinking', listening: false, life: 'thinking' },
  speaking: { expression: 'neutral', listening: false, life: 'speaking' },
  interrupted: { expression: 'surprised', listening: true, life: 'attending', urgent: true },
  reconnecting: { expression: 'thinking', listening: false, life: 'thinking' },
  ended: { expression: 'neutral', listening: false, life: 'idle' },
  failed: { expression: 'sad', listening: false, life: 'idle', urgent: true },
};

/** How a mascot shows a state. */
export function bearingOf({ name }: ConversationState): Bearing {
  return BEARINGS[name];
}
