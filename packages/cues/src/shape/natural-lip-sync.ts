import { isWireViseme, type VisemeInput, type WireViseme } from '../envelope.js';
import { type NaturalLipSyncConfig, resolveNaturalLipSyncConfig } from './natural-lip-sync-config.js';
import { PASSES } from './passes.js';

/**
 * Makes a mouth that hits every sound move like a mouth: fewer shapes, and those that are read by a viewer kept.
 *
 * A function of the list and the config alone: the same on server and client.
 */
export class NaturalLipSyncProcessor {
  #config: NaturalLipSyncConfig;

  /** @throws CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID` for a field out of its range. */
  constructor(config: Partial<NaturalLipSyncConfig> = {}) {
    this.#config = resolveNaturalLipSyncConfig(config);
  }

  /** What is in force, defaults included. */
  get config(): NaturalLipSyncConfig {
    return this.#config;
  }

  /**
   * Shapes one list of cues.
   *
   * @param visemes in any order; offsets in milliseconds. Only read; what is no viseme is left out.
   * @returns a new list in rising order.
   */
  processVisemes(visemes: readonly VisemeInput[]): WireViseme[] {
    const given: readonly WireViseme[] = visemes.filter(isWireViseme);
    return PASSES.reduce((cues, pass) => pass(cues, this.#config), given).slice();
  }

  /**
   * Changes some fields; the others stay.
   *
   * @throws CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID`; the config is then as it was.
   */
  updateConfig(config: Partial<NaturalLipSyncConfig>): void {
    this.#config = resolveNaturalLipSyncConfig(config, this.#config);
  }
}

/**
 * {@link NaturalLipSyncProcessor} for one list.
 *
 * @throws CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID` for a field out of its range.
 */
export function processNaturalLipSync(
  visemes: readonly VisemeInput[],
  config: Partial<NaturalLipSyncConfig> = {},
): WireViseme[] {
  return new NaturalLipSyncProcessor(config).processVisemes(visemes);
}
