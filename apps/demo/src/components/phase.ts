import type { MicrophoneState } from '@lipwire/browser';
import type { CallState } from '../call/live-call';

/** What the page shows as going on. */
export type Phase = 'ready' | 'connecting' | 'listening' | 'muted' | 'waiting' | 'thinking' | 'speaking';

/** What {@link phaseOf} looks at. */
export interface PhaseInput {
  readonly call: CallState;
  readonly microphone: MicrophoneState;
  /** The mascot's voice can be heard. */
  readonly isSpeaking: boolean;
}

/** What goes on, what the user sees and hears most first. */
export function phaseOf({ call, microphone, isSpeaking }: PhaseInput): Phase {
  if (call.status === 'disconnected') return 'ready';
  if (call.status === 'connecting') return 'connecting';
  if (isSpeaking) return 'speaking';
  if (call.isAwaitingReply) return 'thinking';
  if (microphone.status === 'on') return microphone.muted ? 'muted' : 'listening';
  // Without a microphone the user can still type.
  return 'waiting';
}
