import type { LipwireClient } from '@lipwire/browser';
import {
  type SessionStatus,
  type UseMascotLiveAPIOptions,
  type UseMascotLiveAPIResult,
  useLipwireClient,
  useMascotLiveAPI,
} from '../src/index.js';

/** What a component below saw last. */
export interface Seen {
  client?: LipwireClient;
  result?: UseMascotLiveAPIResult;
  results: Set<UseMascotLiveAPIResult>;
  renders: number;
}
export const nothing = (): Seen => ({ renders: 0, results: new Set() });

/** A call without sound, and a witness of what its hook gave. */
export function Call({
  seen,
  status,
  ...options
}: { seen: Seen; status: SessionStatus } & Partial<UseMascotLiveAPIOptions>) {
  seen.client = useLipwireClient();
  seen.result = useMascotLiveAPI({ session: { status }, playAudio: false, ...options });
  seen.results.add(seen.result);
  seen.renders++;
  return null;
}
