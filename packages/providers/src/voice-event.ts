/**
 * What a voice service said, in words that are the same for every service.
 *
 * One socket message gives zero or more events, in the order in which a client should act on them.
 */
export type VoiceEvent =
  | ReadyEvent
  | AudioEvent
  | InterruptedEvent
  | GenerationCompleteEvent
  | TurnCompleteEvent
  | TranscriptEvent
  | ToolCallEvent
  | ToolCallCancelledEvent
  | GoAwayEvent
  | ResumptionEvent;

/** The service accepted the session; nothing may be sent to the client before it. */
export interface ReadyEvent {
  readonly type: 'ready';
}

/** A piece of the model's speech. */
export interface AudioEvent {
  readonly type: 'audio';
  /** PCM16 little-endian, mono. A piece may end in the middle of a sample: decode with one `Pcm16Decoder` a stream. */
  readonly pcm16: Uint8Array;
  readonly sampleRateHz: number;
}

/** The user spoke over the model: whatever was not heard yet is void, audio and cues alike. */
export interface InterruptedEvent {
  readonly type: 'interrupted';
}

/** The last audio of the turn was sent; it may play for a while yet. */
export interface GenerationCompleteEvent {
  readonly type: 'generation-complete';
}

/** The turn is over; what is sent next belongs to another. */
export interface TurnCompleteEvent {
  readonly type: 'turn-complete';
}

/** Words, often ahead of their audio. */
export interface TranscriptEvent {
  readonly type: 'transcript';
  readonly speaker: 'user' | 'model';
  /** The next words, to be put behind those before; leading spaces matter. */
  readonly text: string;
}

/** The model asks the app to run functions. */
export interface ToolCallEvent {
  readonly type: 'tool-call';
  readonly callIds: readonly string[];
  /** The functions, in the order of the calls. */
  readonly names: readonly string[];
}

/** Calls that need no answer any more. */
export interface ToolCallCancelledEvent {
  readonly type: 'tool-call-cancelled';
  readonly callIds: readonly string[];
}

/** The service will close the connection. */
export interface GoAwayEvent {
  readonly type: 'go-away';
  /** Time until then in milliseconds; `undefined` if the service did not say. */
  readonly timeLeftMs: number | undefined;
}

/** A handle with which the conversation can go on over another connection. */
export interface ResumptionEvent {
  readonly type: 'resumption';
  /** Empty while the session cannot be resumed. */
  readonly handle: string;
  readonly resumable: boolean;
}
