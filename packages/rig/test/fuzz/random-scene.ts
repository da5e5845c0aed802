import fc from 'fast-check';
import type { AnimationBuilder } from '../../src/builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../src/builder/authoring/artboard.js';
import type { HexColor } from '../../src/builder/authoring/color.js';
import {
  type Condition,
  compare,
  fired,
  type Input,
  isOff,
  isOn,
  isValue,
} from '../../src/builder/authoring/condition.js';
import { EASE, type Easing } from '../../src/builder/authoring/easing.js';
import type { GroupBuilder } from '../../src/builder/authoring/group.js';
import type { LayerBuilder, StateBuilder } from '../../src/builder/authoring/layer.js';
import { linearGradient, type Paint, type PaintBuilder, radialGradient } from '../../src/builder/authoring/paint.js';
import type { PathPoint } from '../../src/builder/authoring/path-point.js';
import { RivFile } from '../../src/builder/authoring/riv-file.js';
import type { ShapeBuilder } from '../../src/builder/authoring/shape.js';
import type { StateMachineBuilder } from '../../src/builder/authoring/state-machine.js';
import type { ViewModelProperty } from '../../src/builder/authoring/view-model.js';

type Dice = fc.GeneratorValue;

interface Data {
  readonly numbers: ViewModelProperty<'number'>[];
  readonly colors: ViewModelProperty<'color'>[];
  readonly booleans: ViewModelProperty<'boolean'>[];
  readonly triggers: ViewModelProperty<'trigger'>[];
  readonly moods: ViewModelProperty<'enum'>[];
}

/** Something drawn that one layer of a state machine may own. */
interface Part {
  readonly group: GroupBuilder;
  readonly fill: PaintBuilder;
  readonly isGradient: boolean;
}

const unit = fc.integer({ min: -300, max: 300 });
const angle = fc.integer({ min: -314, max: 314 }).map((hundredths) => hundredths / 100);
const hex = fc.integer({ min: 0, max: 0xffffffff }).map((color): HexColor => `#${color.toString(16).padStart(8, '0')}`);
const easing = fc.constantFrom<Easing>('hold', 'linear', EASE.in, EASE.out, EASE.inOut, EASE.overshoot);

/** Files with a bit of everything that the builder can write, all of them sound. */
export const randomScene: fc.Arbitrary<RivFile> = fc.gen().map((dice) => {
  const file = new RivFile('Data');
  const data = makeData(dice, file);
  for (let i = dice(fc.nat, { max: 1 }); i >= 0; i--) {
    const artboard = file.artboard(`Art ${i}`, { width: 300, height: dice(fc.integer, { min: 1, max: 900 }) });
    const parts = Array.from({ length: dice(fc.nat, { max: 3 }) }, (_, n) =>
      drawPart(dice, artboard, `part ${n}`, data),
    );
    addMachine(dice, artboard, parts, data);
  }
  return file;
});

function makeData(dice: Dice, { viewModel }: RivFile): Data {
  const many = <T>(make: (name: string) => T, name: string): T[] =>
    Array.from({ length: dice(fc.nat, { max: 2 }) }, (_, i) => make(`${name} ${i}`));
  return {
    numbers: many(
      (name) =>
        viewModel.number(
          name,
          dice(() => unit),
        ),
      'number',
    ),
    colors: many(
      (name) =>
        viewModel.color(
          name,
          dice(() => hex),
        ),
      'colour',
    ),
    booleans: many((name) => viewModel.boolean(name, dice(fc.boolean)), 'boolean'),
    triggers: many((name) => viewModel.trigger(name), 'trigger'),
    moods: many((name) => viewModel.enumeration(name, ['calm', 'glad', 'ünruly']), 'mood'),
  };
}

function drawPart(dice: Dice, artboard: ArtboardBuilder, name: string, data: Data): Part {
  const place = {
    pivot: [dice(() => unit), dice(() => unit)] as const,
    rotation: dice(() => angle),
    hidden: dice(fc.boolean),
  };
  const outer = artboard.group(`${name} outer`, place);
  const shape = outer.group(name, { at: [dice(() => unit), 3], scale: 0.5 }).shape(`${name} shape`);
  addPath(dice, shape);
  const paint = makePaint(dice, data);
  const fill = shape.addFill(paint, { evenOdd: dice(fc.boolean) });
  if (dice(fc.boolean)) shape.stroke(makePaint(dice, data), { width: dice(fc.nat, { max: 20 }) });
  const group = outer.group(`${name} moving`);
  group.pair(`${name} eye`, 150, (eye) => {
    const lens = eye.shape('lens').circle({ x: 100, y: 100, radius: 9 }).fill('#fff');
    eye.group('inside').clip(lens).shape('dot').ellipse({ x: 99, y: 99, width: 3, height: 4 }).fill('#000');
  });
  const follows = dice(() => fc.constantFrom(undefined, ...data.numbers));
  if (follows) outer.bind('scaleX', follows);
  return { group, fill, isGradient: typeof paint === 'object' && !('kind' in paint) };
}

function addPath(dice: Dice, shape: ShapeBuilder): void {
  const kind = dice(fc.nat, { max: 4 });
  if (kind === 0) shape.rectangle({ x: 1, y: 2, width: dice(fc.nat, { max: 90 }), height: 9, radius: 3 });
  else if (kind === 1)
    shape.path('M 10 10 C 0 0 5 5 9 9 S 1 2 3 4 Q 5 5 6 6 H 9 V 8 Z', { mirrorAt: dice(() => unit) });
  else if (kind === 2)
    shape.symmetric(
      points(dice),
      dice(() => unit),
    );
  else if (kind === 3) shape.points(points(dice), { closed: dice(fc.boolean) });
  else shape.circle({ x: 0, y: 0, radius: dice(fc.nat, { max: 90 }) });
}

