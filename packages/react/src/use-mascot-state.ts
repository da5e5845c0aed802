import type { ConversationState } from '@lipwire/browser';
import { useSyncExternalStore } from 'react';
import { useMascotContext } from './contexts.js';

/**
 * What goes on in the mascot's call: `idle`, `connecting`, `listening`, `userSpeaking`, `thinking`, `speaking`,
 * `interrupted`, `reconnecting`, `ended`, or `failed` with its `code`. The same object until it changes.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useMascotState(): ConversationState {
  const { conversation } = useMascotContext('useMascotState').client;
  return useSyncExternalStore(conversation.subscribe, conversation.getSnapshot, conversation.getSnapshot);
}
