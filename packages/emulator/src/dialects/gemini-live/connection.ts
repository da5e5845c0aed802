import { EPHEMERAL_TOKEN_PREFIX, type GeminiLiveEndpoint, Pcm16Decoder } from '@lipwire/providers';
import type { WebSocket } from 'ws';
import type { CallLog } from '../../called-function.js';
import type { FaultScript } from '../../faults/fault-script.js';
import type { Line } from '../../faults/line.js';
import type { CompleteOptions } from '../../options.js';
import { createRandom } from '../../random.js';
import { emptyMemory } from '../../script/memory.js';
import { Session } from '../../session.js';
import type { SessionEvent } from '../../session-event.js';
import type { TurnLog } from '../../spoken-turn.js';
import { PIECE_PROFILES } from '../../turn/piece-profile.js';
import type { SynthesisThread } from '../../voices/synthesis-thread.js';
import type { Admission, AuthTokens } from './auth-tokens.js';
import { type ClientEvent, readClientMessage } from './client-message.js';
import { CLOSINGS, type Closing, ClosingError, modelNotFound } from './closing.js';
import { applySetupLock } from './field-mask.js';
import { type JsonObject, objectOr } from './json-object.js';
import type { Resumption } from './resumption.js';
import { serverMessage } from './server-message.js';
import { readSetup } from './setup.js';
import { Wire } from './wire.js';

/** What all connections of an emulator share. */
export interface GeminiLiveService {
  readonly options: CompleteOptions;
  readonly tokens: AuthTokens;
  readonly resumption: Resumption;
  readonly synthesis: SynthesisThread;
  readonly turnLog: TurnLog;
  readonly callLog: CallLog;
}

/** How somebody knocked. */
export interface Visitor {
  readonly endpoint: GeminiLiveEndpoint;
  /** API key or ephemeral token; `undefined` if there was none. */
  readonly credential: string | undefined;
  /** Number of the session in its emulator, from 1. */
  readonly session: number;
  /** What goes wrong in it. */
  readonly faults: FaultScript;
  /** The connection under its socket. */
  readonly line: Line;
}

/** A client must send its setup within this. */
const SETUP_DEADLINE_MS = 30_000;

/** One socket that speaks Gemini Live: it reads what the client says, and writes what the session says. */
export class GeminiLiveConnection {
  readonly #service: GeminiLiveService;
  readonly #visitor: Visitor;
  readonly #wire: Wire;
  readonly #timers: (() => void)[] = [];
  readonly #decoder = new Pcm16Decoder();
  #inputRateHz = 0;
  #session: Session | undefined;
  #givesHandles = false;
  #startsWithHistory = false;
  #isGenerating = false;

  constructor(socket: WebSocket, visitor: Visitor, service: GeminiLiveService) {
    const { clock } = service.options;
    this.#service = service;
    this.#visitor = visitor;
    this.#wire = new Wire(socket, visitor.line, visitor.faults, clock);
    this.#later(SETUP_DEADLINE_MS, () => {
      if (!this.#session) this.close(CLOSINGS.deadline);
    });
    socket.on('message', (data: Buffer) => this.#read(data));
    socket.on('close', () => this.#onClose());
    // A frame that is too large or not WebSocket at all: the library closes with the code for it, and 'close' follows.
    socket.on('error', () => {});
  }

  /** Ends the connection. */
  close(closing: Closing): void {
    this.#session?.close();
    this.#wire.close(closing);
  }

  #read(data: Buffer): void {
    if (!this.#wire.isOpen) return;
    try {
      for (const event of readClientMessage(data)) this.#take(event);
    } catch (error) {
      if (error instanceof ClosingError) this.close(error.closing);
      else this.#fail(error);
    }
  }

  #take(event: ClientEvent): void {
    const session = this.#session;
    if (event.type === 'setup' ? session : !session) throw new ClosingError(CLOSINGS.setupNotFirst);
    if (event.type === 'setup') this.#open(event.setup);
    else if (session) this.#converse(session, event);
  }

