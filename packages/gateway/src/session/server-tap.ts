import type { VoiceEvent } from '@lipwire/providers';
import { MAX_HEARD_MESSAGE_BYTES } from '../limits.js';
import { Annotator } from './annotate.js';
import type { CallWatcher } from './call-watcher.js';
import { measureServerMessage, readServerMessage, type ServerMessage } from './read-server-message.js';
import type { SpeechEngine } from './speech-engines.js';
import { TurnTeller } from './turn-teller.js';

/** What a {@link ServerTap} works with. */
export interface ServerTapOptions {
  /** Told what passes. */
  readonly watchers: readonly CallWatcher[];
  /**
   * Gives an engine for a rate, or `undefined` if there is none. Without this function messages pass untouched and
   * speech is measured, not decoded.
   */
  readonly createEngine: ((sampleRateHz: number) => SpeechEngine | undefined) | undefined;
  /**
   * Told of a defect: one in the engine costs the call its visemes, and one in reading or in a watcher what the watchers
   * would have been told besides; never a message. At most once of each.
   */
  readonly onFailure: (error: unknown) => void;
}

/** Listens to what the service says in one call: tells the watchers, and adds visemes to speech. */
export class ServerTap {
  readonly #turns: TurnTeller;
  readonly #onFailure: (error: unknown) => void;
  readonly #read: (message: Buffer) => ServerMessage;
  #annotator: Annotator | undefined;
  #isClosed = false;

  constructor({ watchers, createEngine, onFailure }: ServerTapOptions) {
    this.#turns = new TurnTeller(watchers);
    this.#onFailure = onFailure;
    this.#annotator = createEngine && new Annotator(createEngine);
    this.#read = createEngine ? readServerMessage : measureServerMessage;
  }

  /**
   * @param message the next message of the service; it is only read.
   * @returns the message itself, or a new array: its bytes with one field more.
   */
  pass(message: Buffer): Uint8Array {
    if (this.#isClosed) return message;
    if (message.length > MAX_HEARD_MESSAGE_BYTES) {
      // Whatever it says, speech does not go on behind it where it was before.
      this.#annotator?.restart();
      return message;
    }
    try {
      const { events, hasVisemes } = this.#read(message);
      this.#turns.hear(events);
      return hasVisemes ? message : this.#annotate(message, events);
    } catch (error) {
      // Thrown any further, it would end the process, and all calls with it.
      this.#isClosed = true;
      this.#giveUp(error);
      return message;
    }
  }

  #annotate(message: Buffer, events: readonly VoiceEvent[]): Uint8Array {
    try {
      return this.#annotator?.annotate(message, events) ?? message;
    } catch (error) {
      this.#giveUp(error);
      return message;
    }
  }

  #giveUp(error: unknown): void {
    this.#annotator = undefined;
    this.#onFailure(error);
  }

  /** The call is over: speech that was not finished holds no memory of the engine any more. Twice is safe. */
  close(): void {
    this.#isClosed = true;
    this.#annotator?.restart();
    this.#annotator = undefined;
  }
}
