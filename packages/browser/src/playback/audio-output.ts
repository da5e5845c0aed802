import { BrowserError } from '../errors.js';
import { AudioPlayer } from './audio-player.js';
import { AudioUnlock } from './audio-unlock.js';

/** Options of {@link AudioOutput}. */
export interface AudioOutputOptions {
  readonly context: AudioContext | undefined;
  readonly workletUrl: string | undefined;
  readonly startBufferMs: number;
  readonly startMs: number;
  /** Sound moved on, or the context started or stopped running. */
  readonly onChange: () => void;
  /** Somebody closed the context: nothing will sound here any more. */
  readonly onClosed: () => void;
  readonly onError: (error: BrowserError) => void;
}

/** A context that is kept running, and the player in it. */
export class AudioOutput {
  readonly context: AudioContext;
  readonly player: AudioPlayer;
  readonly #unlock: AudioUnlock;
  readonly #ownsContext: boolean;
  readonly #unlisten: () => void;

  /** @throws BrowserError `BROWSER_AUDIO_UNAVAILABLE` where there is no Web Audio. */
  constructor({ context, workletUrl, startBufferMs, startMs, onChange, onClosed, onError }: AudioOutputOptions) {
    this.#ownsContext = context === undefined;
    this.context = context ?? createContext();
    this.player = new AudioPlayer({
      context: this.context,
      workletUrl,
      startBufferMs,
      startMs,
      onProgress: onChange,
      onError,
    });
    this.#unlock = new AudioUnlock(this.context, window, () => {
      if (this.context.state === 'closed') onClosed();
      else onChange();
    });
    this.#unlisten = onReturn(() => this.#unlock.lookAgain());
  }

  /** Sound can be heard. */
  get running(): boolean {
    return this.#unlock.running;
  }

  /** Tries to start the context; call it in the handler of a gesture. */
  resume(): void {
    this.#unlock.resume();
  }

  /** Gives everything back. A context of the app's stays open. Safe to call twice. */
  close(): void {
    this.#unlisten();
    this.#unlock.close();
    this.player.close();
    if (this.#ownsContext && this.context.state !== 'closed') this.context.close().catch(() => {});
  }
}

/**
 * Calls back when sound that a system took away may be had again: the page is looked at again (a call or a sleep is over),
 * or another device was connected. No gesture is needed then, but nobody starts the context by itself.
 */
function onReturn(callback: () => void): () => void {
  const events: [EventTarget | undefined, string][] = [
    [window.document, 'visibilitychange'],
    [window, 'pageshow'],
    [window.navigator?.mediaDevices, 'devicechange'],
  ];
  for (const [target, type] of events) target?.addEventListener(type, callback);
  return () => {
    for (const [target, type] of events) target?.removeEventListener(type, callback);
  };
}

/** The browser's own rate: asking for another fails on some devices and costs quality on others. */
function createContext(): AudioContext {
  try {
    return new AudioContext({ latencyHint: 'interactive' });
  } catch (cause) {
    throw new BrowserError('BROWSER_AUDIO_UNAVAILABLE', 'Speech cannot be played: this page has no Web Audio.', {
      cause,
    });
  }
}
