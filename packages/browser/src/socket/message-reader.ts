import { throwUncaught } from '../call-listener.js';
import { BrowserError } from '../errors.js';

/** A provider message in any form in which an SDK or a socket hands it over; `object`: parsed already. */
export type MessageSource = string | Blob | ArrayBuffer | ArrayBufferView | object;

/** Longer than any message of a voice service; what is longer is not read. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

const decoder = new TextDecoder();

/**
 * Reads messages in the order in which they came, although a `Blob` can be read only asynchronously: what comes while
 * one is being read waits behind it.
 */
export class MessageReader {
  readonly #onMessage: (message: unknown) => void;
  readonly #onError: (error: BrowserError) => void;
  readonly #onThrown: (error: unknown) => void;
  /** Resolves when everything that waits was delivered; `undefined` while nothing waits. */
  #tail: Promise<void> | undefined;
  #generation = 0;

  /**
   * @param onError told about a message that is no JSON; the next ones are read as if it had not come.
   * @param onThrown told what the other two threw where no caller is left to catch it. Default: it stays uncaught, as
   *   in any event listener.
   */
  constructor(
    onMessage: (message: unknown) => void,
    onError: (error: BrowserError) => void,
    onThrown: (error: unknown) => void = throwUncaught,
  ) {
    this.#onMessage = onMessage;
    this.#onError = onError;
    this.#onThrown = onThrown;
  }

  /** Takes the next message. Delivers it before it returns, unless it, or one before it, is a `Blob`. */
  read(source: MessageSource): void {
    // An array buffer may be given away by the next listener: its text is taken now.
    const now = source instanceof Blob ? source : textOf(source);
    if (!this.#tail && !(now instanceof Blob)) {
      this.#deliver(now);
      return;
    }
    const generation = this.#generation;
    const reading = now instanceof Blob ? readBlob(now) : Promise.resolve(now);
    // A rejection is handled when its turn comes, which may be later than the browser waits before it complains.
    reading.catch(() => {});
    const tail: Promise<void> = (this.#tail ?? Promise.resolve()).then(async () => {
      try {
        const text = await reading.catch((cause: unknown) => this.#fail(cause));
        if (text !== undefined && generation === this.#generation) this.#deliver(text);
      } catch (error) {
        this.#onThrown(error);
      }
      if (this.#tail === tail) this.#tail = undefined;
    });
    this.#tail = tail;
  }

  /** Drops what waits. */
  clear(): void {
    this.#generation++;
    this.#tail = undefined;
  }

  #deliver(source: string | object): void {
    let message: unknown = source;
    if (typeof source === 'string') {
      try {
        message = JSON.parse(source);
      } catch (cause) {
        this.#fail(cause);
        return;
      }
    }
    this.#onMessage(message);
  }

  #fail(cause: unknown): void {
    // The cause of a JSON error quotes the message, which may be speech: it is not passed on.
    const reason = cause instanceof SyntaxError ? 'it is not JSON' : 'it could not be read';
    this.#onError(
      new BrowserError('BROWSER_MESSAGE_UNREADABLE', `A message from the voice service was skipped: ${reason}.`),
    );
  }
}

/** Text of what can be read at once; objects pass as they are. */
export function textOf(source: string | ArrayBuffer | ArrayBufferView | object): string | object {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return source.byteLength > MAX_MESSAGE_BYTES ? '' : decoder.decode(source);
  }
  return source;
}

async function readBlob(blob: Blob): Promise<string> {
  if (blob.size > MAX_MESSAGE_BYTES) return '';
  return blob.text();
}
