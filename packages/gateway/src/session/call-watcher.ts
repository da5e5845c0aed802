import type { CallEnd } from '../observe/call-end.js';

/**
 * What a call tells those who watch it: metrics, traces, the leash. Each watcher answers to what it needs.
 *
 * All are called in the order of the messages, at once and on the hot path: return soon, and do not throw. They are
 * told the same whether the call gets visemes or not (viseme model `none`).
 */
export interface CallWatcher {
  /** Upstream has accepted the call, that long after its start, in milliseconds of wall time. */
  onConnected?(afterMs: number): void;
  /**
   * A turn begins: the first speech since the call began or the last turn was over. Turns without speech (words or
   * function calls alone) are not told.
   */
  onTurnStart?(): void;
  /**
   * Speech has passed to the client: that much, in milliseconds of media time, once for each message that carries some.
   * It comes faster than it is heard. Speech that died in its own message (`interrupted`) is counted too.
   */
  onSpeech?(audioMs: number): void;
  /** The turn was cut by the user. Told once a turn, and only in a turn; the turn is over. */
  onInterrupted?(): void;
  /** The turn was completed. Told once a turn, and only in a turn that was not interrupted. */
  onTurnComplete?(): void;
  /**
   * Somebody converses, in turns without speech too: words of either side, a function call, an interruption, the end of
   * an answer. Told once for each message that carries some, speech aside. Words of the user are known only if the app
   * asked for `inputAudioTranscription`.
   */
  onConversation?(): void;
  /** The call is over. Told once, and the last thing that is told. */
  onEnd?(end: CallEnd): void;
}
