import { STATE_MACHINE_NAME, visemeProperty } from '@lipwire/rig/contract';
import { describe, expect, it, vi } from 'vitest';
import { describeRigReport } from './describe-rig-report.js';
import { createRiveRig } from './rive-rig.js';
import type { RiveInput, RiveView, RiveViewModelInstance } from './rive-view.js';

type Part = 'number' | 'boolean' | 'trigger' | readonly string[];

/** A file: view-model properties and state-machine inputs by name. Values can be read back from `values`. */
function file(properties: Record<string, Part> | undefined, inputs: Record<string, Part> = {}) {
  const values: Record<string, unknown> = {};
  const fired: string[] = [];
  const cell = <T>(name: string) => ({
    get value() {
      return values[name] as T;
    },
    set value(value: T) {
      values[name] = value;
    },
  });
  const of = <T>(name: string, kind: string) => (properties?.[name] === kind ? cell<T>(name) : null);
  const viewModel: RiveViewModelInstance = {
    properties: Object.entries(properties ?? {}).map(([name, part]) => ({
      name,
      type: typeof part === 'string' ? part : 'enumType',
    })),
    number: (name) => of<number>(name, 'number'),
    boolean: (name) => of<boolean>(name, 'boolean'),
    color: () => null,
    trigger: (name) => (properties?.[name] === 'trigger' ? { trigger: () => fired.push(name) } : null),
    enum: (name) => {
      const part = properties?.[name];
      return Array.isArray(part) ? Object.assign(cell<string>(name), { values: part as string[] }) : null;
    },
  };
  const machineInputs: RiveInput[] = Object.entries(inputs).map(([name, part]) =>
    Object.assign(Object.create(cell(name)) as RiveInput, {
      name,
      type: part === 'number' ? 56 : part === 'boolean' ? 59 : 58,
      fire: () => fired.push(name),
    }),
  );
  const stateMachineInputs = vi.fn((name: string) => (name === STATE_MACHINE_NAME ? machineInputs : undefined));
  const view: RiveView = {
    viewModelInstance: properties ? viewModel : null,
    playingStateMachineNames: [STATE_MACHINE_NAME],
    stateMachineInputs,
  };
  return { view, values, fired, stateMachineInputs };
}

const weights = (parts: Record<number, number>) => Float32Array.from({ length: 22 }, (_, id) => parts[id] ?? 0);
const visemes = Object.fromEntries(Array.from({ length: 22 }, (_, id) => [visemeProperty(id), 'number' as const]));

