import { type Microphone, watchVoice } from '@lipwire/browser';
import { useLipwireClient, useMascotLiveAPI, useMascotTools } from '@lipwire/react';
import { useEffect } from 'react';
import type { LiveCall } from '../call/live-call';
import { useStore } from './use-store';

/** What {@link MascotVoice} follows. */
export interface MascotVoiceProps {
  readonly call: LiveCall;
  readonly microphone: Microphone;
  readonly debug: boolean;
}

/**
 * Gives the call its face and its voice: sound and mouth follow the sockets that the call opens, and the mascot listens
 * when the user speaks, and shows what the model asks for.
 *
 * It draws nothing. The hook renders with every message of speech, and this way the page does not.
 */
export function MascotVoice({ call, microphone, debug }: MascotVoiceProps) {
  const client = useLipwireClient();
  const { status, problem } = useStore(call.subscribe, call.getState);
  const { answer } = useMascotTools();
  useEffect(() => call.answerToolsWith(answer), [call, answer]);
  useMascotLiveAPI({ session: { status, code: problem?.code }, debug });
  useEffect(() => watchVoice(client, microphone), [client, microphone]);
  const state = useStore(microphone.subscribe, microphone.getState);
  const isDeaf = state.status !== 'on' || state.muted;
  useEffect(() => client.setListening(isDeaf ? false : undefined), [client, isDeaf]);
  return null;
}
