import { describe, expect, test } from 'vitest';
import type { RivObject } from '../format/riv-object.js';
import { isValue } from './condition.js';
import { degrees } from './path-point.js';
import { RivFile } from './riv-file.js';

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

  test('refuses to write a component of another artboard', () => {
    const file = new RivFile('Data');
    const stranger = file.artboard('One', size).group('stranger');
    file.artboard('Two', size).pose('pose').set(stranger, { x: 1 });
    expect(() => file.toBytes()).toThrow(expect.objectContaining({ code: 'RIG_REFERENCE_INVALID' }));
  });
});

describe('names', () => {
  test.each([
    [
      'animation',
      (file: RivFile) =>
        [1, 2]
          .map(() => file.artboard('Art', size))
          .slice(0, 1)
          .map((a) => [a.pose('x'), a.pose('x')]),
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
