import { type Caption, captionsOf } from '@lipwire/browser';
import { useSyncExternalStore } from 'react';
import { useMascotContext } from './contexts.js';

/**
 * The words of the mascot's call, oldest first: the mascot's appear when they are heard, and those that an interruption
 * cut off never do. The same array until it changes. They begin with the first component that uses this hook: mount it with
 * the call, and hide it if need be.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useMascotCaptions(): readonly Caption[] {
  const captions = captionsOf(useMascotContext('useMascotCaptions').client);
  return useSyncExternalStore(captions.subscribe, captions.getSnapshot, captions.getSnapshot);
}
