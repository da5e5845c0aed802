import type { GarbageKind } from './garbage.js';

/** Every {@link FaultPoint}, in the order in which a session comes to them. */
export const FAULT_POINTS = [
  'handshake',
  'setup',
  'setup-complete',
  'user-audio',
  'audio',
  'function-call',
  'interrupted',
  'generation-complete',
  'turn-complete',
] as const;

/**
 * A moment in a session at which a fault can strike.
 *
 * - `handshake`: in front of the answer to the WebSocket handshake.
 * - `setup`: instead of answering the setup.
 * - `setup-complete`: behind `setupComplete`.
 * - `user-audio`: in place of hearing a message with the user's speech.
 * - `audio`: in front of a message with audio.
 * - `function-call`, `interrupted`, `generation-complete`, `turn-complete`: behind the message that says so.
 */
export type FaultPoint = (typeof FAULT_POINTS)[number];

/** What goes wrong with the connection itself, at any point, the handshake included. */
export type LineFault =
  /** The connection ends without a word. */
  | { readonly type: 'drop' }
  /** The connection is reset (TCP RST) in the middle of a frame, or of the handshake's answer. Over TLS: ends there. */
  | { readonly type: 'reset' }
  /**
   * The machine vanishes: nothing is read, nothing is written, and the connection stays open. With `durationMs` it comes
   * back after that long, and goes on; without, never.
   */
  | { readonly type: 'half-open'; readonly durationMs?: number }
  /** From here on everything arrives that much later, in order: a slow network. */
  | { readonly type: 'delay'; readonly durationMs: number }
  /** From here on no more than so many bytes leave in a second. */
  | { readonly type: 'drip'; readonly bytesPerSecond: number }
  /** From here on bytes leave in TCP writes of no more than `bytes`, whatever they belong to. */
  | { readonly type: 'split'; readonly bytes: number }
  /** Bytes that no service should send. */
  | { readonly type: 'garbage'; readonly kind: GarbageKind };

/** What goes wrong with the handshake only. */
export type HandshakeFault =
  /** An answer of HTTP (200 to 599) instead of a WebSocket. */
  { readonly type: 'http'; readonly status: number; readonly body?: string };

/** What goes wrong in a conversation: at any point but the handshake. */
export type TalkFault =
  /**
   * Closes the WebSocket with a code and a reason. Codes that no close frame may carry (such as 1005, 1006 or 1015) and
   * reasons that are no UTF-8 (bytes) are sent all the same.
   */
  | { readonly type: 'close'; readonly code: number; readonly reason: string | Uint8Array }
  /** Sends a frame of anything: a text frame for a string, a binary frame for bytes. */
  | { readonly type: 'send'; readonly frame: string | Uint8Array }
  /** Sends nothing for a time; then all that waited, at once. */
  | { readonly type: 'stall'; readonly durationMs: number }
  /** From here on each message comes in so many WebSocket frames. */
  | { readonly type: 'fragment'; readonly frames: number }
  /** At `interrupted` or `turn-complete`: some more pieces of the turn that was interrupted, as far as there are. */
  | { readonly type: 'late-audio'; readonly pieces: number };

/** What goes wrong. */
export type FaultAction = LineFault | HandshakeFault | TalkFault;

/** One thing that goes wrong once in a session. */
export interface Fault {
  readonly at: FaultPoint;
  /** Strikes the nth time that the session comes to this point. Default 1, the first. */
  readonly nth?: number;
  /** Strikes in the nth session of the emulator only, counted from 1. Default: in every session. */
  readonly session?: number;
  readonly action: FaultAction;
}
