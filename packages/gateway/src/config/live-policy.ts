import { randomBytes } from 'node:crypto';
import { createPolicy, type Policy } from '../auth/policy.js';
import { GatewayError } from '../errors.js';
import { errorFacts, type Log } from '../observe/log.js';
import type { GatewayConfig } from './config.js';
import { GATEWAY_SETTINGS } from './settings.js';

/** The policy that is in force, and the way to another. */
export class LivePolicy {
  #config: GatewayConfig;
  #policy: Policy;
  readonly #nowMs: (() => number) | undefined;
  readonly #log: Log;
  /** Seals where no key was given; it outlives every reload, and no restart. */
  readonly #ownSecret = randomBytes(32).toString('base64url');

  /** @param nowMs wall time in milliseconds since 1970. */
  constructor(config: GatewayConfig, log: Log, nowMs?: () => number) {
    this.#config = config;
    this.#nowMs = nowMs;
    this.#log = log;
    this.#policy = this.#policyOf(config);
  }

  /** The policy in force now. */
  readonly current = (): Policy => this.#policy;

  /**
   * Puts another configuration in force. One that cannot be read changes nothing and is logged.
   *
   * @returns whether it is in force.
   */
  reload(config: GatewayConfig | (() => GatewayConfig)): boolean {
    let next: GatewayConfig;
    try {
      next = typeof config === 'function' ? config() : config;
    } catch (error) {
      // Only sentences of our own are known to hold no secret.
      const facts = error instanceof GatewayError ? { problem: error.message } : errorFacts(error);
      this.#log.error(facts, 'configuration not reloaded, the one before stays in force');
      return false;
    }
    this.#policy = this.#policyOf(next);
    const waiting = waitingForRestart(this.#config, next);
    if (waiting.length > 0) this.#log.warn({ settings: waiting }, 'settings changed that need a restart');
    this.#config = next;
    this.#log.info({ tenants: next.tenants.length, sealingKeys: next.sealingSecrets.length }, 'configuration reloaded');
    return true;
  }

  #policyOf(config: GatewayConfig): Policy {
    const { sealingSecrets } = config;
    return createPolicy(
      { ...config, sealingSecrets: sealingSecrets.length > 0 ? sealingSecrets : [this.#ownSecret] },
      this.#nowMs,
    );
  }
}

/** Names of the settings that differ and are read at the start only. */
function waitingForRestart(before: GatewayConfig, after: GatewayConfig): string[] {
  const values = ({ sessionLimits, ...config }: GatewayConfig): Readonly<Record<string, unknown>> => ({
    ...{ ...config, ...sessionLimits },
    maxStallSeconds: sessionLimits.maxStallMs,
    heartbeatSeconds: sessionLimits.heartbeatMs,
  });
  return Object.entries(GATEWAY_SETTINGS)
    .filter(([name, { isReloaded }]) => !isReloaded && values(before)[name] !== values(after)[name])
    .map(([, { env }]) => env);
}