describe('createRiveRig', () => {
  it('binds the view model of a mascot of ours where the app did not, and of no other file', () => {
    for (const [properties, strategy] of [
      [{ ...visemes, isSpeaking: 'boolean', gesture: 'trigger' }, 'weights'],
      [{ mouthOpen: 'number', isSpeaking: 'boolean', gesture: 'trigger' }, undefined],
    ] as const) {
      const { view: bound, values } = file(properties);
      const instance = bound.viewModelInstance as RiveViewModelInstance;
      const view = {
        ...bound,
        viewModelInstance: null as RiveViewModelInstance | null,
        defaultViewModel: () => ({ properties: instance.properties, defaultInstance: () => instance }),
        bindViewModelInstance(given: RiveViewModelInstance | null) {
          this.viewModelInstance = given;
        },
      };
      const { target, report } = createRiveRig(view);
      expect(report.strategy).toBe(strategy);
      target.setWeights(weights({ 2: 1 }), 16);
      expect(values.viseme2).toBe(strategy && 100);
    }
  });

  it('drives a mascot of ours by exact weights, and leaves its inputs alone', () => {
    const { view, values, fired, stateMachineInputs } = file({
      ...visemes,
      isSpeaking: 'boolean',
      isListening: 'boolean',
      gesture: 'trigger',
    });
    const { target, report } = createRiveRig(view);
    expect(report).toMatchObject({ strategy: 'weights', alphabet: undefined, missing: [], found: [] });
    expect(report.shapes.map(({ shape }) => shape)).toEqual([
      undefined,
      ...Array.from({ length: 21 }, (_, i) => visemeProperty(i + 1)),
    ]);
    target.setWeights(weights({ 2: 0.25, 21: 0.75 }), 16);
    expect([values.viseme2, values.viseme21, values.viseme0]).toEqual([100, 75, 0]);
    target.setSpeaking(true);
    target.setListening(true);
    target.fireGesture();
    expect([values.isSpeaking, values.isListening, fired]).toEqual([true, true, ['gesture']]);
    expect(stateMachineInputs).not.toHaveBeenCalled();
    expect(describeRigReport(report)).toBeUndefined();
  });

  it('finds the inputs that an app relies on by the contents of the file', () => {
    const { view, stateMachineInputs } = file({
      ...visemes,
      isSpeaking: 'boolean',
      isListening: 'boolean',
      gesture: 'trigger',
    });
    const contents = {
      artboards: [{ name: 'A', stateMachines: [{ name: STATE_MACHINE_NAME, inputs: [{ name: 'is_speaking' }] }] }],
    };
    const { report } = createRiveRig({ ...view, contents }, { inputs: ['is_speaking', 'gesture', 'character'] });
    expect(report.missing).toEqual(['character']);
    expect(stateMachineInputs).not.toHaveBeenCalled();
  });

  it('says by name what a mascot lacks, and drives the rest', () => {
    const { viseme7: _, ...others } = visemes;
    const { view } = file({ ...others, isSpeaking: 'boolean', mood: 'number' });
    const { report } = createRiveRig(view, { inputs: ['gesture', 'character'] });
    expect(report.strategy).toBe('weights');
    expect(report.missing).toEqual(['viseme7', 'gesture', 'character']);
    expect(describeRigReport(report)).toContain(
      'lacks viseme7 (viseme8 instead), gesture, character. Its mouth is driven as "weights".',
    );
    expect(describeRigReport(report)).toContain('mood');
  });

  const numbered = Object.fromEntries(
    [100, 101, 102, 103, 104, 105, 107, 108, 109, 110, 112, 113, 114, 115, 116, 118].map((n) => [
      String(n),
      'number' as const,
    ]),
  );

  it('says once for each viseme what stands in for what a file lacks', () => {
    const { 107: _, 100: __, ...others } = numbered as Record<string, 'number'>;
    const { report } = createRiveRig(file(undefined, { ...others, is_speaking: 'boolean', gesture: 'trigger' }).view);
    expect(report.strategy).toBe('numbered-inputs');
    expect(report.missing).toEqual(['100', '107']);
    expect(report.shapes[21]).toEqual({ visemeId: 21, shape: '109', insteadOf: '107' });
    expect(report.shapes[2]).toEqual({ visemeId: 2, shape: '101', insteadOf: undefined });
    expect(describeRigReport(report)).toContain('lacks 100 (109 instead), 107 (109 instead).');
  });

  it('speaks, listens and gestures by the inputs of a file without a view model', () => {
    const { view, values, fired } = file(undefined, { ...numbered, is_speaking: 'boolean', gesture: 'trigger' });
    const { target } = createRiveRig(view, { stateMachine: STATE_MACHINE_NAME });
    target.setSpeaking(true);
    target.setListening(true);
    target.fireGesture();
    expect(values).toMatchObject({ is_speaking: true });
    expect(fired).toEqual(['gesture']);
  });

  it('changes the face of a mascot that has one, and keeps it still for users who want that', () => {
    const { view, values } = file({
      ...visemes,
      isSpeaking: 'boolean',
      isListening: 'boolean',
      expression: ['neutral', 'happy', 'sad', 'surprised', 'thinking', 'confused'],
    });
    const { target } = createRiveRig(view);
    target.setExpression?.('thinking');
    expect(values.expression).toBe('thinking');
    target.setSpeaking(true);
    target.setCalm?.(true);
    target.setListening(true);
    expect(values).toMatchObject({ isSpeaking: false, isListening: false });
    target.setCalm?.(false);
    expect(values).toMatchObject({ isSpeaking: true, isListening: true });
    expect(createRiveRig(file({ ...visemes, expression: ['grim'] }).view).target.setExpression).toBeUndefined();
  });

  it('tells files that need it that they speak, however calm they are to be', () => {
    const { view, values } = file(undefined, { ...numbered, is_speaking: 'boolean' });
    const { target } = createRiveRig(view);
    target.setCalm?.(true);
    target.setSpeaking(true);
    expect(values.is_speaking).toBe(true);
  });

  it('switches an enum with the Oculus names', () => {
    const names = 'sil PP FF TH DD kk CH SS nn RR aa E ih oh ou'.split(' ');
    const { view, values } = file({ mouthVisemeCode: names });
    const { target, report } = createRiveRig(view);
    expect(report.strategy).toBe('viseme-enum');
    target.setWeights(weights({ 21: 1 }), 16);
    expect(values.mouthVisemeCode).toBe('PP');
    target.setWeights(weights({ 0: 1 }), 16);
    expect(values.mouthVisemeCode).toBe('sil');
  });

  it('sets one number, an id or a loudness', () => {
    const id = file(undefined, { visemeIndex: 'number' });
    createRiveRig(id.view).target.setWeights(weights({ 6: 0.6, 2: 0.4 }), 16);
    expect(id.values.visemeIndex).toBe(6);
    const loudness = file({ mouthOpen: 'number' });
    createRiveRig(loudness.view).target.setWeights(weights({ 2: 0.5, 21: 0.5 }), 16);
    expect(loudness.values.mouthOpen).toBe(50);
  });

  it('takes the strategy that the app names', () => {
    const { view } = file(visemes, { viseme: 'number' });
    expect(createRiveRig(view, { mouth: 'viseme-number' }).report.strategy).toBe('viseme-number');
    expect(createRiveRig(view, { mouth: 'loudness' }).report).toMatchObject({
      strategy: undefined,
      missing: expect.arrayContaining(['what the strategy "loudness" needs']),
    });
  });

  it('leaves a file alone that has nothing to drive', () => {
    const { view } = file(undefined);
    const { target, report } = createRiveRig(view);
    target.setWeights(weights({ 0: 1 }), 16);
    target.setSpeaking(true);
    target.fireGesture();
    expect(describeRigReport(report)).toBe(
      'This .riv file lacks a mouth that can be driven, is_speaking, gesture. Its mouth cannot be driven. It has no inputs and no view model.',
    );
  });
});
