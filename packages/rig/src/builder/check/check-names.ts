import type { RivObject } from '../format/riv-object.js';
import { invalid } from './outline.js';

/**
 * Checks that things which are found by name have different ones: the runtime finds only the first.
 *
 * @throws RigError `RIG_NAME_TAKEN`.
 */
export function checkNames(things: readonly { readonly object: RivObject }[], what: string, where: string): void {
  const names = new Set<unknown>();
  for (const { object } of things) {
    const name = object.props.name ?? '';
    if (names.has(name)) throw invalid('RIG_NAME_TAKEN', `${where} has two ${what} "${String(name)}".`);
    names.add(name);
  }
}
