import type { AudibleMedia, MediaLipSyncOptions } from '@lipwire/browser/local';
import { useContext, useEffect, useState } from 'react';
import { MascotSettingsContext, useMascotContext } from './contexts.js';
import { ReactError } from './errors.js';

/** Options of {@link useMascotMedia}. They may be written inline, but `local` must be kept: another begins anew. */
export type UseMascotMediaOptions = Pick<MediaLipSyncOptions, 'play' | 'delayMs' | 'workletUrl' | 'local'>;

/** Result of {@link useMascotMedia}. */
export interface UseMascotMediaResult {
  /** Why the mouth stays at rest: a ReactError, a BrowserError, or what the browser threw. */
  readonly error: Error | undefined;
}

/**
 * Moves the mascot's mouth with the sound of a `MediaStream`, an `<audio>`, a `<video>` or a node of the app's own audio graph,
 * without a gateway: an engine in a worker hears it. The engine is loaded when there is something to hear.
 *
 * An element is heard 160 ms later, so that it meets the mouth; a stream is played like that with `play`, or by the app
 * itself, and the mouth is then that much late.
 *
 * @param media `null` or `undefined` for none, as state that a `ref` callback sets begins.
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`. The result has `REACT_ENGINE_UNAVAILABLE`, and
 *   BrowserError `BROWSER_OPTION_INVALID`, `BROWSER_MEDIA_TAKEN`, `BROWSER_MEDIA_CROSS_ORIGIN`, `BROWSER_WORKLET_BLOCKED`,
 *   `BROWSER_WORKLET_UNAVAILABLE`.
 */
export function useMascotMedia(
  media: AudibleMedia | null | undefined,
  { play, delayMs, workletUrl, local }: UseMascotMediaOptions = {},
): UseMascotMediaResult {
  const { client } = useMascotContext('useMascotMedia');
  const { audioContext } = useContext(MascotSettingsContext);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    if (!media) return;
    let wanted = true;
    let close = () => {};
    const onError = (problem: Error) => {
      if (!wanted) return;
      console.error(`[lipwire] ${problem.message}`);
      setError(problem);
    };
    const open = async () => {
      const { MediaLipSync } = await import('@lipwire/browser/local').catch(engineUnavailable);
      if (!wanted) return;
      const lipSync = new MediaLipSync(client.stage, media, {
        play,
        delayMs,
        audioContext,
        workletUrl,
        local,
        onError,
      });
      close = () => lipSync.close();
    };
    open().catch(onError);
    return () => {
      wanted = false;
      setError(undefined);
      close();
    };
  }, [client, media, play, delayMs, audioContext, workletUrl, local]);
  return { error };
}

function engineUnavailable(cause: unknown): never {
  throw new ReactError(
    'REACT_ENGINE_UNAVAILABLE',
    'The mouth stays at rest: @lipwire/browser/local could not be loaded. Look at the network panel for the file that ' +
      'failed, then reload the page.',
    { cause },
  );
}
