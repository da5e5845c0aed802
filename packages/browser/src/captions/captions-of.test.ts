import { describe, expect, it } from 'vitest';
import type { CallFollower } from '../call-follower.js';
import { captionsOf } from './captions-of.js';

function call() {
  const followers: CallFollower[] = [];
  const client = {
    follow(follower: CallFollower) {
      followers.push(follower);
      return () => {};
    },
  };
  const user = (text: string) => {
    for (const follower of followers) follower.onWords?.({ type: 'transcript', speaker: 'user', text });
  };
  return { client, followers, user };
}

describe('captionsOf', () => {
  it('gives everybody who asks for the same client the same captions', () => {
    const [one, other] = [call(), call()];
    expect(captionsOf(one.client)).toBe(captionsOf(one.client));
    expect(captionsOf(one.client)).not.toBe(captionsOf(other.client));
    expect(one.followers).toHaveLength(1);
  });

  it('begins with the first use, and goes on until the next call', () => {
    const { client, followers, user } = call();
    user('Nobody listens.');
    const captions = captionsOf(client);
    user('Hello');
    user(' there');
    captions.addTyped('How are you?');
    expect(captions.getSnapshot().map(({ text }) => text)).toEqual(['Hello there', 'How are you?']);
    for (const follower of followers) follower.onCallStart?.();
    expect(captions.getSnapshot()).toEqual([]);
  });
});
