import type { LiveServerMessage } from '@google/genai';
import { type Clock, StateStore, systemClock, TokenPrefetcher } from '@lipwire/browser';
import { Captions } from './captions';
import { type ConnectLive, connectLive, type LiveCallbacks, type LiveConnection } from './live-connection';
import { Outbox } from './outbox';
import { Resumption } from './resumption';
import { fetchSignedSession, type SignedSession } from './signed-session';

/** How the call stands; a new object for each change. */
export interface CallState {
  readonly status: 'disconnected' | 'connecting' | 'connected';
  /** A typed line was sent, and no answer was heard yet. */
  readonly isAwaitingReply: boolean;
  /** Why the last call ended or could not begin, as a sentence for the user. */
  readonly problem: string | undefined;
}

/** What a call needs of the world; tests pass their own. */
export interface LiveCallOptions {
  readonly connect?: ConnectLive;
  readonly fetchSession?: (resumptionHandle?: string) => Promise<SignedSession>;
  readonly clock?: Clock;
}

const IDLE: CallState = { status: 'disconnected', isAwaitingReply: false, problem: undefined };

/**
 * One call after another: connects, greets, sends what the user says, shows and types, and moves to a new connection
 * when the service asks for it.
 *
 * It plays nothing: the page's mascot does, from the same messages.
 */
export class LiveCall {
  /** Keeps the next call's token at hand. */
  readonly tokens: TokenPrefetcher<SignedSession>;
  readonly captions: Captions;
  readonly #connect: ConnectLive;
  readonly #clock: Clock;
  readonly #fetchSession: (resumptionHandle?: string) => Promise<SignedSession>;
  readonly #store = new StateStore<CallState>(IDLE);
  /** The call that is being made; whatever a call before it still does is ignored. */
  #current: Call | undefined;

