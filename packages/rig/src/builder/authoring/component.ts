import type { RivValue } from '../format/riv-object.js';
import { isA, rivField } from '../format/schema.js';
import type { ViewModelProperty } from './view-model.js';

/** A property that follows a property of the view model. */
export interface Binding {
  readonly property: string;
  readonly source: ViewModelProperty;
}

/**
 * One object of an artboard while it is being drawn: a typed bag of properties with children.
 *
 * References to other components are the components themselves; they become ids when the file is written.
 */
export class Component {
  readonly children: Component[] = [];
  readonly bindings: Binding[] = [];

  constructor(
    readonly type: string,
    readonly props: Record<string, RivValue | Component>,
    readonly parent?: Component,
  ) {
    parent?.children.push(this);
  }

  /** Type and name, for messages: `Shape "nose"`. */
  get label(): string {
    return typeof this.props.name === 'string' ? `${this.type} "${this.props.name}"` : this.type;
  }

  /** The value that a property has while nothing animates it. */
  restValue(property: string): number {
    const value = this.props[property] ?? rivField(this.type, property).defaultValue;
    return typeof value === 'number' ? value : 0;
  }

  /**
   * The component and all below it in the order of the file. Rive paints the first drawable on top, people draw from
   * back to front: so nodes are listed last to first. What a shape is made of keeps its order.
   */
  *inFileOrder(): Generator<Component> {
    yield this;
    const nodes = this.children.filter(isDrawnNode);
    for (const child of this.children) if (!nodes.includes(child)) yield* child.inFileOrder();
    for (const child of nodes.reverse()) yield* child.inFileOrder();
  }
}

function isDrawnNode({ type }: Component): boolean {
  return isA(type, 'Node') && !isA(type, 'Path');
}