  #converse(session: Session, event: Exclude<ClientEvent, { type: 'setup' }>): void {
    switch (event.type) {
      case 'content':
        session.recall(event.answered);
        if (this.#startsWithHistory) this.#startsWithHistory = !event.turnComplete;
        else session.type(event.text, event.turnComplete);
        break;
      case 'realtime-text':
        session.type(event.text, true);
        break;
      case 'audio':
        if (this.#strike('user-audio')) return;
        if (event.sampleRateHz !== this.#inputRateHz) this.#decoder.reset();
        this.#inputRateHz = event.sampleRateHz;
        session.hear(this.#decoder.decode(event.pcm16), event.sampleRateHz);
        break;
      case 'picture':
        session.see();
        break;
      case 'audio-stream-end':
        session.endAudio();
        break;
      case 'activity-start':
      case 'activity-end':
        if (session.detectsActivity) throw new ClosingError(CLOSINGS.explicitActivity);
        if (event.type === 'activity-start') session.startActivity();
        else session.endActivity();
        break;
      case 'function-result':
        session.answerCall(event.id, event);
    }
  }

  #open(clientSetup: JsonObject): void {
    const { options, resumption, synthesis, turnLog, callLog } = this.#service;
    const { clock } = options;
    if (this.#strike('setup')) return;

    const handle = objectOr(clientSetup.sessionResumption).handle;
    const admission = this.#admit(typeof handle === 'string' && handle !== '');
    if (admission.refused) throw new ClosingError(admission.refused);
    const setup = readSetup(admission.lock ? applySetupLock(clientSetup, admission.lock) : clientSetup);
    if (options.models && !options.models.includes(setup.model.replace(/^models\//, ''))) {
      throw new ClosingError(modelNotFound(setup.model, this.#visitor.endpoint.apiVersion));
    }
    const memory =
      setup.resumption?.handle === undefined
        ? emptyMemory()
        : resumption.resume(setup.resumption.handle, clock.dateMs());
    if (memory === 'unknown') throw new ClosingError(CLOSINGS.sessionNotFound);
    if (memory === 'still open') throw new ClosingError(CLOSINGS.internal);

    const voice = options.voice ?? setup.voice;
    this.#givesHandles = setup.resumption !== undefined;
    this.#startsWithHistory = setup.startsWithHistory;
    this.#session = new Session(setup.session, memory, {
      clock,
      random: createRandom(options.seed + this.#visitor.session),
      pacing: { profile: PIECE_PROFILES[options.profile], pace: options.pace, maxTurnMs: options.maxTurnMs },
      script: options.script,
      speak: (sentence, signal) => synthesis.speak(voice, sentence, signal),
      emit: (events) => this.#emit(events),
      keep: (turn) => turnLog.add(turn),
      keepCall: (call) => callLog.add(call),
      onFailure: (error) => this.#fail(error),
    });
    this.#emit([{ type: 'ready' }]);
    this.#giveHandle();
    this.#startTimers(admission.expiresAtMs);
  }

  /** Lets the client in, or says why not. A token is used up by this. */
  #admit(resumes: boolean): Admission {
    const { options, tokens } = this.#service;
    const { credential, endpoint } = this.#visitor;
    const isToken = credential?.startsWith(EPHEMERAL_TOKEN_PREFIX) ?? false;
    const takesTokens = endpoint.method === 'BidiGenerateContentConstrained';
    if (credential === undefined || isToken !== takesTokens) return { refused: CLOSINGS.unregistered };
    if (isToken) return tokens.admit(credential, { dateMs: options.clock.dateMs(), resumes });
    if (options.apiKey !== undefined && credential !== options.apiKey) return { refused: CLOSINGS.invalidKey };
    return { expiresAtMs: Number.POSITIVE_INFINITY, lock: undefined };
  }

  #startTimers(expiresAtMs: number): void {
    const { clock, goAwayAfterMs, goAwayTimeLeftMs } = this.#service.options;
    this.#later(expiresAtMs - clock.dateMs(), () => this.close(CLOSINGS.tokenExpiredDuringSession));
    this.#later(goAwayAfterMs, () => {
      this.#emit([{ type: 'go-away', timeLeftMs: goAwayTimeLeftMs }]);
      this.#later(goAwayTimeLeftMs, () => this.close(CLOSINGS.goAway));
    });
  }

  #later(delayMs: number, run: () => void): void {
    if (Number.isFinite(delayMs)) this.#timers.push(this.#service.options.clock.after(delayMs, run));
  }

  /** Sends one message that carries these events; faults strike in front of it or behind it. */
  #emit(events: readonly SessionEvent[]): void {
    const session = this.#session;
    if (!session || !this.#wire.isOpen) return;
    const has = (type: SessionEvent['type']) => events.some((event) => event.type === type);
    const begins = has('audio') || has('function-call');
    if (begins && !this.#isGenerating) {
      this.#isGenerating = true;
      if (this.#givesHandles) this.#sendEvents([{ type: 'resumption', handle: '', resumable: false }]);
    }
    if (has('audio') && this.#strike('audio')) return;
    this.#sendEvents(events);
    if (has('ready')) this.#strike('setup-complete');
    if (has('function-call')) this.#strike('function-call');
    if (has('generation-complete')) this.#strike('generation-complete');
    if (has('interrupted')) this.#strike('interrupted');
    if (has('turn-complete')) {
      this.#isGenerating = false;
      this.#giveHandle();
      this.#strike('turn-complete');
    }
  }

  #sendEvents(events: readonly SessionEvent[]): void {
    if (this.#session) this.#wire.send(serverMessage(events, this.#session.memory));
  }

  #strike(point: Parameters<Wire['strike']>[0]): boolean {
    const closed = this.#wire.strike(point, () => {
      const late = this.#session?.takeLatePiece();
      return late && this.#session && serverMessage([late], this.#session.memory);
    });
    if (closed) this.#session?.close();
    return closed;
  }

  /** The conversation as it is now can be taken up again with a new handle. */
  #giveHandle(): void {
    if (!this.#givesHandles || !this.#session || !this.#wire.isOpen) return;
    const { options, resumption } = this.#service;
    const handle = resumption.bookmark(this.#session.memory, this, options.clock.dateMs());
    this.#sendEvents([{ type: 'resumption', handle, resumable: true }]);
  }

  #fail(error: unknown): void {
    this.#service.options.onError(error);
    this.close(CLOSINGS.internal);
  }

  #onClose(): void {
    this.#session?.close();
    this.#wire.dispose();
    this.#service.resumption.release(this);
    for (const cancel of this.#timers) cancel();
  }
}