  constructor({ connect = connectLive, fetchSession = fetchSignedSession, clock = systemClock }: LiveCallOptions = {}) {
    this.#connect = connect;
    this.#fetchSession = fetchSession;
    this.#clock = clock;
    this.captions = new Captions(clock);
    this.tokens = new TokenPrefetcher({ fetchToken: () => fetchSession(), clock });
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** How the call stands; the same object until it changes. */
  readonly getState = this.#store.get;

  /** Begins a call; does nothing during one. Never rejects: what goes wrong is the state's `problem`. */
  async start(): Promise<void> {
    if (this.#current) return;
    const call: Call = {
      outbox: new Outbox(),
      resumption: new Resumption(this.#clock),
      connection: undefined,
      hasReply: false,
    };
    this.#current = call;
    this.captions.clear();
    this.#store.set({ ...IDLE, status: 'connecting' });
    try {
      const session = await this.tokens.take();
      if (this.#current !== call) return;
      if (!(await this.#open(call, session))) return;
      this.#store.set({ ...IDLE, status: 'connected' });
      call.connection?.sendTurn(session.initialMessage);
    } catch (error) {
      if (this.#current === call) this.#finish(sentenceOf(error));
    }
  }

  /** Ends the call; safe at any time. */
  end(): void {
    if (this.#current) this.#finish(undefined);
  }

  /** Sends a line that the user typed; it interrupts the mascot. */
  sendText(text: string): void {
    const line = text.trim();
    if (!line || this.#store.get().status !== 'connected') return;
    this.#current?.outbox.send((connection) => connection.sendTurn(line));
    this.captions.addUserWords(line, 'typed');
    if (this.#current) this.#current.hasReply = false;
    this.#store.set({ ...this.#store.get(), isAwaitingReply: true });
  }

  /** The mascot began to speak; whoever plays its voice says so. */
  replyHeard(): void {
    const state = this.#store.get();
    if (state.isAwaitingReply) this.#store.set({ ...state, isAwaitingReply: false });
  }

  /** Sends a piece of the user's speech: PCM16, 16 kHz, in base64. Kept for a while if the connection is changing. */
  sendSpeech(pcm16Base64: string): void {
    this.#current?.outbox.send((connection) => connection.sendSpeech(pcm16Base64));
  }

  /** The microphone was muted: the service need not wait for more. */
  endSpeech(): void {
    this.#current?.outbox.send((connection) => connection.endSpeech());
  }

  /** Sends what the camera sees: a JPEG in base64. */
  sendFrame(jpegBase64: string): void {
    this.#current?.connection?.sendFrame(jpegBase64);
  }

  /** Opens a connection for the call; false if the call ended meanwhile. */
  async #open(call: Call, session: SignedSession): Promise<boolean> {
    const callbacks: LiveCallbacks = {
      onMessage: (message) => this.#current === call && this.#take(call, message),
      onClose: ({ sentence }) => this.#current === call && this.#finish(sentence),
    };
    const connection = await this.#connect(session, callbacks, this.#clock);
    if (this.#current !== call) {
      connection.close();
      return false;
    }
    call.connection = connection;
    call.outbox.open(connection);
    return true;
  }

  #take(call: Call, { serverContent, sessionResumptionUpdate, goAway }: LiveServerMessage): void {
    if (serverContent) {
      const { modelTurn, inputTranscription, outputTranscription, interrupted, turnComplete } = serverContent;
      if (inputTranscription?.text) this.captions.addUserWords(inputTranscription.text);
      if (outputTranscription?.text) this.captions.addMascotWords(outputTranscription.text);
      const audioMs = durationMs(modelTurn?.parts ?? []);
      if (audioMs > 0) {
        this.captions.addAudio(audioMs);
        call.hasReply = true;
      }
      if (interrupted) {
        this.captions.interrupt();
        call.hasReply = false;
      }
      if (turnComplete) {
        this.captions.completeTurn();
        // Not at the end of the turn that the line interrupted.
        if (call.hasReply) this.replyHeard();
      }
      call.resumption.isSpeaking = audioMs > 0 || (call.resumption.isSpeaking && !interrupted && !turnComplete);
    }
    if (sessionResumptionUpdate) call.resumption.update(sessionResumptionUpdate);
    if (goAway) call.resumption.schedule(goAway, (handle) => this.#move(call, handle));
  }

  /** Goes on with the conversation over a new connection. The user hears nothing of it. */
  async #move(call: Call, handle: string): Promise<void> {
    try {
      const session = await this.#fetchSession(handle);
      if (this.#current !== call) return;
      // The service refuses to resume a conversation whose old connection is still open.
      call.outbox.hold();
      call.connection?.close();
      call.connection = undefined;
      await this.#open(call, session);
    } catch (error) {
      if (this.#current === call) this.#finish(sentenceOf(error));
    }
  }

  #finish(problem: string | undefined): void {
    const call = this.#current;
    this.#current = undefined;
    call?.resumption.cancel();
    call?.connection?.close();
    // The mascot falls silent, whoever ended the call: what waits will not be heard.
    this.captions.interrupt();
    this.#store.set({ ...IDLE, problem });
    this.tokens.drop();
  }
}

interface Call {
  readonly outbox: Outbox;
  readonly resumption: Resumption;
  connection: LiveConnection | undefined;
  /** Sound came since the last typed line. */
  hasReply: boolean;
}

type Parts = NonNullable<NonNullable<NonNullable<LiveServerMessage['serverContent']>['modelTurn']>['parts']>;

/** Length of the sound in a message, from the length of its base64: 24 kHz PCM16 unless the type says another rate. */
function durationMs(parts: Parts): number {
  let ms = 0;
  for (const { inlineData } of parts) {
    const { mimeType = '', data = '' } = inlineData ?? {};
    if (!mimeType.startsWith('audio/pcm')) continue;
    const rateHz = Number(/rate=(\d+)/.exec(mimeType)?.[1] ?? 24_000);
    ms += ((data.length * 3) / 4 / 2 / rateHz) * 1000;
  }
  return ms;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'The call could not be made. Try again.';
}
