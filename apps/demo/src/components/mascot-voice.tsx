import type { SessionStatus } from '@lipwire/react';
import { useMascotLiveAPI } from '@lipwire/react';

/**
 * Gives the call its face and its voice: sound and mouth follow the socket that the call opens.
 *
 * It draws nothing. The hook renders with every message of speech, and this way the page does not.
 */
export function MascotVoice({ status, debug }: { status: SessionStatus; debug: boolean }) {
  useMascotLiveAPI({ session: { status }, debug });
  return null;
}
