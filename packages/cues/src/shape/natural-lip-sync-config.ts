import { CuesError } from '../errors.js';

/** How a mouth that hits every sound is made to move like a mouth. Names and numbers are those of the public contract. */
export interface NaturalLipSyncConfig {
  /** Least time between two cues, in milliseconds, 20 to 120. Default 40. */
  readonly minVisemeInterval: number;
  /** Cues closer than this, in milliseconds, 40 to 160, may be merged if they look alike. Default 60. */
  readonly mergeWindow: number;
  /** How much a distinctive shape wins over an earlier one when two merge, 0 to 1. Default 0.6. */
  readonly keyVisemePreference: number;
  /** Keep every pause. Default true. */
  readonly preserveSilence: boolean;
  /** How alike two shapes must look to be merged, 0 to 1; lower merges more. Default 0.4. */
  readonly similarityThreshold: number;
  /** Never skip u, o, l, f/v and closed lips. Default true. */
  readonly preserveCriticalVisemes: boolean;
  /** Least time that u, o, l and f/v stay, in milliseconds, 0 to 400. Default 80. */
  readonly criticalVisemeMinDuration: number;
}

/** What holds where a config says nothing. */
export const DEFAULT_NATURAL_LIP_SYNC_CONFIG: NaturalLipSyncConfig = {
  minVisemeInterval: 40,
  mergeWindow: 60,
  keyVisemePreference: 0.6,
  preserveSilence: true,
  similarityThreshold: 0.4,
  preserveCriticalVisemes: true,
  criticalVisemeMinDuration: 80,
};

/** What each number of a {@link NaturalLipSyncConfig} may be: least, most, and its unit. For sliders, for example. */
export const NATURAL_LIP_SYNC_RANGES = {
  minVisemeInterval: { min: 20, max: 120, unit: 'ms' },
  mergeWindow: { min: 40, max: 160, unit: 'ms' },
  keyVisemePreference: { min: 0, max: 1, unit: '' },
  similarityThreshold: { min: 0, max: 1, unit: '' },
  criticalVisemeMinDuration: { min: 0, max: 400, unit: 'ms' },
} as const;

const SWITCHES = ['preserveSilence', 'preserveCriticalVisemes'] as const;

/**
 * Fills in defaults and checks ranges. Fields that are `undefined` count as absent.
 *
 * @throws CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID`; the message names the field and its range.
 */
export function resolveNaturalLipSyncConfig(
  partial: Partial<NaturalLipSyncConfig> = {},
  base: NaturalLipSyncConfig = DEFAULT_NATURAL_LIP_SYNC_CONFIG,
): NaturalLipSyncConfig {
  const given = Object.entries(partial).filter(([, value]) => value !== undefined);
  const config: NaturalLipSyncConfig = { ...base, ...Object.fromEntries(given) };
  for (const [field, { min, max, unit }] of Object.entries(NATURAL_LIP_SYNC_RANGES)) {
    const value: unknown = config[field as keyof typeof NATURAL_LIP_SYNC_RANGES];
    if (!(typeof value === 'number' && value >= min && value <= max)) {
      throw invalid(`${field} is ${String(value)}; it must be ${min} to ${max} ${unit}`.trimEnd());
    }
  }
  for (const field of SWITCHES) {
    const value: unknown = config[field];
    if (typeof value !== 'boolean') throw invalid(`${field} is ${String(value)}; it must be true or false`);
  }
  return config;
}

function invalid(what: string): CuesError {
  return new CuesError('CUES_NATURAL_LIP_SYNC_CONFIG_INVALID', `Natural lip sync: ${what}.`);
}
