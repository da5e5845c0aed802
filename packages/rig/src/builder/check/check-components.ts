import type { RivObject } from '../format/riv-object.js';
import { isA, NONE } from '../format/schema.js';
import { type ArtboardOutline, invalid, labelOf, numberOf } from './outline.js';

/** What each kind of component may hang on; the first line that fits counts. */
const PARENTS: readonly (readonly [kind: string, parents: readonly string[]])[] = [
  ['Path', ['Shape']],
  ['Vertex', ['PointsPath']],
  ['ShapePaint', ['Shape', 'Artboard']],
  ['SolidColor', ['ShapePaint']],
  ['LinearGradient', ['ShapePaint']],
  ['GradientStop', ['LinearGradient']],
  ['ClippingShape', ['Node']],
  ['Node', ['Node']],
];

/**
 * Checks the drawing of an artboard: every component hangs on something that can hold it, paints have a colour, paths
 * have vertices, clips have a source. The runtime drops or ignores what is wrong, without a word.
 *
 * @throws RigError `RIG_PARENT_INVALID`, `RIG_PAINT_INVALID`, `RIG_REFERENCE_INVALID`.
 */
export function checkComponents({ components }: ArtboardOutline): void {
  const childrenOf = new Map<number, RivObject[]>();
  for (const [id, object] of components.entries()) {
    if (id === 0 || !isA(object.type, 'Component')) continue;
    const parentId = checkParent(components, id, object);
    childrenOf.set(parentId, [...(childrenOf.get(parentId) ?? []), object]);
  }
  const clips = new Set(components.map((object) => (object.type === 'ClippingShape' ? object.props.sourceId : -1)));
  for (const [id, object] of components.entries()) {
    const isPainted = (childrenOf.get(id) ?? []).some(({ type }) => isA(type, 'ShapePaint'));
    if (object.type === 'Shape' && !isPainted && !clips.has(id)) {
      throw invalid('RIG_PAINT_INVALID', `${labelOf(components, id)} has no fill and no stroke, and clips nothing.`);
    }
    checkChildren(object, childrenOf.get(id) ?? [], labelOf(components, id));
    if (object.type === 'ClippingShape') {
      const source = components[numberOf(object, 'sourceId', NONE)];
      if (!source || !isA(source.type, 'Node')) {
        throw invalid(
          'RIG_REFERENCE_INVALID',
          `${labelOf(components, id)} must clip with a shape of the same artboard.`,
        );
      }
    }
  }
}

function checkParent(components: readonly RivObject[], id: number, object: RivObject): number {
  const parentId = numberOf(object, 'parentId', 0);
  const parent = components[parentId];
  if (!parent) {
    throw invalid(
      'RIG_PARENT_INVALID',
      `${labelOf(components, id)} hangs on component ${parentId}, which does not exist.`,
    );
  }
  const allowed = PARENTS.find(([kind]) => isA(object.type, kind))?.[1] ?? ['Component'];
  if (
    !allowed.some((kind) => isA(parent.type, kind)) ||
    (isA(object.type, 'Node') && !isA(object.type, 'Path') && isA(parent.type, 'Path'))
  ) {
    const wanted = allowed.join(' or ');
    throw invalid('RIG_PARENT_INVALID', `${labelOf(components, id)} hangs on a ${parent.type}; it needs a ${wanted}.`);
  }
  checkLoop(components, id);
  return parentId;
}

function checkLoop(components: readonly RivObject[], id: number): void {
  let at = id;
  for (let steps = 0; at !== 0; steps++) {
    if (steps > components.length) {
      throw invalid('RIG_PARENT_INVALID', `${labelOf(components, id)} hangs on itself, through its parents.`);
    }
    const next = components[at];
    at = next ? numberOf(next, 'parentId', 0) : 0;
  }
}

function checkChildren(object: RivObject, children: readonly RivObject[], label: string): void {
  const count = (kind: string) => children.filter(({ type }) => isA(type, kind)).length;
  if (isA(object.type, 'ShapePaint')) {
    const colors = count('SolidColor') + count('LinearGradient');
    if (colors !== 1) throw invalid('RIG_PAINT_INVALID', `${label} has ${colors} colours; it needs exactly one.`);
  }
  if (isA(object.type, 'LinearGradient') && count('GradientStop') < 2) {
    throw invalid('RIG_PAINT_INVALID', `${label} has ${count('GradientStop')} stops; a gradient needs two.`);
  }
  if (isA(object.type, 'LinearGradient')) checkStops(children, label);
  if (object.type === 'PointsPath' && count('Vertex') < 2) {
    throw invalid('RIG_PAINT_INVALID', `${label} has ${count('Vertex')} vertices; a path needs two.`);
  }
}

/** A canvas throws at positions beyond 0 and 1, and the frame is lost. */
function checkStops(children: readonly RivObject[], label: string): void {
  let previous = 0;
  for (const stop of children.filter(({ type }) => type === 'GradientStop')) {
    const position = numberOf(stop, 'position', 0);
    if (!(position >= previous && position <= 1)) {
      throw invalid('RIG_PAINT_INVALID', `${label} has a stop at ${position}; stops rise from 0 to 1.`);
    }
    previous = position;
  }
}
