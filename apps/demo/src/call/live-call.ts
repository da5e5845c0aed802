import type { LiveServerMessage, Session } from '@google/genai';
import { StateStore } from '@lipwire/browser';
import { LiveSession, type LiveSessionState, TokenPrefetcher } from '@lipwire/browser/session';
import type { MascotToolAnswer, MascotToolCall } from '@lipwire/browser/tools';
import { type ConnectLive, connectLive } from './connect-live';
import type { SignedSession } from './signed-session';

/** How the latest call stands. */
export type CallState = Pick<LiveSessionState, 'status' | 'problem'>;

/** What a call needs of the world; tests pass their own. */
export interface LiveCallOptions {
  readonly connect?: ConnectLive;
  /** Asks for a session with the one whom the user calls. */
  readonly fetchSession: (resumptionHandle?: string) => Promise<SignedSession>;
}

/** True from the first ring to the end, whatever the connection does meanwhile. */
export const isInCall = ({ status }: CallState): boolean =>
  status === 'connecting' || status === 'connected' || status === 'reconnecting';

/**
 * One call after another: connects, greets, and sends what the user says, shows and types. A `LiveSession` keeps each of
 * them going when a connection ends.
 *
 * It plays nothing: the page's mascot does, from the same messages.
 */
export class LiveCall {
  /** Keeps the next call's token at hand. */
  readonly tokens: TokenPrefetcher<SignedSession>;
  readonly #connect: ConnectLive;
  readonly #fetchSession: (resumptionHandle?: string) => Promise<SignedSession>;
  readonly #store = new StateStore<CallState>({ status: 'idle', problem: undefined });
  #session: LiveSession<SignedSession, Session, LiveServerMessage> | undefined;
  #answerTools: (toolCall: MascotToolCall) => MascotToolAnswer | undefined = () => undefined;

  constructor({ connect = connectLive, fetchSession }: LiveCallOptions) {
    this.#connect = connect;
    this.#fetchSession = fetchSession;
    this.tokens = new TokenPrefetcher({ fetchToken: () => fetchSession() });
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** How the call stands; the same object until it changes. */
  readonly getState = this.#store.get;

  /**
   * Begins a call; does nothing during one. Never rejects: what goes wrong is the state's `problem`.
   *
   * @returns whether the call is there, and the mascot was asked to greet.
   */
  async start(): Promise<boolean> {
    if (isInCall(this.getState())) return false;
    let greeting = '';
    const session = new LiveSession<SignedSession, Session, LiveServerMessage>({
      // A token has the handle in it: one for a conversation that goes on cannot be fetched ahead.
      token: (handle) => (handle === undefined ? this.tokens.take() : this.#fetchSession(handle)),
      connect: (signed, request) => {
        greeting = signed.initialMessage;
        return this.#connect(signed, request);
      },
      // The mascot listens to the socket itself; what it is asked to show is answered here.
      callbacks: {
        onmessage: ({ toolCall }) => {
          const answer = toolCall && this.#answerTools(toolCall);
          if (answer) session.sendToolResponse(answer);
        },
      },
    });
    this.#session = session;
    session.subscribe(() => this.#follow(session));
    // Why it failed is in the state.
    await session.open().catch(() => {});
    if (session.getState().status !== 'connected') return false;
    session.sendClientContent({ turns: greeting, turnComplete: true });
    return true;
  }

  /** Says who carries out and answers the function calls of the model. */
  answerToolsWith(answer: (toolCall: MascotToolCall) => MascotToolAnswer | undefined): void {
    this.#answerTools = answer;
  }

  /** Ends the call; safe at any time. */
  end(): void {
    this.#session?.close();
  }

  /** Sends a line that the user typed; it interrupts the mascot. */
  sendText(text: string): void {
    this.#session?.sendClientContent({ turns: text, turnComplete: true });
  }

  /** Sends a piece of the user's speech: PCM16, 16 kHz, in base64. */
  sendSpeech(pcm16Base64: string): void {
    // What is said while it rings is not for the mascot.
    if (this.getState().status === 'connecting') return;
    this.#session?.sendRealtimeInput({ audio: { data: pcm16Base64, mimeType: 'audio/pcm;rate=16000' } });
  }

  /** No more speech for now: the service need not wait for the end of a sentence. */
  endSpeech(): void {
    if (this.getState().status === 'connecting') return;
    this.#session?.sendRealtimeInput({ audioStreamEnd: true });
  }

  /** Sends what the camera sees: a JPEG in base64. */
  sendFrame(jpegBase64: string): void {
    this.#session?.sendRealtimeInput({ video: { data: jpegBase64, mimeType: 'image/jpeg' } });
  }

  #follow(session: LiveSession<SignedSession, Session, LiveServerMessage>): void {
    if (session !== this.#session) return;
    const state = session.getState();
    this.#store.set(state);
    // A token works once, and may be why it failed.
    if (!isInCall(state)) this.tokens.drop();
  }
}
