import { describe, expect, it } from 'vitest';
import { checkMouth, type MouthMap, type RigStrategyName } from './mouth-map.js';

describe('checkMouth', () => {
  it.each([
    ['weights'],
    ['loudness'],
    [{ weights: { 0: 'rest', 21: 'shut' } }],
    [{ weights: 'oculus' }],
    [{ number: 'viseme' }],
    [{ enum: 'lips', values: 'rhubarb' }],
    [{ loudness: 'jaw', open: 1 }],
  ] as const)('takes %j', (mouth) => {
    expect(() => checkMouth(mouth)).not.toThrow();
  });

  it.each([
    ['weight', 'strategies are weights, numbered-inputs, named-weights, viseme-enum, viseme-number, loudness.'],
    [{}, 'needs one of weights, number, enum, loudness.'],
    [{ number: 'a', enum: 'b' }, 'needs one of'],
    [{ number: 'a', values: 'klingon' }, 'names the alphabet "klingon"; there is sapi, oculus,'],
    [{ weights: { 22: 'wide' } }, 'maps "22"; viseme ids are 0 to 21.'],
  ])('refuses %j, and says why', (mouth, why) => {
    const check = () => checkMouth(mouth as unknown as RigStrategyName | MouthMap);
    expect(check).toThrow(expect.objectContaining({ code: 'BROWSER_OPTION_INVALID' }));
    expect(check).toThrow(why);
  });
});
