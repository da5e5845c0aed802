import { GoogleGenAI, type LiveServerMessage, type Session } from '@google/genai';
import type { Clock } from '@lipwire/browser';
import { describeClose } from './describe-close';
import type { SignedSession } from './signed-session';

/** A setup that takes longer will not come any more: the SDK itself waits for ever. */
const CONNECT_TIMEOUT_MS = 15_000;

/** What happens on a connection after it was opened. */
export interface LiveCallbacks {
  /** Messages may come just before the connection is handed out; none comes after {@link LiveConnection.close}. */
  readonly onMessage: (message: LiveServerMessage) => unknown;
  /** The other side closed, after the connection was handed out; `sentence` says why. */
  readonly onClose: (event: { readonly code: number; readonly sentence: string }) => unknown;
}

/** An open session, in the words of a call. */
export interface LiveConnection {
  sendTurn(text: string): void;
  sendSpeech(pcm16Base64: string): void;
  /** No more speech for now: the service need not wait for the end of a sentence. */
  endSpeech(): void;
  sendFrame(jpegBase64: string): void;
  close(): void;
}

/** Opens a session; {@link connectLive} is the real one. */
export type ConnectLive = (session: SignedSession, callbacks: LiveCallbacks, clock: Clock) => Promise<LiveConnection>;

/**
 * Opens a session with the official SDK, as any app does: nothing here knows of mascots.
 *
 * @throws Error with a sentence, also where the SDK's own promise stays open for ever: when the socket closes before
 * the session is set up.
 */
export const connectLive: ConnectLive = async ({ baseUrl, ephemeralToken, model }, callbacks, clock) => {
  const ai = new GoogleGenAI({ apiKey: ephemeralToken, httpOptions: { baseUrl } });
  const ending = new Ending(callbacks.onClose, clock);
  const opening = ai.live.connect({
    model,
    // The token holds the whole setup, and the service ignores what is asked for beside it.
    config: {},
    callbacks: {
      onmessage: (message) => ending.isOpen && callbacks.onMessage(message),
      onclose: ({ code, reason }) => ending.closed(code, describeClose({ code, reason })),
    },
  });
  // A session that opens after it was given up is closed: its token is spent, and nobody listens.
  opening.then((session) => ending.isOpen || session.close()).catch(() => {});
  const session = await ending.orOpen(opening);

  /** Sending on a socket that is closing throws in some browsers; the close is reported by itself. */
  const send = (action: (session: Session) => void) => {
    if (ending.isOpen) action(session);
  };
  return {
    sendTurn: (text) => send(() => session.sendClientContent({ turns: text, turnComplete: true })),
    sendSpeech: (data) => send(() => session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=16000' } })),
    endSpeech: () => send(() => session.sendRealtimeInput({ audioStreamEnd: true })),
    sendFrame: (data) => send(() => session.sendRealtimeInput({ video: { data, mimeType: 'image/jpeg' } })),
    close() {
      if (ending.leave()) session.close();
    },
  };
};

/** How a connection ends: refused while it opens, closed by the other side later, or left by us; once. */
class Ending {
  isOpen = true;
  #refuse: ((error: Error) => void) | undefined;
  readonly #onClose: LiveCallbacks['onClose'];
  readonly #clock: Clock;

  constructor(onClose: LiveCallbacks['onClose'], clock: Clock) {
    this.#onClose = onClose;
    this.#clock = clock;
  }

  /** The session, or an error if the connection ends first. */
  orOpen(opening: Promise<Session>): Promise<Session> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        cancelTimeout();
        this.#refuse = undefined;
      };
      const cancelTimeout = this.#clock.after(CONNECT_TIMEOUT_MS, () => {
        this.closed(1006, 'The service did not answer in time. Try again.');
      });
      this.#refuse = (error) => {
        settle();
        reject(error);
      };
      opening.then((session) => {
        if (!this.isOpen) return;
        settle();
        resolve(session);
      }, this.#refuse);
    });
  }

  closed(code: number, sentence: string): void {
    if (!this.leave()) return;
    if (this.#refuse) this.#refuse(new Error(sentence));
    else this.#onClose({ code, sentence });
  }

  /** True for the first end; what comes later is no news. */
  leave(): boolean {
    const first = this.isOpen;
    this.isOpen = false;
    return first;
  }
}
