import { expect, test } from 'vitest';
import { TranscriptFeed } from './transcript-feed.js';

test('words come a little ahead of their sound, with the space that parts them', () => {
  const feed = new TranscriptFeed();
  feed.add('one two three four five', 0, 2400);
  expect(feed.take(0)).toBe('one');
  expect(feed.take(200)).toBe(' two');
  expect(feed.take(300)).toBe('');
  feed.add('Six.', 2400, 3000);
  expect(feed.take(1800)).toBe(' three four five');
  expect(feed.take(Number.POSITIVE_INFINITY)).toBe(' Six.');
  expect(feed.take(Number.POSITIVE_INFINITY)).toBe('');
});
