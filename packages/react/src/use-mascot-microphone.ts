import { Microphone, type MicrophoneOptions, type MicrophoneState, watchVoice } from '@lipwire/browser';
import { useEffect, useState } from 'react';
import { useMascotContext } from './contexts.js';
import { useDevice } from './use-device.js';

/** Options of {@link useMascotMicrophone}. Callbacks may be written inline; the rest is taken when it is mounted. */
export interface UseMascotMicrophoneOptions extends Omit<MicrophoneOptions, 'holdWhileSpeaking'> {
  /**
   * Send nothing while the mascot speaks, and 250 ms longer: for browsers and rooms whose echo makes it interrupt itself. The
   * user cannot interrupt it either. Default false.
   */
  readonly holdWhileSpeaking?: boolean | undefined;
}

/** Result of {@link useMascotMicrophone}. */
export interface UseMascotMicrophoneResult {
  /** What it does now; the same object until that changes. `problem.message` is a sentence for the user. */
  readonly state: MicrophoneState;
  /** `start()`, `stop()`, `setMuted()`, `setDevice()`, `devices`, and `level` for a meter; the same object for life. */
  readonly microphone: Microphone;
}

/**
 * The user's microphone for the mascot's call: pieces of 16 kHz PCM16 to send, and a mascot that knows when the user speaks.
 * Permission is asked for by `microphone.start()` and not before; the device is closed when the component goes.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useMascotMicrophone({
  onPiece,
  onPause,
  holdWhileSpeaking = false,
  ...options
}: UseMascotMicrophoneOptions): UseMascotMicrophoneResult {
  const { client } = useMascotContext('useMascotMicrophone');
  const [latest] = useState({ onPiece, onPause });
  useEffect(() => {
    latest.onPiece = onPiece;
    latest.onPause = onPause;
  });
  const [microphone, state] = useDevice(
    () =>
      new Microphone({
        ...options,
        onPiece: (piece) => latest.onPiece(piece),
        onPause: () => latest.onPause?.(),
        holdWhileSpeaking: holdWhileSpeaking ? client : undefined,
      }),
  );
  const on = state.status === 'on';
  useEffect(() => (on ? watchVoice(client, microphone) : undefined), [on, client, microphone]);
  return { state, microphone };
}
