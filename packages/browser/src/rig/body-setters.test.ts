import { ACCESSORIES, GESTURES, gestureProperty } from '@lipwire/rig/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bodySetters } from './body-setters.js';
import type { Motion } from './motion.js';
import { RigParts } from './rig-parts.js';
import type { RiveView } from './rive-view.js';

/** A file whose view model has these properties; setting one is noted in `log`. */
function file(properties: Record<string, number | boolean | 'trigger' | readonly string[]> | undefined, colors = {}) {
  const log: unknown[] = [];
  const values: Record<string, unknown> = { ...properties, ...colors };
  const cell = (name: string, own = values[name]) => {
    values[name] = own;
    return {
      get value(): never {
        return values[name] as never;
      },
      set value(value: unknown) {
        values[name] = value;
        log.push([name, value]);
      },
    };
  };
  const inputs = [{ name: 'Dance', type: 58, value: 0, fire: () => log.push('Dance') }];
  const view: RiveView = {
    viewModelInstance: properties
      ? {
          properties: [
            ...Object.entries(properties).map(([name, of]) => ({
              name,
              type: of === 'trigger' ? of : typeof of === 'object' ? 'enumType' : typeof of,
            })),
            ...Object.keys(colors).map((name) => ({ name, type: 'color' })),
          ],
          number: cell,
          boolean: cell,
          color: cell,
          trigger: (name) => ({ trigger: () => log.push(name) }),
          enum: (name) => {
            const names = properties[name] as string[];
            return Object.assign(cell(name, names[0]), { values: names });
          },
        }
      : null,
    playingStateMachineNames: ['machine'],
    contents: { artboards: [{ name: 'A', stateMachines: [{ name: 'machine', inputs }] }] },
    stateMachineInputs: () => inputs,
  };
  const connect = () => bodySetters(new RigParts(view, undefined));
  return { connect, target: connect(), log, values };
}

const STRAIGHT: Motion = {
  gazeX: 0,
  gazeY: 0,
  headX: 0,
  headY: 0,
  headTilt: 0,
  emphasis: 0,
  browLift: 0,
  idle: 1,
};

afterEach(() => vi.restoreAllMocks());

describe('bodySetters', () => {
  it('holds a mascot as it is told, and sets only what changed so that it can be seen', () => {
    const { target, log, values } = file({ gazeX: 0, headTilt: 0, emphasis: 0, idle: 100 });
    target.setMotion?.({ ...STRAIGHT, gazeX: 0.5, headTilt: -1, emphasis: 0.25, headX: 1 });
    expect(values).toEqual({ gazeX: 50, headTilt: -100, emphasis: 25, idle: 100 });
    log.length = 0;
    target.setMotion?.({ ...STRAIGHT, gazeX: 0.5004, headTilt: -1, emphasis: 0.26 });
    expect(log).toEqual([['emphasis', 26]]);
    target.setMotion?.({ ...STRAIGHT, gazeX: 7, headTilt: -7 });
    expect(values).toMatchObject({ gazeX: 100, headTilt: -100 });
  });

  it('lets a file blink by itself until it is told when', () => {
    const { target, log } = file({ blink: 'trigger', blinksItself: true });
    expect(log).toEqual([]);
    target.blink?.();
    target.blink?.();
    expect(log).toEqual([['blinksItself', false], 'blink', 'blink']);
    const other = file({ blink: 'trigger' });
    other.target.blink?.();
    expect(other.log).toEqual(['blink']);
  });

  it('plays gestures by name, and says which it lacks', () => {
    const { target, log } = file({ [gestureProperty('wave')]: 'trigger', Backflip: 'trigger', mood: 1 });
    expect(['wave', 'Backflip', 'Dance'].map((name) => target.playGesture?.(name))).toEqual([true, true, true]);
    expect(log).toEqual(['gestureWave', 'Backflip', 'Dance']);
    for (const name of ['nod', 'mood', 'toString', '', 'a/b']) expect(target.playGesture?.(name)).toBe(false);
    expect(log).toHaveLength(3);
    expect(new Set(GESTURES.map(gestureProperty)).size).toBe(GESTURES.length);
  });

  it('dresses a file, and undresses it', () => {
    const colors = { primaryColor: 0xff112233 | 0, accentColor: 0xff445566 | 0 };
    const { target, connect, values } = file({ accessory: ACCESSORIES }, colors);
    target.setTheme?.({ primaryColor: '#AbCdEf', eyeColor: '#000000', accessory: 'hat' });
    expect(values).toEqual({ ...colors, primaryColor: 0xffabcdef, accessory: 'hat' });
    target.setTheme?.({ accentColor: '#01020380' });
    expect(values).toEqual({ ...colors, accentColor: 0x80010203, accessory: 'none' });
    // Connected again, it still knows how the file was drawn.
    connect().setTheme?.({});
    expect(values).toEqual({ ...colors, accessory: 'none' });
  });

  it('leaves an accessory alone that the file lacks, and says what there is', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { target, values } = file({ accessory: ['none', 'crown'] });
    target.setTheme?.({ accessory: 'hat' });
    expect(values.accessory).toBe('none');
    expect(warn).toHaveBeenCalledWith('[lipwire] This .riv file has no accessory "hat". It has none, crown.');
  });

  it('offers nothing that a file does not have', () => {
    for (const properties of [{ mood: 1 }, undefined]) {
      const { target } = file(properties);
      expect(Object.keys(target)).toEqual(['playGesture']);
    }
  });
});
