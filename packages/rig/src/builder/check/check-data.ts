import { ByteReader } from '../format/byte-reader.js';
import type { RivObject, RivValue } from '../format/riv-object.js';
import { NONE, rivType } from '../format/schema.js';
import { checkNames } from './check-names.js';
import { type FileOutline, invalid, numberOf } from './outline.js';

/** What kind of property fits into a field or a bindable. */
const KIND_OF_FIELD: Record<string, readonly string[]> = {
  double: ['ViewModelPropertyNumber'],
  bool: ['ViewModelPropertyBoolean'],
  color: ['ViewModelPropertyColor'],
  uint: ['ViewModelPropertyEnumCustom', 'ViewModelPropertyTrigger'],
};

/**
 * Checks view models, their instances, and that every data bind leads from a property of the right kind to a property
 * that exists.
 *
 * @throws RigError `RIG_REFERENCE_INVALID`, `RIG_NAME_TAKEN`.
 */
export function checkData(file: FileOutline): void {
  checkNames(file.viewModels, 'view models', 'A file');
  for (const { object, values } of file.enums) {
    if (values.length === 0)
      throw invalid('RIG_REFERENCE_INVALID', `Enum "${String(object.props.name)}" has no values.`);
  }
  for (const { object, properties } of file.viewModels) {
    checkNames(
      properties.map((object) => ({ object })),
      'properties',
      `View model "${String(object.props.name)}"`,
    );
    for (const property of properties) {
      if (property.type === 'ViewModelPropertyEnumCustom' && !file.enums[numberOf(property, 'enumId', NONE)]) {
        throw invalid(
          'RIG_REFERENCE_INVALID',
          `Property "${String(property.props.name)}" has an enum that does not exist.`,
        );
      }
    }
  }
  for (const { object, values } of file.instances) {
    const model = file.viewModels[numberOf(object, 'viewModelId', 0)];
    if (!model) throw invalid('RIG_REFERENCE_INVALID', 'An instance belongs to a view model that does not exist.');
    const missing = model.properties.find(
      (_, id) => !values.some((value) => numberOf(value, 'viewModelPropertyId', 0) === id),
    );
    if (missing) {
      const what = `"${String(missing.props.name)}" of "${String(model.object.props.name)}"`;
      throw invalid('RIG_REFERENCE_INVALID', `An instance has no value for ${what}: apps could not set it.`);
    }
    for (const value of values) {
      const property = model.properties[numberOf(value, 'viewModelPropertyId', 0)];
      const wanted = value.type.replace('Instance', 'Property').replace(/Enum$/, 'EnumCustom');
      if (property?.type !== wanted) {
        throw invalid(
          'RIG_REFERENCE_INVALID',
          `${value.type} holds the value of a ${property?.type ?? 'missing property'}.`,
        );
      }
    }
  }
  for (const { bind, target } of file.binds) checkBind(file, bind, target);
}

function checkBind(file: FileOutline, bind: RivObject, target: RivObject | undefined): void {
  const [viewModelId = NONE, propertyId = NONE] = idsOf(bind.props.sourcePathIds);
  const source = file.viewModels[viewModelId]?.properties[propertyId];
  const key = numberOf(bind, 'propertyKey', 0);
  const field = target && [...rivType(target.type).fields.values()].find((candidate) => candidate.key === key);
  if (!field) {
    throw invalid(
      'RIG_REFERENCE_INVALID',
      `A data bind sets property ${key}, which ${target?.type ?? 'nothing'} does not have.`,
    );
  }
  if (!source || !KIND_OF_FIELD[field.type]?.includes(source.type)) {
    const found = source ? `a ${source.type}` : 'nothing';
    throw invalid('RIG_REFERENCE_INVALID', `${target.type}.${field.name} is bound to ${found}.`);
  }
}

/** A list of ids is stored as varuints. */
function idsOf(path: RivValue | undefined): number[] {
  if (!(path instanceof Uint8Array)) return [];
  const reader = new ByteReader(path);
  const ids: number[] = [];
  while (!reader.atEnd) ids.push(reader.varuint());
  return ids;
}
