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
  readonly onError: (error: BrowserError) => void;
}

/** A context that is kept running, and the player in it. */
export class AudioOutput {
  readonly context: AudioContext;
  readonly player: AudioPlayer;
  readonly #unlock: AudioUnlock;
  readonly #ownsContext: boolean;

  /** @throws BrowserError `BROWSER_AUDIO_UNAVAILABLE` where there is no Web Audio. */
  constructor({ context, workletUrl, startBufferMs, startMs, onChange, onError }: AudioOutputOptions) {
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
    this.#unlock = new AudioUnlock(this.context, window, onChange);
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
    this.#unlock.close();
    this.player.close();
    if (this.#ownsContext && this.context.state !== 'closed') this.context.close().catch(() => {});
  }
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
