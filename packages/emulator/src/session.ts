import type { CalledFunction } from './called-function.js';
import type { Clock } from './clock.js';
import { type ActivityOptions, VoiceActivityDetector } from './hearing/voice-activity.js';
import type { Random } from './random.js';
import type { Memory } from './script/memory.js';
import type { Script, UserInput } from './script/script.js';
import { seconds } from './script/seconds.js';
import { argumentsOf, turnScript } from './script/turn-script.js';
import type { FunctionCallEvent, SessionEvent } from './session-event.js';
import type { SpokenTurn } from './spoken-turn.js';
import { audioEvent, type CallInTurn, ModelTurn, type Pacing } from './turn/model-turn.js';
import type { Speech } from './voices/speech.js';

/** How one conversation was set up. */
export interface SessionSettings {
  readonly characterName: string;
  readonly wantsInputTranscript: boolean;
  readonly wantsOutputTranscript: boolean;
  /** How to hear when the user speaks; `manual` if the client says so itself. */
  readonly activity: ActivityOptions | 'manual';
  /** False: the model finishes what it says, and answers after. */
  readonly userInterrupts: boolean;
  /** Functions that the app offers. Typing `call <name>` calls one, `[<name>]` in what is said calls it on the way. */
  readonly functionNames: readonly string[];
}

/** What a session needs from those around it. */
export interface SessionPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly pacing: Pacing;
  readonly script: Script;
  /** Speaks one sentence; rejects when `signal` aborts. */
  speak(sentence: string, signal: AbortSignal): Promise<Speech>;
  /** Sends one message that carries these events, in this order. */
  emit(events: readonly SessionEvent[]): void;
  /** Keeps what was said. */
  keep(turn: SpokenTurn): void;
  /** Keeps what was called. */
  keepCall(call: CalledFunction): void;
  /** Called when the voice or the script failed: the conversation cannot go on. */
  onFailure(error: unknown): void;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What an app answers to a function call. */
export interface FunctionAnswer {
  /** As words. */
  readonly result: string;
  /** As it came. */
  readonly response?: unknown;
  readonly scheduling?: string | undefined;
}

/** The service's figure: 25 tokens a second of audio. */
const MS_PER_AUDIO_TOKEN = 40;
/** A rule of thumb for English text. */
const CHARACTERS_PER_TEXT_TOKEN = 4;
/** What is typed in one turn beyond this is not read: it is more than two minutes of speech. */
const MAX_TYPED_CHARACTERS = 4_000;
/** Functions that were called on the way and not answered: more are forgotten. */
const MAX_OPEN_CALLS = 64;
/** Spoken when there is nothing in an answer that the voice can pronounce. */
const EXCUSE = 'I have no words for that.';

/**
 * One conversation: who is speaking, and who may.
 *
 * It knows neither sockets nor the provider's spelling. Input comes in by its methods; what it says goes out by `emit`.
 */
export class Session {
  readonly #settings: SessionSettings;
  readonly #ports: SessionPorts;
  readonly #detector: VoiceActivityDetector | undefined;
  #turn: ModelTurn | undefined;
  #interruptedTurn: ModelTurn | undefined;
  #answerAfterTurn: UserInput | undefined;
  /** Text that came in since the last answer, waiting for the end of the user's turn. */
  #typed = '';
  /** Milliseconds of audio since the client said that the user began to speak; `undefined` while nobody does. */
  #manualSpeechMs: number | undefined;
  #call: FunctionCallEvent | undefined;
  /** Calls that wait for an answer, by id. */
  readonly #open = new Map<string, Writable<CalledFunction>>();
  #calls = 0;

  /** @param memory what is known already; the session adds to it. */
  constructor(
    settings: SessionSettings,
    readonly memory: Memory,
    ports: SessionPorts,
  ) {
    this.#settings = settings;
    this.#ports = ports;
    this.#detector = settings.activity === 'manual' ? undefined : new VoiceActivityDetector(settings.activity);
  }

  /** True while the model speaks, or a listener still hears it. */
  get isSpeaking(): boolean {
    return this.#turn !== undefined;
  }

  /** True if it hears for itself when the user speaks; false if the client has to say so. */
  get detectsActivity(): boolean {
    return this.#detector !== undefined;
  }

  /** What the user said in another session, and was answered there: the script remembers it as its own. */
  recall(answered: readonly string[]): void {
    for (const text of answered) {
      this.memory.answers++;
      this.#ports.script({ type: 'typed', text }, { memory: this.memory, characterName: this.#settings.characterName });
    }
  }

  /**
   * Text from the user. It interrupts the model.
   *
   * @param text nothing for a mere end of turn.
   * @param endsTurn false: wait for more before answering.
   */
  type(text: string | undefined, endsTurn: boolean): void {
    this.interrupt();
    if (text) {
      this.memory.promptTokens.text += Math.ceil(text.length / CHARACTERS_PER_TEXT_TOKEN);
      this.#typed = `${this.#typed}${text}\n`.slice(0, MAX_TYPED_CHARACTERS);
    }
    if (!endsTurn) return;
    const typed = this.#typed.trim();
    this.#typed = '';
    this.#answer({ type: 'typed', text: typed });
  }

