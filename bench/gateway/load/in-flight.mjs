/** More than come in ten seconds at four times real time. */
const MOST_WAITING = 512;

/**
 * The messages of one direction of one call that have been sent and have not come: when each was sent, and how long it
 * was. Messages come in order and each comes once, so that the next to come is the first that waits.
 */
export class InFlight {
  #sentAtMs = new Float64Array(MOST_WAITING);
  #bytes = new Uint32Array(MOST_WAITING);
  #sent = 0;
  #come = 0;

  get waiting() {
    return this.#sent - this.#come;
  }

  get isFull() {
    return this.waiting === MOST_WAITING;
  }

  /** When the first that waits was sent; meaningless if none waits. */
  get oldestSentAtMs() {
    return this.#sentAtMs[this.#come % MOST_WAITING];
  }

  /** Payload of the first that waits, as it was sent. */
  get oldestBytes() {
    return this.#bytes[this.#come % MOST_WAITING];
  }

  send(atMs, bytes) {
    const slot = this.#sent++ % MOST_WAITING;
    this.#sentAtMs[slot] = atMs;
    this.#bytes[slot] = bytes;
  }

  /** The first that waits has come. */
  take() {
    this.#come++;
  }
}
