import type {
  GeminiAudioVisemeMessage,
  MascotResponseData,
  NaturalLipSyncConfig,
  SessionStatus,
  WireViseme,
} from '@lipwire/browser';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useMascotContext } from './contexts.js';

/** How the app's call is doing: state of the app's, which calls the service itself. */
export interface LiveAPISession {
  /** While it is `connecting`, `connected` or `reconnecting`, the call's socket is listened to. */
  readonly status: SessionStatus;
  /** Why it failed, for `failed`. */
  readonly code?: string | undefined;
}

/** Options of {@link useMascotLiveAPI}. All of them may be written inline. */
export interface UseMascotLiveAPIOptions {
  /** How the app's call is doing. Without one there is no call: `disconnected`. */
  readonly session: LiveAPISession | null | undefined;
  /** Log what goes on, in sizes and times, never speech or words. Default false. */
  readonly debug?: boolean | undefined;
  /** Called with the cues of each message; offsets in milliseconds, relative to the message's audio. The list is the app's. */
  readonly onVisemeReceived?: ((visemes: WireViseme[]) => void) | undefined;
  /** Play the mascot's gesture at the start of each utterance. Default false. */
  readonly gesture?: boolean | undefined;
  /** Move the mouth like a mouth rather than hit every sound. Default false. */
  readonly naturalLipSync?: boolean | undefined;
  /** Fields that are left out have their defaults. */
  readonly naturalLipSyncConfig?: Partial<NaturalLipSyncConfig> | undefined;
  /** Play the speech. `false`: the app plays it. Default true. */
  readonly playAudio?: boolean | undefined;
  /** Rate of audio whose message names none, in Hz. Default 24000. */
  readonly audioSampleRate?: number | undefined;
}

/** Result of {@link useMascotLiveAPI}. */
export interface UseMascotLiveAPIResult {
  /** The call's socket is listened to. */
  readonly isIntercepting: boolean;
  /** How many messages carried audio and visemes. */
  readonly messageCount: number;
  /** The latest of them. */
  readonly lastMessage: GeminiAudioVisemeMessage | null;
  /** All that the latest finished turn said. */
  readonly lastResponseData?: MascotResponseData;
}

/**
 * Gives a Gemini Live call a face: finds the call's socket, plays its speech and moves the mouth with it. The app goes on
 * to use the official SDK as if this were not here.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`; BrowserError `BROWSER_OPTION_INVALID` and
 *   CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID` for an option out of its range.
 */
export function useMascotLiveAPI({ session, ...options }: UseMascotLiveAPIOptions): UseMascotLiveAPIResult {
  const { client } = useMascotContext('useMascotLiveAPI');
  const { status = 'disconnected', code }: Partial<LiveAPISession> = session ?? {};
  const { debug, onVisemeReceived, gesture, naturalLipSync, naturalLipSyncConfig, playAudio, audioSampleRate } =
    options;
  // After each render: comparing is the client's business, and a callback is always the latest.
  useEffect(() => {
    client.configure({
      debug,
      onVisemeReceived,
      gesture,
      naturalLipSync,
      naturalLipSyncConfig,
      playAudio,
      audioSampleRate,
    });
  });
  useEffect(() => {
    const leave = client.intercept('disconnected');
    return () => {
      client.setSessionStatus('disconnected');
      leave();
    };
  }, [client]);
  useEffect(() => client.setSessionStatus(status, code), [client, status, code]);

  const { intercepting, messageCount, lastMessage, lastResponse } = useSyncExternalStore(
    client.subscribe,
    client.getSnapshot,
    client.getSnapshot,
  );
  return useMemo(
    () => ({
      isIntercepting: intercepting,
      messageCount,
      lastMessage,
      ...(lastResponse && { lastResponseData: lastResponse }),
    }),
    [intercepting, messageCount, lastMessage, lastResponse],
  );
}
