import { type Microphone, watchVoice } from '@lipwire/browser';
import { useLipwireClient, useMascotLiveAPI } from '@lipwire/react';
import { useEffect } from 'react';
import type { CallState } from '../call/live-call';
import { useStore } from './use-store';

/** What {@link MascotVoice} follows. */
export interface MascotVoiceProps {
  readonly call: CallState;
  readonly microphone: Microphone;
  readonly debug: boolean;
}

/**
 * Gives the call its face and its voice: sound and mouth follow the sockets that the call opens, and the mascot listens
 * when the user speaks.
 *
 * It draws nothing. The hook renders with every message of speech, and this way the page does not.
 */
export function MascotVoice({ call: { status, problem }, microphone, debug }: MascotVoiceProps) {
  const client = useLipwireClient();
  useMascotLiveAPI({ session: { status, code: problem?.code }, debug });
  useEffect(() => watchVoice(client, microphone), [client, microphone]);
  const state = useStore(microphone.subscribe, microphone.getState);
  const isDeaf = state.status !== 'on' || state.muted;
  useEffect(() => client.setListening(isDeaf ? false : undefined), [client, isDeaf]);
  return null;
}
