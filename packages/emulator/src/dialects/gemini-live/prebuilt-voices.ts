import type { VoiceName } from '../../voices/speech.js';

/**
 * The service's voices and the voice that stands in for each: women speak as `slt`, men as `rms` or `awb`, and a name
 * always sounds the same.
 *
 * Source: Google's list of prebuilt voices, https://ai.google.dev/gemini-api/docs/speech-generation#voices
 */
const VOICES_BY_STAND_IN: Readonly<Record<'slt' | 'rms' | 'awb', readonly string[]>> = {
  slt: [
    'Achernar',
    'Aoede',
    'Autonoe',
    'Callirrhoe',
    'Despina',
    'Erinome',
    'Gacrux',
    'Kore',
    'Laomedeia',
    'Leda',
    'Pulcherrima',
    'Sulafat',
    'Vindemiatrix',
    'Zephyr',
  ],
  rms: ['Achird', 'Algenib', 'Alnilam', 'Charon', 'Enceladus', 'Fenrir', 'Orus', 'Rasalgethi', 'Sadachbia'],
  awb: ['Algieba', 'Iapetus', 'Puck', 'Sadaltager', 'Schedar', 'Umbriel', 'Zubenelgenubi'],
};

const DEFAULT_VOICE: VoiceName = 'slt';

const STAND_INS: ReadonlyMap<string, VoiceName> = new Map(
  Object.entries(VOICES_BY_STAND_IN).flatMap(([voice, names]) =>
    names.map((name) => [name.toLowerCase(), voice as VoiceName] as const),
  ),
);

/** The voice that stands in for one of the service's; a name that is new or missing gives `slt`. */
export function standInVoice(voiceName: string): VoiceName {
  return STAND_INS.get(voiceName.toLowerCase()) ?? DEFAULT_VOICE;
}
