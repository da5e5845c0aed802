import {
  DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  NATURAL_LIP_SYNC_PRESETS,
  NATURAL_LIP_SYNC_RANGES,
  type NaturalLipSyncConfig,
} from '@lipwire/cues';

/** A field of natural lip sync that is a number. */
export type NumberField = keyof typeof NATURAL_LIP_SYNC_RANGES;
/** One that is on or off. */
export type SwitchField = Exclude<keyof NaturalLipSyncConfig, NumberField>;

/** A field and what is said about it on the page. */
export interface FieldText<Name> {
  readonly name: Name;
  readonly label: string;
  readonly explanation: string;
}

/** The numbers, in the order in which they act. */
export const NUMBER_FIELDS: readonly FieldText<NumberField>[] = [
  {
    name: 'mergeWindow',
    label: 'Merge window',
    explanation: 'Shapes that follow within this time may become one, if they look alike.',
  },
  {
    name: 'similarityThreshold',
    label: 'Similarity threshold',
    explanation: 'How alike two shapes must look to be merged. Lower merges more.',
  },
  {
    name: 'keyVisemePreference',
    label: 'Key viseme preference',
    explanation: 'How much the more striking of two shapes wins over the earlier one.',
  },
  {
    name: 'minVisemeInterval',
    label: 'Least interval',
    explanation: 'No two shapes are closer than this, save those that must be seen.',
  },
  {
    name: 'criticalVisemeMinDuration',
    label: 'Critical shapes stay',
    explanation: 'How long u, o, l, f and v are held at least.',
  },
];

/** The switches. */
export const SWITCH_FIELDS: readonly FieldText<SwitchField>[] = [
  { name: 'preserveSilence', label: 'Keep every pause', explanation: 'A short pause is never merged away.' },
  {
    name: 'preserveCriticalVisemes',
    label: 'Keep critical shapes',
    explanation: 'u, o, l, f, v and closed lips are never skipped.',
  },
];

/** The presets, in the order of their buttons. */
export const PRESETS = [
  { name: 'conversation', label: 'Conversation' },
  { name: 'fastSpeech', label: 'Fast speech' },
  { name: 'educational', label: 'Educational' },
  { name: 'minimal', label: 'Minimal' },
] as const satisfies readonly { name: keyof typeof NATURAL_LIP_SYNC_PRESETS; label: string }[];

/** What a slider needs to know of its field. */
export function rangeOf(name: NumberField): {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly defaultValue: number;
} {
  const { min, max, unit } = NATURAL_LIP_SYNC_RANGES[name];
  return { min, max, unit, step: unit === 'ms' ? 5 : 0.05, defaultValue: DEFAULT_NATURAL_LIP_SYNC_CONFIG[name] };
}

/** The preset that a config is, if it is one. */
export function presetOf(config: NaturalLipSyncConfig): (typeof PRESETS)[number]['name'] | undefined {
  return PRESETS.find(({ name }) => {
    const preset: NaturalLipSyncConfig = NATURAL_LIP_SYNC_PRESETS[name];
    return (Object.keys(preset) as (keyof NaturalLipSyncConfig)[]).every((field) => preset[field] === config[field]);
  })?.name;
}
