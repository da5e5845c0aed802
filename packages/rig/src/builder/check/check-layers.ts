import type { RivObject } from '../format/riv-object.js';
import { NONE, rivType } from '../format/schema.js';
import { type ArtboardOutline, invalid, labelOf, numberOf, type StateOutline } from './outline.js';

/** A property of a component, as text: what two layers must not share. */
type Slot = string;

/** What a state does to the properties that it plays: sets them whatever they were, or mixes something into them. */
interface Played {
  readonly sets: ReadonlySet<Slot>;
  readonly mixes: ReadonlySet<Slot>;
}

const SOURCE_CONSTANT = 1;

/**
 * Checks who sets what. Layers run one after the other in every frame, and nothing goes back to rest by itself. So each
 * property needs a layer all of whose states set it; a second such layer would hide the first. A layer after it may mix
 * something into the property (a direct blend without a full rest pose), in all of its states: the runtime cannot fade to
 * a state that leaves it alone, it jumps there when the fade ends.
 *
 * @throws RigError `RIG_LAYERS_OVERLAP`, `RIG_STATE_INCOMPLETE`, `RIG_BLEND_DRIFTS`.
 */
export function checkLayers(artboard: ArtboardOutline): void {
  const slotsOfAnimation = artboard.animations.map(
    ({ keyed }) =>
      new Set(
        keyed.flatMap(({ object, properties }) =>
          properties.map((property) => slot(numberOf(object, 'objectId', 0), property.object)),
        ),
      ),
  );
  for (const { layers } of artboard.machines) {
    const owner = new Map<Slot, string>();
    for (const { object, states } of layers) {
      const name = `Layer "${String(object.props.name ?? '')}"`;
      const played = states.filter(isPlaying).map((state) => playedBy(state, slotsOfAnimation));
      for (const each of new Set(played.flatMap(({ sets, mixes }) => [...sets, ...mixes]))) {
        const what = describe(artboard, each);
        if (played.some(({ sets, mixes }) => !sets.has(each) && !mixes.has(each))) {
          throw invalid(
            'RIG_STATE_INCOMPLETE',
            `${name}: a state leaves ${what} as it finds it. Set it in every state.`,
          );
        }
        const before = owner.get(each);
        if (played.every(({ sets }) => sets.has(each))) {
          if (before !== undefined) {
            throw invalid(
              'RIG_LAYERS_OVERLAP',
              `${before} and ${name} both set ${what}, so the first is never seen. Nest two groups and animate one in each.`,
            );
          }
          owner.set(each, name);
        } else if (before === undefined) {
          throw invalid(
            'RIG_BLEND_DRIFTS',
            `${name} blends ${what} without a base, so it creeps from frame to frame. Put a rest pose with weight 100 first, or set it in a layer before.`,
          );
        }
      }
    }
  }
}

/** Entry, Any and Exit play nothing, and the layer never stays in them. */
function isPlaying({ object }: StateOutline): boolean {
  return object.type === 'AnimationState' || object.type.startsWith('BlendState');
}

function playedBy({ object, blends }: StateOutline, slotsOfAnimation: readonly Set<Slot>[]): Played {
  const slotsOf = (player: RivObject) => slotsOfAnimation[numberOf(player, 'animationId', NONE)] ?? new Set<Slot>();
  if (object.type === 'AnimationState') return { sets: slotsOf(object), mixes: new Set() };
  const all = new Set(blends.flatMap((blend) => [...slotsOf(blend)]));
  const isDirect = object.type === 'BlendStateDirect';
  // Between two stops of a 1D blend only what both set is set.
  const sets = [...all].filter((each) =>
    isDirect
      ? blends.some((blend) => isFull(blend) && slotsOf(blend).has(each))
      : blends.every((blend) => slotsOf(blend).has(each)),
  );
  return { sets: new Set(sets), mixes: all };
}

function isFull(blend: RivObject): boolean {
  return numberOf(blend, 'blendSource', 0) === SOURCE_CONSTANT && numberOf(blend, 'mixValue', 100) >= 100;
}

function slot(objectId: number, property: RivObject): Slot {
  return `${objectId} ${numberOf(property, 'propertyKey', 0)}`;
}

function describe({ components }: ArtboardOutline, each: Slot): string {
  const [id = 0, key] = each.split(' ').map(Number);
  const fields = [...rivType(components[id]?.type ?? 'Component').fields.values()];
  return `${fields.find((field) => field.key === key)?.name ?? key} of ${labelOf(components, id)}`;
}
