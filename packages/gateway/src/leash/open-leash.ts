import type { RedisConnection } from '../redis/redis-connection.js';
import { Leash, type LeashOptions } from './leash.js';
import { MemoryAudioLedger } from './memory-audio-ledger.js';
import { MemorySessionRegister } from './memory-session-register.js';
import { RedisAudioLedger } from './redis-audio-ledger.js';
import { RedisSessionRegister } from './redis-session-register.js';
import type { SessionRegister } from './session-register.js';

/** Makes the leash of a gateway and its register: in memory for one that stands alone, else in Redis. */
export function openLeash(
  redis: RedisConnection | undefined,
  options: Omit<LeashOptions, 'register' | 'ledger'> & { readonly leaseMs?: number | undefined },
): { readonly leash: Leash; readonly register: SessionRegister } {
  if (redis === undefined) {
    const register = new MemorySessionRegister(options.nowMs);
    return { leash: new Leash({ ...options, register, ledger: new MemoryAudioLedger() }), register };
  }
  const register = new RedisSessionRegister(redis, options.leaseMs);
  const leash = new Leash({ ...options, register, ledger: new RedisAudioLedger(redis) });
  redis.onReturn(() => void leash.catchUp());
  return { leash, register };
}
