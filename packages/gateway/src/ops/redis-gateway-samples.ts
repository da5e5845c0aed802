import { SAMPLE_INTERVAL_MS, SAMPLES_KEPT } from '../limits.js';
import type { RedisConnection } from '../redis/redis-connection.js';
import type { GatewaySample, GatewaySamples } from './gateway-sample.js';

/** The set of ids whose lists may be there. */
const INDEX_KEY = 'lipwire:gateways';
/** Samples of one gateway as JSON, the latest first. */
const listKey = (gateway: string): string => `lipwire:samples:${gateway}`;

/** A gateway that has added nothing for that long is gone, and so is its list. */
const LEASE_MS = 5 * SAMPLE_INTERVAL_MS;

/** The samples of gateways that share a Redis or Valkey. Everything in it expires. */
export class RedisGatewaySamples implements GatewaySamples {
  readonly #redis: RedisConnection;
  readonly #leaseMs: number;

  constructor(redis: RedisConnection, leaseMs: number = LEASE_MS) {
    this.#redis = redis;
    this.#leaseMs = leaseMs;
  }

  async add(sample: GatewaySample): Promise<void> {
    const key = listKey(sample.gateway);
    await this.#redis.ask((client) =>
      client
        .multi()
        .lPush(key, JSON.stringify(sample))
        .lTrim(key, 0, SAMPLES_KEPT - 1)
        .pExpire(key, this.#leaseMs)
        .sAdd(INDEX_KEY, sample.gateway)
        .pExpire(INDEX_KEY, this.#leaseMs)
        .exec(),
    );
  }

  async read(count: number): Promise<readonly (readonly GatewaySample[])[]> {
    const ids = await this.#redis.ask((client) => client.sMembers(INDEX_KEY));
    const lists = await this.#redis.ask((client) =>
      Promise.all(ids.map((id) => client.lRange(listKey(id), 0, count - 1))),
    );
    const gone = ids.filter((_, i) => lists[i]?.length === 0);
    if (gone.length > 0) await this.#redis.ask((client) => client.sRem(INDEX_KEY, gone));
    return lists
      .filter((list) => list.length > 0)
      .map((list) => list.map((text) => JSON.parse(text) as GatewaySample).reverse());
  }
}
