import { AUDIO_LEDGER_RECORD_MS } from '../limits.js';
import type { RedisConnection } from '../redis/redis-connection.js';
import type { AudioLedger } from './audio-ledger.js';

/** KEYS: the day of a tenant. ARGV: what to add, what it had at least, time to remember it; all in milliseconds. */
const ADD = `
local totalMs = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[2])) + tonumber(ARGV[1])
redis.call('SET', KEYS[1], string.format('%.0f', totalMs), 'PX', ARGV[3])
return totalMs
`;

/** The ledger of gateways that share a Redis or Valkey. A day is forgotten after {@link AUDIO_LEDGER_RECORD_MS}. */
export class RedisAudioLedger implements AudioLedger {
  readonly #redis: RedisConnection;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  async add(tenant: string, day: string, audioMs: number, knownMs: number): Promise<number> {
    const totalMs = await this.#redis.ask((client) =>
      client.eval(ADD, {
        keys: [`lipwire:audio:${tenant}:${day}`],
        arguments: [String(audioMs), String(knownMs), String(AUDIO_LEDGER_RECORD_MS)],
      }),
    );
    return totalMs as number;
  }
}
