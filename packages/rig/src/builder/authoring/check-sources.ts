import { RigError } from '../../errors.js';
import type { ArtboardBuilder } from './artboard.js';
import type { Input } from './condition.js';
import type { LayerBuilder } from './layer.js';
import type { ViewModelBuilder, ViewModelProperty } from './view-model.js';

type Source = Input | ViewModelProperty;

/**
 * Checks that everything in an artboard looks at inputs of its own state machine and at properties of its own file. In
 * the file they are numbers, so that another's would silently mean the wrong thing.
 *
 * @throws RigError `RIG_REFERENCE_INVALID`.
 */
export function checkSources({ component, stateMachines }: ArtboardBuilder, model: ViewModelBuilder): void {
  for (const { bindings, label } of component.inFileOrder()) {
    for (const { source } of bindings) check(source, [], model, label);
  }
  for (const { inputs, layers } of stateMachines) {
    for (const layer of layers) {
      for (const source of sourcesOf(layer)) check(source, inputs, model, `Layer "${layer.name}"`);
    }
  }
}

function* sourcesOf({ states }: LayerBuilder): Generator<Source> {
  for (const { content, transitions } of states) {
    if (content.kind === 'blend-1d') yield content.source;
    if (content.kind === 'blend') {
      for (const { weight } of content.animations) if (typeof weight !== 'number') yield weight;
    }
    for (const { when = [] } of transitions) for (const { source } of when) yield source;
  }
}

function check(source: Source, inputs: readonly Input[], model: ViewModelBuilder, where: string): void {
  const isOwn = 'inputKind' in source ? inputs.includes(source) : source.model === model;
  if (isOwn) return;
  const [what, whose] = 'inputKind' in source ? ['input', 'state machine'] : ['property', 'file'];
  throw new RigError('RIG_REFERENCE_INVALID', `${where} uses the ${what} "${source.name}" of another ${whose}.`);
}
