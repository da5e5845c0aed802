import { DEFAULT_NATURAL_LIP_SYNC_CONFIG, type NaturalLipSyncConfig } from './natural-lip-sync-config.js';

const preset = (
  minVisemeInterval: number,
  mergeWindow: number,
  keyVisemePreference: number,
  similarityThreshold: number,
  preserveCriticalVisemes = true,
): NaturalLipSyncConfig => ({
  ...DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  minVisemeInterval,
  mergeWindow,
  keyVisemePreference,
  similarityThreshold,
  preserveCriticalVisemes,
});

/** Configs for the usual cases. */
export const NATURAL_LIP_SYNC_PRESETS = {
  /** A voice AI in conversation: the default. */
  conversation: preset(40, 60, 0.6, 0.4),
  /** Fast or excited speech. */
  fastSpeech: preset(80, 100, 0.5, 0.3),
  /** Clear articulation, to learn from. */
  educational: preset(40, 50, 0.9, 0.8),
  /** As little movement as still reads as speech. */
  minimal: preset(100, 150, 0.3, 0.2, false),
} as const;
