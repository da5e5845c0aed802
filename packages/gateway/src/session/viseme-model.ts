import type { SpeechEngines } from './speech-engines.js';

/** The viseme model of a call that wants no visemes: its messages pass untouched, and no engine hears them. */
export const NO_VISEMES = 'none';

/** Whether a call may ask for a viseme model of that name. */
export function isVisemeModel(name: string, engines: SpeechEngines): boolean {
  return name === NO_VISEMES || engines.hasModel(name);
}
