import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'redis';
import { GatewayError } from '../errors.js';
import { REDIS_TIMEOUT_MS, USED_TOKEN_RECORD_MS } from '../limits.js';
import { errorFacts, type Log } from '../log.js';
import type { Claim, UsedTokens } from './used-tokens.js';

const KEY_PREFIX = 'lipwire:used-token:';
const MAX_RECONNECT_DELAY_MS = 2_000;

/** The record of used tokens of gateways that share a Redis or Valkey. */
export class RedisUsedTokens implements UsedTokens {
  readonly #client: RedisClient;
  readonly #log: Log;

  private constructor(client: RedisClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  /**
   * Connects. A connection that is lost later comes back by itself; until then claims are `unavailable`.
   *
   * @throws GatewayError `GATEWAY_REDIS_UNREACHABLE` if Redis does not answer in time.
   */
  static async connect(url: string, log: Log): Promise<RedisUsedTokens> {
    const client = openClient(url);
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
    return new RedisUsedTokens(client, log);
  }

  async claim(tokenId: string): Promise<Claim> {
    try {
      // NX and PX in one command: Redis runs it as a whole, whoever else asks.
      const answer = await inTime(
        this.#client.set(KEY_PREFIX + tokenId, '1', {
          condition: 'NX',
          expiration: { type: 'PX', value: USED_TOKEN_RECORD_MS },
        }),
      );
      return answer === 'OK' ? 'claimed' : 'used';
    } catch (error) {
      this.#log.error(errorFacts(error), 'redis did not answer, a call was put off');
      return 'unavailable';
    }
  }

  async isReady(): Promise<boolean> {
    try {
      return (await inTime(this.#client.ping())) === 'PONG';
    } catch {
      // The answer to the question, not a failure to report: whoever asked reports it.
      return false;
    }
  }

  async close(): Promise<void> {
    if (this.#client.isOpen) this.#client.destroy();
  }
}

type RedisClient = ReturnType<typeof openClient>;

function openClient(url: string) {
  return createClient({
    url,
    // Without a connection a claim fails at once, so that callers are told to come back instead of waiting.
    disableOfflineQueue: true,
    // Only for Redis' commercial clusters; plain servers and Valkey answer with an error.
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: REDIS_TIMEOUT_MS,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 10), MAX_RECONNECT_DELAY_MS),
    },
  });
}

/** The client gives no time limit to a command that is already on its way. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const timeout = wait(REDIS_TIMEOUT_MS, undefined, { signal: timer.signal }).then(() => {
    throw Object.assign(new Error('Redis did not answer in time'), { code: 'ETIMEDOUT' });
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    timer.abort();
    timeout.catch(() => undefined);
    answer.catch(() => undefined);
  }
}
