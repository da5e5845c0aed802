import { MASCOT_VISEMES_FIELD } from '@lipwire/cues';
import { readGeminiServerMessage, type VoiceEvent } from '@lipwire/providers';
import { Annotator } from './annotate.js';
import { base64Bytes, base64Length } from './base64-bytes.js';
import type { CallWatcher } from './call-watcher.js';
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
  /** Told of a defect, once: it costs the call its visemes, never a message. */
  readonly onFailure: (error: unknown) => void;
}

/** Listens to what the service says in one call: tells the watchers, and adds visemes to speech. */
export class ServerTap {
  readonly #turns: TurnTeller;
  readonly #onFailure: (error: unknown) => void;
  readonly #decode: (base64: string) => Uint8Array | undefined;
  #annotator: Annotator | undefined;
  #isClosed = false;

  constructor({ watchers, createEngine, onFailure }: ServerTapOptions) {
    this.#turns = new TurnTeller(watchers);
    this.#onFailure = onFailure;
    this.#annotator = createEngine && new Annotator(createEngine);
    this.#decode = createEngine ? base64Bytes : bytesToCount;
  }

  /**
   * @param message the next message of the service; it is only read.
   * @returns the message itself, or a new array: its bytes with one field more.
   */
  pass(message: Buffer): Uint8Array {
    if (this.#isClosed) return message;
    const parsed = parseJson(message);
    const events = this.#eventsOf(parsed);
    // A gateway further up has been here already.
    if (!this.#annotator || hasVisemes(parsed)) return message;
    try {
      return this.#annotator.annotate(message, events);
    } catch (error) {
      this.#annotator = undefined;
      this.#onFailure(error);
      return message;
    }
  }

  /** The call is over: speech that was not finished holds no memory of the engine any more. Twice is safe. */
  close(): void {
    this.#isClosed = true;
    this.#annotator?.close();
    this.#annotator = undefined;
  }

  #eventsOf(parsed: unknown): readonly VoiceEvent[] {
    const events = readGeminiServerMessage(parsed, undefined, this.#decode);
    this.#turns.hear(events);
    return events;
  }
}

/** The value, or `undefined` for what is not JSON: that passes too, but says nothing. */
function parseJson(message: Buffer): unknown {
  try {
    return JSON.parse(message.toString('utf8'));
  } catch {
    return undefined;
  }
}

function hasVisemes(parsed: unknown): boolean {
  return typeof parsed === 'object' && parsed !== null && MASCOT_VISEMES_FIELD in parsed;
}

/** Shared, and never written to. */
let countable = new Uint8Array(64 * 1024);

/** As many bytes as the text stands for, all 0: for whoever wants to know how much speech there is, not what it says. */
function bytesToCount(base64: string): Uint8Array | undefined {
  const length = base64Length(base64);
  if (length === undefined) return undefined;
  if (length > countable.length) countable = new Uint8Array(length);
  return countable.subarray(0, length);
}
