import type { ConversationState, ConversationStateName, MicrophoneState } from '@lipwire/browser';

/** What the page shows as going on: the state of the conversation, and whether it can hear the user. */
export type Phase = ConversationStateName | 'muted' | 'waiting';

/** What goes on. A call that the gateway ended has not failed. Without a microphone it cannot be `listening`: the user can still type. */
export function phaseOf(state: ConversationState, microphone: MicrophoneState): Phase {
  const { name } = state;
  if (name === 'failed' && state.code === 'BROWSER_SESSION_ENDED') return 'ended';
  if (name !== 'listening') return name;
  if (microphone.status !== 'on') return 'waiting';
  return microphone.muted ? 'muted' : 'listening';
}