function points(dice: Dice): PathPoint[] {
  return Array.from({ length: dice(fc.integer, { min: 2, max: 5 }) }, (): PathPoint => {
    const at = { x: dice(() => unit), y: dice(() => unit) };
    const kind = dice(fc.nat, { max: 3 });
    if (kind === 0) return { ...at, radius: dice(fc.nat, { max: 9 }) };
    if (kind === 1) return { ...at, rotation: dice(() => angle), distance: 20 };
    if (kind === 2) return { ...at, rotation: dice(() => angle), inDistance: 5, outDistance: 9 };
    return { ...at, inRotation: dice(() => angle), inDistance: 3, outRotation: dice(() => angle), outDistance: 4 };
  });
}

function makePaint(dice: Dice, { colors }: Data): Paint {
  const color = () => dice(() => fc.oneof(hex, fc.constantFrom('#abc' as HexColor, ...colors)));
  const kind = dice(fc.nat, { max: 2 });
  if (kind === 0) return color();
  const stops = [
    [0, color()],
    [dice(fc.nat, { max: 100 }) / 100, color()],
    [1, color()],
  ] as const;
  return kind === 1 ? linearGradient([0, 0], [9, 90], stops) : radialGradient([5, 5], 40, stops);
}

/** One layer for each part: only it animates that part. */
function addMachine(dice: Dice, artboard: ArtboardBuilder, parts: readonly Part[], data: Data): void {
  const machine = artboard.stateMachine('machine');
  const inputs = [machine.number('number', 3), machine.boolean('boolean'), machine.trigger('trigger')] as const;
  for (const [i, part] of parts.entries()) {
    const animations = [0, 1, 2].map((n) => animatePart(dice, artboard, part, `${i} ${n}`));
    const rest = artboard.restPose(`${i} rest`, animations);
    addLayer(dice, machine, [rest, ...animations], inputs, data);
  }
}

function animatePart(
  dice: Dice,
  artboard: ArtboardBuilder,
  { group, fill, isGradient }: Part,
  name: string,
): AnimationBuilder {
  const animation = artboard.animation(name, { durationMs: 1000, loop: dice(fc.boolean) });
  const keys = dice(() => fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 1, maxLength: 5 }))
    .sort((a, b) => a - b)
    .map((frame) => [(frame * 1000) / 60, dice(() => unit) / 10, dice(() => easing)] as const);
  for (const property of ['x', 'rotation', 'scale', 'opacity']) animation.track(group, property, keys);
  const boundColor = fill.color.bindings.length > 0;
  if (isGradient) animation.set(fill.color, { startX: dice(() => unit) });
  else if (!boundColor)
    animation.trackColor(
      fill,
      keys.map(([atMs, , ease]) => [atMs, dice(() => hex), ease]),
    );
  return animation;
}

function addLayer(
  dice: Dice,
  machine: StateMachineBuilder,
  animations: readonly AnimationBuilder[],
  [number, boolean, trigger]: readonly [Input<'number'>, Input<'boolean'>, Input<'trigger'>],
  { numbers, booleans, triggers, moods }: Data,
): void {
  const layer = machine.layer(`layer ${machine.layers.length}`);
  const one = () => dice(() => fc.constantFrom(...animations));
  const sources = [number, ...numbers];
  const conditions: Condition[] = [
    ...sources.map((source) =>
      compare(
        source,
        '>',
        dice(() => unit),
      ),
    ),
    ...[boolean, ...booleans].flatMap((source) => [isOn(source), isOff(source)]),
    ...[trigger, ...triggers].map(fired),
    ...moods.map((mood) => isValue(mood, 'glad')),
  ];
  const states = Array.from({ length: dice(fc.integer, { min: 1, max: 4 }) }, () =>
    addState(dice, layer, one, animations[0], sources),
  );
  const [first] = states;
  if (first) layer.start(first);
  for (const from of [layer.any, ...states]) {
    const isAnimation = from.content.kind === 'animation';
    from.to(
      dice(() => fc.constantFrom(...states)),
      {
        when: dice(() => fc.subarray(conditions, { minLength: 1, maxLength: 2 })),
        overMs: dice(fc.nat, { max: 400 }),
        ...(dice(fc.boolean) ? { easing: EASE.out } : {}),
        ...(isAnimation && dice(fc.boolean) ? { afterPercent: dice(fc.nat, { max: 100 }) } : {}),
      },
    );
  }
}

function addState(
  dice: Dice,
  layer: LayerBuilder,
  one: () => AnimationBuilder,
  rest: AnimationBuilder | undefined,
  sources: readonly (Input<'number'> | ViewModelProperty<'number'>)[],
): StateBuilder {
  const source = dice(() => fc.constantFrom(...sources));
  const kind = dice(fc.nat, { max: 2 });
  if (kind === 0) return layer.play(one(), { speed: dice(fc.integer, { min: -2, max: 3 }) });
  if (kind === 1)
    return layer.blend1d(source, [
      [-10, one()],
      [0, one()],
      [50, one()],
    ]);
  return layer.blend([
    { animation: rest ?? one(), weight: 100 },
    { animation: one(), weight: source },
    { animation: one(), weight: 30 },
  ]);
}
