import { describe, expect, it } from 'vitest';
import { readOptions } from './options.mjs';

describe('readOptions', () => {
  it('has defaults', () => {
    expect(readOptions([])).toMatchObject({
      data: undefined,
      conditions: [],
      engines: ['ours'],
      resample: 'utterance',
      earlierByMs: 0,
      markdown: false,
      build: true,
      ours: {},
    });
  });

  it('reads everything', () => {
    const line =
      '--data d --split dev --where text_is_asr!=true --engines ours,wawa --cues x=y --by speaker --earlier-by 50 --decoder change_cost=4.5 --decoder hasty_change_cost=2 --model m --no-build';
    expect(readOptions(line.split(' '))).toMatchObject({
      data: 'd',
      conditions: ['split=dev', 'text_is_asr!=true'],
      engines: ['ours', 'wawa'],
      cues: ['x=y'],
      by: 'speaker',
      earlierByMs: 50,
      ours: { modelPath: 'm', decoder: { change_cost: 4.5, hasty_change_cost: 2 } },
      build: false,
    });
  });

  it.each([
    [['--speed', '3'], "Unknown option '--speed'"],
    [['--earlier-by', 'much'], '--earlier-by needs a number'],
    [['--decoder', 'change_cost'], '--decoder change_cost needs a number'],
    [['--resample', 'word'], 'utterance or speaker'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
