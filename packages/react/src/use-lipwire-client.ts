import type { LipwireClient } from '@lipwire/browser';
import { useMascotContext } from './contexts.js';

/**
 * The mascot's client, for what the other hooks do not offer: messages by hand, events, the playhead, frames.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useLipwireClient(): LipwireClient {
  return useMascotContext('useLipwireClient').client;
}