  /** @param samples from the microphone: mono, -1 to 1, of any number. */
  hear(samples: Float32Array, sampleRateHz: number): void {
    const durationMs = (samples.length / sampleRateHz) * 1000;
    this.memory.promptTokens.audio += durationMs / MS_PER_AUDIO_TOKEN;
    if (this.#manualSpeechMs !== undefined) this.#manualSpeechMs += durationMs;
    for (const event of this.#detector?.push(samples, sampleRateHz) ?? []) {
      if (event.type === 'speech-start') this.#interruptBySpeech();
      else this.#heard(event.speechMs);
    }
  }

  /** The microphone was switched off: what was being said is all there is. */
  endAudio(): void {
    const end = this.#detector?.flush();
    if (end) this.#heard(end.speechMs);
  }

  /** A picture from the camera. */
  see(): void {
    this.memory.pictures++;
  }

  /** The client says that the user began to speak. */
  startActivity(): void {
    this.#manualSpeechMs = 0;
    this.#interruptBySpeech();
  }

  /** The client says that the user has finished. */
  endActivity(): void {
    if (this.#manualSpeechMs === undefined) return;
    const speechMs = this.#manualSpeechMs;
    this.#manualSpeechMs = undefined;
    this.#heard(speechMs);
  }

  /**
   * The app's answer to a function call; one that nobody waits for is ignored.
   *
   * @param answer `scheduling` says whether it is spoken about: `SILENT` not at all, `INTERRUPT` at once, else when the model
   *   has said what it is saying.
   */
  answerCall(id: string, answer: FunctionAnswer): void {
    const call = this.#open.get(id);
    if (!call) return;
    this.#open.delete(id);
    call.response = answer.response;
    call.scheduling = answer.scheduling;
    const wasWaitedFor = this.#call?.id === id;
    if (wasWaitedFor) this.#call = undefined;
    if (answer.scheduling === 'SILENT') {
      if (wasWaitedFor) this.#ports.emit([{ type: 'turn-complete' }]);
      return;
    }
    if (answer.scheduling === 'INTERRUPT') this.interrupt();
    this.#answer({ type: 'function-result', name: call.name, result: answer.result });
  }

  /** Stops the model, if it speaks or waits for a function. */
  interrupt(): void {
    this.#answerAfterTurn = undefined;
    if (this.#call) {
      this.#ports.emit([{ type: 'tool-call-cancelled', callIds: [this.#call.id] }]);
      this.#open.delete(this.#call.id);
      this.#call = undefined;
    }
    if (!this.#turn) return;
    this.#interruptedTurn = this.#turn;
    this.#turn.interrupt();
  }

  /** Falls silent for good, without a word. */
  close(): void {
    this.#turn?.stop();
    this.#turn = undefined;
    this.#answerAfterTurn = undefined;
  }

  /** A piece of the last interrupted turn that came too late, for a script of faults. */
  takeLatePiece(): SessionEvent | undefined {
    const pcm = this.#interruptedTurn?.takeLatePiece();
    return pcm && pcm.length > 0 ? audioEvent(pcm) : undefined;
  }

  #interruptBySpeech(): void {
    if (this.#settings.userInterrupts) this.interrupt();
  }

  #heard(speechMs: number): void {
    if (this.#settings.wantsInputTranscript) {
      // No recogniser runs here, and a transcript that guesses would be worse than one that says so.
      this.#ports.emit([{ type: 'transcript', speaker: 'user', text: `(${seconds(speechMs)} of speech)` }]);
    }
    this.#answer({ type: 'spoke', speechMs });
  }

  #answer(input: UserInput): void {
    if (this.#turn) {
      this.#answerAfterTurn = input;
      return;
    }
    const call = this.#functionToCall(input);
    if (call) {
      this.#call = call;
      this.#emitCall(call);
      return;
    }
    this.memory.answers++;
    try {
      const text = this.#ports.script(input, { memory: this.memory, characterName: this.#settings.characterName });
      const { sentences, calls } = turnScript(text, this.#settings.functionNames);
      const atCalls = calls.map(({ beforeSentence, ...call }) => ({ beforeSentence, call: this.#newCall(call) }));
      this.#speak(sentences.length > 0 ? sentences : [EXCUSE], atCalls);
    } catch (error) {
      // A script of the user's own. At the end of a turn it runs in a timer, where nobody else would catch this.
      this.#ports.onFailure(error);
    }
  }

  #functionToCall(input: UserInput): FunctionCallEvent | undefined {
    if (input.type !== 'typed') return undefined;
    const [, name = '', json] = /^\s*call\s+([\w.-]{1,64})\s*(\{.*\})?/is.exec(input.text) ?? [];
    const args = argumentsOf(json);
    return args && this.#settings.functionNames.includes(name) ? this.#newCall({ name, args }) : undefined;
  }

  #newCall(call: Pick<FunctionCallEvent, 'name' | 'args'>): FunctionCallEvent {
    return { type: 'function-call', id: `function-call-${++this.#calls}`, ...call };
  }

  #emitCall(event: FunctionCallEvent): void {
    const call = { name: event.name, args: event.args, response: undefined, scheduling: undefined };
    this.#open.set(event.id, call);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MAX_OPEN_CALLS && oldest !== undefined) this.#open.delete(oldest);
    this.#ports.keepCall(call);
    this.#ports.emit([event]);
  }

  #speak(sentences: readonly string[], calls: readonly CallInTurn[]): void {
    const turn = new ModelTurn(sentences, calls, this.#settings.wantsOutputTranscript, {
      ...this.#ports,
      emitCall: (event) => this.#emitCall(event),
      emit: (events) => {
        for (const event of events) {
          if (event.type === 'audio') this.memory.responseTokens += pieceMs(event) / MS_PER_AUDIO_TOKEN;
        }
        this.#ports.emit(events);
      },
      onEnd: () => {
        this.#turn = undefined;
        const next = this.#answerAfterTurn;
        this.#answerAfterTurn = undefined;
        if (next) this.#answer(next);
      },
    });
    this.#turn = turn;
    turn.start();
  }
}

function pieceMs({ pcm16, sampleRateHz }: Extract<SessionEvent, { type: 'audio' }>): number {
  return (pcm16.length / 2 / sampleRateHz) * 1000;
}
