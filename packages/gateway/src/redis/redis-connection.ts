import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { GatewayError } from '../errors.js';
import { REDIS_SILENCE_MS, REDIS_TIMEOUT_MS } from '../limits.js';
import { errorFacts, type Log } from '../observe/log.js';

const MAX_RECONNECT_DELAY_MS = 2_000;

/** The client library's handle, on which commands are called. */
export type RedisClient = ReturnType<typeof openClient>;

/**
 * The one connection of a gateway to Redis or Valkey, which all its records share.
 *
 * A connection that is lost comes back by itself. Until then every question fails at once: whoever asks decides what that
 * means for the call. A Redis that hangs fails questions after {@link REDIS_TIMEOUT_MS}. From then on nothing more is asked
 * until it has answered, so that no more waits for it than was asked in that time; and a connection on which nothing
 * moves for {@link REDIS_SILENCE_MS} is opened anew.
 */
export class RedisConnection {
  readonly #client: RedisClient;
  #wasClosed = false;
  #overdue = 0;

  private constructor(client: RedisClient) {
    this.#client = client;
  }

  /** Questions that were given up and may still be answered. */
  get overdue(): number {
    return this.#overdue;
  }

  /**
   * @param silenceMs time without a byte after which a connection is opened anew, in milliseconds.
   * @throws GatewayError `GATEWAY_REDIS_UNREACHABLE` if Redis does not answer in time.
   */
  static async connect(url: string, log: Log, silenceMs: number = REDIS_SILENCE_MS): Promise<RedisConnection> {
    const client = openClient(url, silenceMs);
    let connected = false;
    client.on('error', (error: unknown) => {
      if (connected) log.warn(errorFacts(error), 'redis connection failed, trying again');
    });
    try {
      await inTime(client.connect());
      connected = true;
    } catch (cause) {
      client.destroy();
      const why = errorFacts(cause).error;
      throw new GatewayError(
        'GATEWAY_REDIS_UNREACHABLE',
        `REDIS_URL does not answer (${why}): check the address and password, or leave it out to run a single gateway.`,
        { cause },
      );
    }
    return new RedisConnection(client);
  }

  /**
   * Asks Redis something. Commands that are called in one tick travel together, and all are carried out in the order in
   * which they were called.
   *
   * @param question calls one command, or several with `Promise.all`.
   * @throws whatever the client reports, or an error with code `ETIMEDOUT`. The command may have been carried out.
   */
  async ask<T>(question: (client: RedisClient) => Promise<T>): Promise<T> {
    if (this.#overdue > 0) throw notInTime();
    const answer = question(this.#client);
    return await inTime(answer, () => {
      this.#overdue++;
      const isOver = (): void => {
        this.#overdue--;
      };
      answer.then(isOver, isOver);
    });
  }

  /** Whether Redis answers now. */
  async isReady(): Promise<boolean> {
    try {
      return (await this.ask((client) => client.ping())) === 'PONG';
    } catch {
      // The answer to the question, not a failure to report: whoever asked reports it.
      return false;
    }
  }

  /** Calls a listener each time a lost connection is back, with a Redis that may have forgotten everything. */
  onReturn(listener: () => void): void {
    this.#client.on('ready', listener);
  }

  /** Lets go of the connection. Calling it twice is safe. */
  close(): void {
    if (this.#wasClosed) return;
    this.#wasClosed = true;
    this.#client.destroy();
  }
}

function openClient(url: string, silenceMs: number) {
  return createClient({
    url,
    // Without a connection a question fails at once, so that callers are told to come back instead of waiting.
    disableOfflineQueue: true,
    // Only for Redis' commercial clusters; plain servers and Valkey answer with an error.
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: REDIS_TIMEOUT_MS,
      socketTimeout: silenceMs,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), MAX_RECONNECT_DELAY_MS),
    },
  });
}

/** The client gives no time limit to a command that is already on its way. */
async function inTime<T>(answer: Promise<T>, onLate?: () => void): Promise<T> {
  const timer = new AbortController();
  const timeout = wait(REDIS_TIMEOUT_MS, undefined, { signal: timer.signal }).then(() => {
    onLate?.();
    throw notInTime();
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    timer.abort();
    timeout.catch(() => undefined);
    answer.catch(() => undefined);
  }
}

function notInTime(): Error {
  return Object.assign(new Error('Redis did not answer in time'), { code: 'ETIMEDOUT' });
}
