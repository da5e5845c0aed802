import type { RigReport } from './rive-rig.js';

/** A report as one sentence for a developer's console; `undefined` if nothing is missing. */
export function describeRigReport({ strategy, alphabet, shapes, missing, found }: RigReport): string | undefined {
  if (missing.length === 0) return undefined;
  const names = missing.map((name) => {
    const instead = new Set(shapes.filter(({ insteadOf }) => insteadOf === name).map(({ shape }) => shape ?? 'rest'));
    return instead.size > 0 ? `${name} (${[...instead].join(' and ')} instead)` : name;
  });
  const how = strategy
    ? `Its mouth is driven as "${strategy}"${alphabet ? ` in the alphabet "${alphabet}"` : ''}.`
    : 'Its mouth cannot be driven.';
  return `This .riv file lacks ${names.join(', ')}. ${how} It has ${found.join(', ') || 'no inputs and no view model'}.`;
}
