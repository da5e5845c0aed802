import { USED_TOKEN_RECORD_MS } from '../limits.js';
import { errorFacts, type Log } from '../observe/log.js';
import type { RedisConnection } from '../redis/redis-connection.js';
import type { Claim, UsedTokens } from './used-tokens.js';

const KEY_PREFIX = 'lipwire:used-token:';

/** The record of used tokens of gateways that share a Redis or Valkey. While that is away, claims are `unavailable`. */
export class RedisUsedTokens implements UsedTokens {
  readonly #redis: RedisConnection;
  readonly #log: Log;

  constructor(redis: RedisConnection, log: Log) {
    this.#redis = redis;
    this.#log = log;
  }

  async claim(tokenId: string): Promise<Claim> {
    try {
      // NX and PX in one command: Redis runs it as a whole, whoever else asks.
      const answer = await this.#redis.ask((client) =>
        client.set(KEY_PREFIX + tokenId, '1', {
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
}
