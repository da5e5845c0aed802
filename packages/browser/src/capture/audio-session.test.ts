import { expect, it } from 'vitest';
import { recordAndPlay } from './audio-session.js';

it('asks for a session that records while anybody does, and puts back what was there', () => {
  const session = { type: 'playback' };
  const first = recordAndPlay(session);
  const second = recordAndPlay(session);
  expect(session.type).toBe('play-and-record');
  first();
  first();
  expect(session.type).toBe('play-and-record');
  second();
  expect(session.type).toBe('playback');
});

it('leaves alone what the app has asked for meanwhile, and browsers that know nothing of it', () => {
  const session = { type: 'auto' };
  const release = recordAndPlay(session);
  session.type = 'ambient';
  release();
  expect(session.type).toBe('ambient');
  recordAndPlay(undefined)();
});
