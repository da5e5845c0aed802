import { describe, expect, test } from 'vitest';
import type { RivObject } from '../format/riv-object.js';
import { type Condition, fired, isOn, isValue } from './condition.js';
import type { LayerBuilder, StateBuilder } from './layer.js';
import { linearGradient } from './paint.js';
import { degrees } from './path-point.js';
import { RivFile } from './riv-file.js';
import type { StateMachineBuilder } from './state-machine.js';

const size = { width: 100, height: 100 };
const named = (objects: readonly RivObject[], name: string) => objects.find(({ props }) => props.name === name);

describe('drawing', () => {
  test('later things lie on top: the file lists drawables from front to back', () => {
    const file = new RivFile('Data');
    const artboard = file.artboard('Art', size);
    artboard.shape('back').ellipse({ x: 0, y: 0, width: 1, height: 1 }).fill('#000').stroke('#fff', { width: 2 });
    const group = artboard.group('group');
    group.shape('middle').path('M 0 0 L 1 1').fill('#000');
    group.shape('front').path('M 0 0 L 1 1').fill('#000');
    const types = file.toObjects().map(({ type, props }) => String(props.name ?? type));
    const order = ['group', 'front', 'middle', 'back'].map((name) => types.indexOf(name));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    // Paints of one shape keep their order: the stroke lies on the fill.
    expect(types.lastIndexOf('Fill')).toBeLessThan(types.indexOf('Stroke'));
  });

  test('a pivot moves no art', () => {
    const file = new RivFile('Data');
    const head = file.artboard('Art', size).group('head', { pivot: [50, 80] });
    head.shape('hat').ellipse({ x: 50, y: 10, width: 9, height: 9 }).fill('#000');
    head.group('eye', { at: [30, 40] });
    const objects = file.toObjects();
    expect(named(objects, 'head')?.props).toMatchObject({ x: 50, y: 80 });
    expect(named(objects, 'hat')?.props).toMatchObject({ x: -50, y: -80 });
    expect(named(objects, 'eye')?.props).toMatchObject({ x: -20, y: -40 });
  });
});

describe('conveniences', () => {
  test('a pair is drawn twice, the right one mirrored, in the coordinates of its parent', () => {
    const file = new RivFile('Data');
    const face = file.artboard('Art', size).group('face', { pivot: [50, 60] });
    const ears = face.pair('ear', 50, (ear, side) => {
      ear
        .shape('tip', { at: [20, 30] })
        .circle({ x: 0, y: 0, radius: 4 })
        .fill('#000');
      return side;
    });
    expect(ears).toEqual({ left: 'left', right: 'right' });
    const objects = file.toObjects();
    expect(named(objects, 'left ear')?.props).toMatchObject({ x: -50, y: -60 });
    // 50 + (50 - 20): the tip of the right ear is at 80.
    expect(named(objects, 'right ear')?.props).toMatchObject({ x: 50, y: -60, scaleX: -1 });
  });

  test('scale stands for both scales, hidden for no opacity, show and hide for all and none', () => {
    const artboard = new RivFile('Data').artboard('Art', size);
    const hat = artboard.group('hat', { scale: 0.5, hidden: true });
    expect(hat.component.props).toMatchObject({ scaleX: 0.5, scaleY: 0.5, opacity: 0 });
    const pose = artboard.pose('on').set(hat, { scale: 2 }).show(hat);
    const off = artboard.pose('off').hide(hat);
    const values = ({ tracks }: typeof pose) =>
      Object.fromEntries([...(tracks.get(hat.component) ?? [])].map(([name, [key]]) => [name, key?.value]));
    expect(values(pose)).toEqual({ scaleX: 2, scaleY: 2, opacity: 1 });
    expect(values(off)).toEqual({ opacity: 0 });
  });

  test('paths can have a mirror image', () => {
    const file = new RivFile('Data');
    const shape = file.artboard('Art', size).shape('cheeks');
    shape.path('M 10 10 L 20 10 L 20 20 Z', { mirrorAt: 50 }).fill('#000');
    const xs = file.toObjects().flatMap(({ type, props }) => (type === 'StraightVertex' ? [props.x] : []));
    expect(xs).toEqual([10, 20, 20, 80, 80, 90]);
  });
});

