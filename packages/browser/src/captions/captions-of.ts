import type { CallFollower } from '../call-follower.js';
import { Captions } from './captions.js';

/** Whatever a call can be followed at: a `LipwireClient`. */
export interface FollowedCall {
  /** Adds a follower. @returns takes it away again. */
  follow(follower: CallFollower): () => void;
}

const captionsByCall = new WeakMap<FollowedCall, Captions>();

/**
 * The captions of a client: the words of its calls, the mascot's as they are heard. `addTyped(text)` shows what the user
 * typed.
 *
 * They begin with the first use and last as long as the client: ask for them before the first word comes. The same client
 * has the same captions, whoever asks.
 */
export function captionsOf(client: FollowedCall): Pick<Captions, 'getSnapshot' | 'subscribe' | 'addTyped' | 'clear'> {
  let captions = captionsByCall.get(client);
  if (!captions) {
    captions = new Captions();
    captionsByCall.set(client, captions);
    client.follow(captions);
  }
  return captions;
}
