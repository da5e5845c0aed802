import { dominantViseme, type MouthSetter, type RigParts } from '../rig-parts.js';

/** The 15 visemes of the Oculus alphabet, by SAPI id. */
const OCULUS_OF_VISEME: readonly string[] = 'sil aa aa oh E RR ih ou oh aa oh aa kk RR nn SS CH TH FF DD kk PP'.split(
  ' ',
);

/** A view-model enum with the Oculus names as values: the mouth switches, the file itself makes it smooth. */
export function driveVisemeEnum(parts: RigParts, missing: string[]): MouthSetter | undefined {
  for (const { name, type } of parts.viewModel?.properties ?? []) {
    const property = type === 'enumType' ? parts.viewModel?.enum(name) : null;
    if (!property?.values.includes('sil') || !property.values.includes('PP')) continue;
    for (const value of new Set(OCULUS_OF_VISEME))
      if (!property.values.includes(value)) missing.push(`${name}.${value}`);
    const known = new Set(property.values);
    let last = '';
    return (weights) => {
      const value = OCULUS_OF_VISEME[dominantViseme(weights)] as string;
      if (value === last || !known.has(value)) return;
      last = value;
      property.value = value;
    };
  }
  return undefined;
}