describe('animation', () => {
  test('moves by offsets from where things were drawn, and rests there', () => {
    const file = new RivFile('Data');
    const artboard = file.artboard('Art', size);
    const eye = artboard.group('eye', { at: [30, 40], rotation: degrees(10) });
    const pose = artboard.pose('pose').set(eye, { x: 5, rotation: degrees(-4), scaleY: 0.5 });
    const rest = artboard.restPose('rest', [pose]);
    const values = (tracks: typeof pose.tracks) =>
      [...(tracks.get(eye.component)?.values() ?? [])].map(([key]) => key?.value);
    expect(values(pose.tracks)).toEqual([35, degrees(10) + degrees(-4), 0.5]);
    expect(values(rest.tracks)).toEqual([30, degrees(10), 1]);
  });

  test.each([
    ['a property that does not exist', 'RIG_PROPERTY_INVALID', ['widht']],
    ['a property that cannot be animated', 'RIG_KEYFRAMES_INVALID', ['parentId']],
    ['a property twice', 'RIG_KEYFRAMES_INVALID', ['x', 'x']],
  ])('refuses %s', (_, code, properties) => {
    const artboard = new RivFile('Data').artboard('Art', size);
    const group = artboard.group('group');
    const animation = artboard.animation('move', { durationMs: 100 });
    expect(() => {
      for (const property of properties) animation.track(group, property, [[0, 1]]);
    }).toThrow(expect.objectContaining({ code }));
  });

  test('animates colours: of a fill, and of the stops of a gradient', () => {
    const file = new RivFile('Data');
    const artboard = file.artboard('Art', size);
    const shape = artboard.shape('lamp').circle({ x: 0, y: 0, radius: 9 });
    const fill = shape.addFill('#010203');
    const { stops } = shape.addFill(
      linearGradient(
        [0, 0],
        [0, 9],
        [
          [0, '#000'],
          [1, '#111'],
        ],
      ),
    );
    const glow = artboard.animation('glow', { durationMs: 100 }).trackColor(fill, [
      [0, '#ff0000', 'linear'],
      [100, '#00ff0080'],
    ]);
    const [, rim] = stops;
    if (rim) glow.color(rim, '#ffffff');
    artboard.restPose('dark', [glow]);
    const frames = file.toObjects().flatMap(({ type, props }) => (type === 'KeyFrameColor' ? [props.value] : []));
    expect(frames).toEqual([0xffff0000, 0x8000ff00, 0xffffffff, 0xff010203, 0xff111111]);
    expect(() => file.toBytes()).not.toThrow();
  });

  test.each([
    ['no keys', []],
    [
      'keys out of order',
      [
        [50, 1],
        [20, 1],
      ],
    ],
    [
      'two keys in one frame',
      [
        [50, 1],
        [52, 1],
      ],
    ],
    ['a key behind the end', [[120, 1]]],
    ['a key before the start', [[-20, 1]]],
    ['a value that is no number', [[0, Number.NaN]]],
  ] as const)('refuses %s', (_, keys) => {
    const artboard = new RivFile('Data').artboard('Art', size);
    const animation = artboard.animation('move', { durationMs: 100 });
    const act = () => animation.track(artboard.group('group'), 'x', keys);
    expect(act).toThrow(expect.objectContaining({ code: 'RIG_KEYFRAMES_INVALID' }));
  });

  test('refuses an animation that lasts no time', () => {
    const artboard = new RivFile('Data').artboard('Art', size);
    const act = () => artboard.animation('flash', { durationMs: 5 });
    expect(act).toThrow(expect.objectContaining({ code: 'RIG_KEYFRAMES_INVALID' }));
  });

  test('refuses to write a component of another artboard', () => {
    const file = new RivFile('Data');
    const stranger = file.artboard('One', size).group('stranger');
    file.artboard('Two', size).pose('pose').set(stranger, { x: 1 });
    expect(() => file.toBytes()).toThrow(expect.objectContaining({ code: 'RIG_REFERENCE_INVALID' }));
  });
});

