import type { MascotVisemes, WireViseme } from '@lipwire/cues';
import type { GeminiServerMessage, VoiceEvent } from '@lipwire/providers';
import type { BrowserError } from './errors.js';
import type { AudioStatus } from './playback/voice-output.js';
import type { RigReport } from './rig/rive-rig.js';
import type { MascotResponseData } from './turn/response-recorder.js';

/**
 * What the app says about its call. `reconnecting`: the connection broke, and the conversation goes on over another in a
 * moment. `failed`: it ended by an error. `idle` and `ended` are `disconnected` in other words.
 */
export type SessionStatus =
  | 'disconnected'
  | 'disconnecting'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'failed'
  | 'idle'
  | 'ended';

/** A message of the voice service that carries speech and cues. */
export type GeminiAudioVisemeMessage = GeminiServerMessage & {
  readonly mascotVisemes: MascotVisemes & { readonly visemes: WireViseme[] };
};

/**
 * What a client is doing: replaced, never changed in place, when something in it changes. What changes with every frame
 * is not here; see `LipwireClient.playheadMs` and `LipwireClient.listenFrames`.
 */
export interface LipwireState {
  /** The mascot's voice is heard. */
  readonly speaking: boolean;
  /** Sockets to the gateway are listened to, for a call that is being made or going on. */
  readonly intercepting: boolean;
  /** Whether the speech can be heard; `failed` comes with an `error` event that says why. */
  readonly audio: AudioStatus;
  /** How many messages carried audio and cues. */
  readonly messageCount: number;
  /** The latest of them. */
  readonly lastMessage: GeminiAudioVisemeMessage | null;
  /** What the latest finished turn said. */
  readonly lastResponse: MascotResponseData | undefined;
  /** How often sound ran out in the middle of speech. */
  readonly underruns: number;
}

/** The state of a client that has done nothing. */
export const INITIAL_STATE: LipwireState = {
  speaking: false,
  intercepting: false,
  audio: 'idle',
  messageCount: 0,
  lastMessage: null,
  lastResponse: undefined,
  underruns: 0,
};

/** What a client tells those who listen. */
export type LipwireEvent =
  /** A message carried audio and these cues; offsets are relative to its audio. */
  | { readonly type: 'visemes'; readonly visemes: readonly WireViseme[] }
  /** The first sound of a turn is heard. */
  | { readonly type: 'utterance-start' }
  /** The user spoke over the mascot: it is silent and its mouth at rest. */
  | { readonly type: 'interrupted' }
  /** The service said that a turn is over; it may be heard for a moment yet. */
  | { readonly type: 'turn-end' }
  /** Whatever the service said, save its audio. */
  | { readonly type: 'voice'; readonly event: VoiceEvent }
  /** A rig was connected. */
  | { readonly type: 'rig'; readonly report: RigReport }
  /** Something failed that no call could throw. */
  | { readonly type: 'error'; readonly error: BrowserError };
