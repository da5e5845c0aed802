import type { RivObject, RivValue } from '../format/riv-object.js';
import { rivField } from '../format/schema.js';

/**
 * The object as a file holds it: without properties that have their default value, and with the precision of the format.
 * So what {@link RivFile.toObjects} gives is what reading the written file gives.
 */
export function asStored({ type, props }: RivObject): RivObject {
  const stored: Record<string, RivValue> = {};
  for (const [name, value] of Object.entries(props)) {
    const { type: fieldType, defaultValue } = rivField(type, name);
    const isFloat = fieldType === 'double' && typeof value === 'number';
    const rounded = isFloat ? Math.fround(value) : value;
    const roundedDefault = isFloat ? Math.fround(Number(defaultValue)) : defaultValue;
    if (rounded !== roundedDefault) stored[name] = rounded;
  }
  return { type, props: stored };
}