describe('wiring', () => {
  test.each<[what: string, wire: (file: RivFile, layer: LayerBuilder) => void]>([
    ['a property of another file', (_, layer) => wireTo(layer, isOn(new RivFile('Other').viewModel.boolean('x')))],
    [
      'an input of another state machine',
      (file, layer) => wireTo(layer, fired(file.artboard('Other', size).stateMachine('m').trigger('x'))),
    ],
  ])('refuses %s', (_, wire) => {
    const file = new RivFile('Data');
    wire(file, file.artboard('Art', size).stateMachine('machine').layer('layer'));
    expect(() => file.toBytes()).toThrow(expect.objectContaining({ code: 'RIG_REFERENCE_INVALID' }));
  });

  test.each<[what: string, wire: (state: StateBuilder, machine: StateMachineBuilder) => void]>([
    ['a state of another layer', (state, machine) => state.to(machine.layer('other').exit)],
    ['a time before now', (state) => state.to(state, { overMs: -1 })],
    ['more than all of an animation', (state) => state.to(state, { afterPercent: 101 })],
    ['the end of what has none', (state, machine) => machine.layer('other').any.to(state, { afterPercent: 100 })],
  ])('refuses a transition to %s', (_, wire) => {
    const artboard = new RivFile('Data').artboard('Art', size);
    const machine = artboard.stateMachine('machine');
    const state = machine.layer('layer').play(artboard.pose('pose'));
    expect(() => wire(state, machine)).toThrow(expect.objectContaining({ code: 'RIG_STATE_MACHINE_INVALID' }));
  });

  test('reaches properties beyond the 127th', () => {
    const file = new RivFile('Data');
    const all = Array.from({ length: 300 }, (_, i) => file.viewModel.number(`number ${i}`));
    const group = file.artboard('Art', size).group('group');
    for (const last of all.slice(-1)) group.bind('opacity', last);
    const bind = file.toObjects().find(({ type }) => type === 'DataBindContext');
    expect(bind?.props.sourcePathIds).toEqual(Uint8Array.of(0, 0xab, 0x02)); // 299 as LEB128
    expect(() => file.toBytes()).not.toThrow();
  });
});

function wireTo(layer: LayerBuilder, condition: Condition): void {
  layer.start(layer.exit).to(layer.exit, { when: [condition] });
}

describe('names', () => {
  test.each([
    ['animation', (file: RivFile) => [file.artboard('Art', size)].map((a) => [a.pose('x'), a.pose('x')])],
    ['artboard', (file: RivFile) => [file.artboard('Art', size), file.artboard('Art', size)]],
    [
      'state machine',
      (file: RivFile) => [file.artboard('Art', size)].map((a) => [a.stateMachine('x'), a.stateMachine('x')]),
    ],
    ['property', (file: RivFile) => [file.viewModel.number('x'), file.viewModel.boolean('x')]],
    [
      'input',
      (file: RivFile) => [file.artboard('Art', size).stateMachine('m')].map((m) => [m.number('x'), m.trigger('x')]),
    ],
  ])('of two %ss must differ', (_, act) => {
    expect(() => act(new RivFile('Data'))).toThrow(expect.objectContaining({ code: 'RIG_NAME_TAKEN' }));
  });

  test('of enum values must exist', () => {
    const mood = new RivFile('Data').viewModel.enumeration('mood', ['calm', 'glad']);
    expect(() => isValue(mood, 'sad')).toThrow(expect.objectContaining({ code: 'RIG_STATE_MACHINE_INVALID' }));
  });
});
