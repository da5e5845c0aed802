import { MascotPlayback, type MascotPlaybackOptions } from '@lipwire/browser';
import { useEffect, useState } from 'react';
import { useMascotContext } from './contexts.js';

/** Result of {@link useMascotPlayback}: the same object for the life of the component. */
export type UseMascotPlaybackResult = Pick<
  MascotPlayback,
  'add' | 'play' | 'pause' | 'reset' | 'loadPrefetchedData' | 'setSpeakingStateManually'
>;

/**
 * Plays cues that the app has, beside audio that the app plays. Options may be written inline.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`; CuesError
 *   `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID` for a field out of its range.
 */
export function useMascotPlayback(options: MascotPlaybackOptions = {}): UseMascotPlaybackResult {
  const { client } = useMascotContext('useMascotPlayback');
  const [playback] = useState(() => new MascotPlayback(client.stage, options));
  useEffect(() => playback.configure(options));
  useEffect(() => () => playback.dispose(), [playback]);
  return playback;
}
