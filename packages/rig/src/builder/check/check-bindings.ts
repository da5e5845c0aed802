import type { RivObject } from '../format/riv-object.js';
import { rivType } from '../format/schema.js';
import { type ArtboardOutline, type FileOutline, invalid, labelOf, numberOf } from './outline.js';

const SOURCE_BINDING = 2;

/** What the value of each kind of bindable is compared with. */
const COMPARATOR: Record<string, string> = {
  BindablePropertyNumber: 'TransitionValueNumberComparator',
  BindablePropertyBoolean: 'TransitionValueBooleanComparator',
  BindablePropertyEnum: 'TransitionValueEnumComparator',
  BindablePropertyTrigger: 'TransitionValueTriggerComparator',
};

/**
 * Checks that what looks at the view model stands together with all the objects that say at what: with one missing or
 * astray the runtime refuses the file, crashes, or never sees a change.
 *
 * @throws RigError `RIG_ORDER_INVALID`.
 */
export function checkBindables(objects: readonly RivObject[]): void {
  const typeAt = (i: number) => objects[i]?.type ?? 'nothing';
  const placed = new Set<number>();
  for (const [i, { type, props }] of objects.entries()) {
    const isBlend = type === 'BlendState1DViewModel' || props.blendSource === SOURCE_BINDING;
    const isCondition = type === 'TransitionViewModelCondition';
    if (!isBlend && !isCondition) continue;
    const start = isBlend ? i - 2 : i + 1;
    const bindable = isBlend ? 'BindablePropertyNumber' : typeAt(start);
    const wanted = [bindable, 'DataBindContext'];
    if (isCondition) wanted.push('TransitionPropertyViewModelComparator', COMPARATOR[bindable] ?? 'a comparator');
    for (const [step, expected] of wanted.entries()) {
      const found = typeAt(start + step);
      if (found !== expected || !(bindable in COMPARATOR)) {
        const place = isBlend ? 'right before it' : 'right behind it';
        const message = `${type} needs ${wanted.join(', ')} ${place}; where ${expected} should be is ${found}.`;
        throw invalid('RIG_ORDER_INVALID', message);
      }
      placed.add(start + step);
    }
  }
  for (const [i, { type }] of objects.entries()) {
    if (PARTS.test(type) && !placed.has(i)) throw invalid('RIG_ORDER_INVALID', `A ${type} belongs to nothing.`);
  }
}

/** What has a meaning only as a part of something else. */
const PARTS = /^BindableProperty|Comparator$/;

/**
 * Checks that nothing is both bound to data and animated: the two would overwrite each other.
 *
 * @throws RigError `RIG_LAYERS_OVERLAP`.
 */
export function checkBoundComponents({ binds }: FileOutline, { components, animations }: ArtboardOutline): void {
  const bound = new Map<RivObject, Set<number>>();
  for (const { bind, target } of binds) {
    if (target) bound.set(target, (bound.get(target) ?? new Set()).add(numberOf(bind, 'propertyKey', 0)));
  }
  for (const { object: animation, keyed } of animations) {
    for (const { object, properties } of keyed) {
      const id = numberOf(object, 'objectId', 0);
      const target = components[id];
      for (const property of properties) {
        const key = numberOf(property.object, 'propertyKey', 0);
        if (!target || !bound.get(target)?.has(key)) continue;
        const field = [...rivType(target.type).fields.values()].find((candidate) => candidate.key === key);
        throw invalid(
          'RIG_LAYERS_OVERLAP',
          `${field?.name ?? key} of ${labelOf(components, id)} is bound to the view model and animated by "${String(animation.props.name)}". Nest two groups, one for each.`,
        );
      }
    }
  }
}
