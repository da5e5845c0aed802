import { NONE } from '../format/schema.js';
import { checkNames } from './check-names.js';
import { type FileOutline, invalid, numberOf } from './outline.js';

/**
 * Checks the artboards themselves: names, sizes, and what they use by default.
 *
 * @throws RigError `RIG_NAME_TAKEN`, `RIG_PROPERTY_INVALID`, `RIG_REFERENCE_INVALID`.
 */
export function checkArtboards({ artboards, viewModels }: FileOutline): void {
  const all = artboards.flatMap(({ components: [object] }) => (object ? [{ object }] : []));
  checkNames(all, 'artboards', 'A file');
  for (const { components, machines } of artboards) {
    const [object] = components;
    if (!object) continue;
    const where = `Artboard "${String(object.props.name ?? '')}"`;
    if (!(numberOf(object, 'width', 0) > 0 && numberOf(object, 'height', 0) > 0)) {
      throw invalid('RIG_PROPERTY_INVALID', `${where} has no size: nothing of it can be seen.`);
    }
    const machine = numberOf(object, 'defaultStateMachineId', NONE);
    const model = numberOf(object, 'viewModelId', NONE);
    if ((machine !== NONE && !machines[machine]) || (model !== NONE && !viewModels[model])) {
      throw invalid('RIG_REFERENCE_INVALID', `${where} has a state machine or a view model that does not exist.`);
    }
  }
}
