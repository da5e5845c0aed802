import { likenessOf, SILENCE, VISEME_COUNT, type VisemeId } from '@lipwire/cues';

/** Lips that are closed, and most files have only one of them: whatever else looks alike, it is open. */
const PRESSED: VisemeId = 21;

/** What one viseme is drawn with. */
export interface DrawnViseme {
  readonly visemeId: VisemeId;
  /** Name in the file; `undefined`: what the mouth is while nothing else is shown. */
  readonly shape: string | undefined;
  /** What should be there and is not, if the shape only stands in for it. */
  readonly insteadOf: string | undefined;
}

/** A shape for each viseme; `undefined` for those that have none of their own, `''` for the mouth without any shape. */
export type WantedShapes = readonly (string | undefined)[];

/**
 * Gives each viseme a shape of a file: its own, or that of the viseme that looks most like it.
 *
 * @param wanted by viseme id.
 * @param has whether the file has a shape of this name.
 * @returns by viseme id; empty if the file has none of the shapes.
 */
export function matchShapes(wanted: WantedShapes, has: (name: string) => boolean): DrawnViseme[] {
  const offered = wanted.map((name) => name !== undefined && (name === '' || has(name)));
  if (!wanted.some((name, id) => name && offered[id])) return [];
  return Array.from({ length: VISEME_COUNT }, (_, id) => {
    const visemeId = id as VisemeId;
    const own = wanted[mostAlike(visemeId, (other) => wanted[other] !== undefined)];
    const shape = wanted[mostAlike(visemeId, (other) => offered[other] === true)];
    return { visemeId, shape: shape || undefined, insteadOf: shape === own ? undefined : own };
  });
}

/** The viseme itself if it will do, else the one of those that will that looks most like it. */
function mostAlike(visemeId: VisemeId, willDo: (other: VisemeId) => boolean): VisemeId {
  if (willDo(visemeId)) return visemeId;
  if (visemeId === PRESSED && willDo(SILENCE)) return SILENCE;
  if (visemeId === SILENCE && willDo(PRESSED)) return PRESSED;
  let best = -1;
  let likeness = -1;
  for (let other = 0; other < VISEME_COUNT; other++) {
    const alike = likenessOf(visemeId, other as VisemeId);
    if (alike > likeness && willDo(other as VisemeId)) [best, likeness] = [other, alike];
  }
  return best as VisemeId;
}
