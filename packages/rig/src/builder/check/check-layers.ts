import type { RivObject } from '../format/riv-object.js';
import { NONE, rivType } from '../format/schema.js';
import { type ArtboardOutline, invalid, labelOf, numberOf, type StateOutline } from './outline.js';

/** A property of a component, as text: what two layers must not share. */
type Slot = string;

/**
 * Checks who sets what. Layers run one after the other, and what two of them set, the later one decides. Nothing goes
 * back to rest by itself, so what one state of a layer sets, every state must set.
 *
 * @throws RigError `RIG_LAYERS_OVERLAP`, `RIG_STATE_INCOMPLETE`.
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
      const playing = states
        .map((state) => slotsOfState(state, slotsOfAnimation))
        .filter((slots) => slots !== undefined);
      const all = new Set(playing.flatMap((slots) => [...slots]));
      for (const each of all) {
        if (playing.some((slots) => !slots.has(each))) {
          throw invalid(
            'RIG_STATE_INCOMPLETE',
            `${name}: a state leaves ${describe(artboard, each)} as it finds it. Set it in every state.`,
          );
        }
        const other = owner.get(each);
        if (other !== undefined) {
          throw invalid('RIG_LAYERS_OVERLAP', `${other} and ${name} both set ${describe(artboard, each)}.`);
        }
        owner.set(each, name);
      }
    }
  }
}

/** What a state sets; nothing for states that play no animation. */
function slotsOfState({ object, blends }: StateOutline, slotsOfAnimation: readonly Set<Slot>[]): Set<Slot> | undefined {
  const players = object.type === 'AnimationState' ? [object] : blends;
  if (players.length === 0) return undefined;
  return new Set(players.flatMap((player) => [...(slotsOfAnimation[numberOf(player, 'animationId', NONE)] ?? [])]));
}

function slot(objectId: number, property: RivObject): Slot {
  return `${objectId} ${numberOf(property, 'propertyKey', 0)}`;
}

function describe({ components }: ArtboardOutline, each: Slot): string {
  const [id = 0, key] = each.split(' ').map(Number);
  const fields = [...rivType(components[id]?.type ?? 'Component').fields.values()];
  return `${fields.find((field) => field.key === key)?.name ?? key} of ${labelOf(components, id)}`;
}
