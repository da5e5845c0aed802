import { VIEW_MODEL_PROPERTIES } from '@lipwire/rig/contract';
import { hexColor } from './hex-color.js';
import type { MascotTheme } from './mascot-theme.js';
import type { RigParts } from './rig-parts.js';
import type { RigTarget } from './rig-target.js';
import type { RiveViewModelInstance } from './rive-view.js';

const COLORS = [
  'primaryColor',
  'secondaryColor',
  'detailColor',
  'accentColor',
  'eyeColor',
] as const satisfies readonly (keyof MascotTheme)[];

/** How files were drawn before they were dressed: the same one may be connected again. */
const undressed = new WeakMap<RiveViewModelInstance, ReturnType<typeof themeParts>>();

/**
 * Checks a theme without a file.
 *
 * @throws BrowserError `BROWSER_OPTION_INVALID` for what is no colour.
 */
export function checkTheme(theme: MascotTheme): void {
  for (const name of COLORS) {
    const color = theme[name];
    if (color !== undefined) hexColor(name, color);
  }
}

/** What dresses a file, if it has anything that can be changed. */
export function themeSetter(parts: RigParts): RigTarget['setTheme'] {
  if (!parts.viewModel) return undefined;
  const { colors, accessory } = undressed.get(parts.viewModel) ?? themeParts(parts);
  undressed.set(parts.viewModel, { colors, accessory });
  if (colors.length === 0 && !accessory) return undefined;
  return (theme) => {
    for (const { name, part, own } of colors) {
      const color = theme[name];
      part.value = color === undefined ? own : hexColor(name, color);
    }
    if (!accessory) return;
    const { part, own } = accessory;
    const wanted = theme.accessory ?? own;
    if (part.values.includes(wanted)) part.value = wanted;
    else console.warn(`[lipwire] This .riv file has no accessory "${wanted}". It has ${part.values.join(', ')}.`);
  };
}

function themeParts(parts: RigParts) {
  const accessory = parts.enumProperty(VIEW_MODEL_PROPERTIES.accessory);
  return {
    colors: COLORS.flatMap((name) => {
      const part = parts.color(VIEW_MODEL_PROPERTIES[name]);
      return part ? [{ name, part, own: part.value }] : [];
    }),
    accessory: accessory && { part: accessory, own: accessory.value },
  };
}
