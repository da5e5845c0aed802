import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { recordingRuntime } from '../../test/recording-runtime.js';
import { drawWinkingFace } from './wink-example.js';

test('the example in the README is this file', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const source = await readFile(new URL('./wink-example.ts', import.meta.url), 'utf8');
  const published = source.replace("'./index.js'", "'@lipwire/rig/builder'");
  expect(readme).toContain(`\`\`\`ts\n${published}\`\`\``);
});

test('the example plays', async () => {
  const { rive, record } = await recordingRuntime();
  const file = await rive.load(drawWinkingFace());
  const artboard = file.artboardByName('Face');
  const machine = new rive.StateMachineInstance(artboard.stateMachineByName('State Machine 1'), artboard);
  const data = file.viewModelByName('Face').defaultInstance();
  machine.bindViewModelInstance(data);
  const run = (ms: number) => {
    machine.advance(ms / 1000);
    artboard.advance(ms / 1000);
  };
  const eyeScale = () => record(artboard as never).filter(({ style }) => style === 'rgba(58,36,24,1)')[1]?.transform[3];
  const mouth = () =>
    record(artboard as never)
      .find(({ kind }) => kind === 'stroke')
      ?.path.at(-1)
      ?.at(-5);

  run(0);
  expect(eyeScale()).toBeCloseTo(1);
  data.trigger('wink').trigger();
  run(1);
  run(100);
  expect(eyeScale()).toBeLessThan(0.2);
  run(300);
  run(16);
  expect(eyeScale()).toBeCloseTo(1);

  const before = mouth();
  data.boolean('isHappy').value = true;
  run(16);
  run(400);
  expect(mouth()).not.toBe(before);
});
