import type { MouthMap } from '../rig/mouth-map.js';

/** A map as one writes it in code: `{ weights: { 0: 'rest' } }`. */
export function mouthSource(map: MouthMap): string {
  return written(map);
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? `'${escaped(value)}'` : `${value}`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{ ${fields.map(([key, field]) => `${key}: ${written(field)}`).join(', ')} }`;
}

function escaped(text: string): string {
  return text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n');
}
