import type { RiveRigOptions } from '@lipwire/browser';
import { describe, expect, it } from 'vitest';
import { type MouthSize, sizeOf } from './rigs/mouth-file.js';
import { type PlayedMouth, playMouth } from './rigs/played-mouth.js';
import { RIGS } from './rigs/rigs.js';

/** "Pa-oo-f": viseme ids and when each is whole, in milliseconds. The mouth sets out 80 ms before. */
const SPEECH = [
  [0, 0],
  [21, 200],
  [2, 400],
  [7, 600],
  [18, 800],
  [0, 1000],
] as const;
const VISEMES = SPEECH.map(([viseme]) => viseme);
const WAY_MS = 80;
/** A shape is looked at this long after it is whole: files that switch have had time to get there. */
const LOOK_AFTER_MS = 100;
/** The frames of all rates meet this often. */
const MEETING_MS = 1000 / 30;

/** What the driver would ask for: a function of the time alone. */
function weightsAt(ms: number): Record<number, number> {
  const next = SPEECH.find(([, wholeMs]) => ms < wholeMs);
  const now = SPEECH.findLast(([, wholeMs]) => ms >= wholeMs)?.[0] ?? 0;
  if (!next) return { [now]: 1 };
  const part = Math.max(0, (ms - next[1] + WAY_MS) / WAY_MS);
  return { [now]: 1 - part, [next[0]]: part };
}

/** Speaks, and writes down the mouth whenever the frames of all rates meet: at 33 ms, 67 ms, … */
function speak(mouth: PlayedMouth, frameMs: number): MouthSize[] {
  const sizes: MouthSize[] = [];
  for (let frame = 1; frame * frameMs < 1200 + frameMs / 2; frame++) {
    mouth.frame(weightsAt(frame * frameMs), frameMs);
    if (Math.abs(frame * frameMs - MEETING_MS * Math.round((frame * frameMs) / MEETING_MS)) < 1e-6) {
      sizes.push(mouth.size());
    }
  }
  return sizes;
}

const MIDDLES = VISEMES.map((_, i) => Math.round((i * 200 + LOOK_AFTER_MS) / MEETING_MS) - 1);

interface Case {
  readonly strategy: string;
  readonly alphabet?: string;
  /** The shape for each viseme of the speech, as an index for `sizeOf`. */
  readonly shapes: readonly number[];
  readonly options?: RiveRigOptions;
  /** The file itself goes from shape to shape in its own time. */
  readonly switches?: boolean;
}

const CASES: readonly (readonly [string, Uint8Array, Case])[] = [
  ['weights of our own mascots', RIGS.weights(), { strategy: 'weights', shapes: VISEMES }],
  [
    'the commercial format in rising order',
    RIGS.numberedRising(),
    { strategy: 'numbered-inputs', shapes: [0, 7, 1, 10, 9, 0] },
  ],
  [
    'the commercial format in falling order',
    RIGS.numberedFalling(),
    { strategy: 'numbered-inputs', shapes: [0, 7, 1, 10, 9, 0] },
  ],
  [
    'names of shapes over a rest pose that stays',
    RIGS.namedOverRest(),
    { strategy: 'named-weights', alphabet: 'blair', shapes: [0, 2, 6, 4, 1, 0] },
  ],
  [
    'names of shapes without a rest pose below',
    RIGS.namedWithoutRest(),
    { strategy: 'named-weights', alphabet: 'oculus', shapes: [0, 1, 10, 14, 2, 0] },
  ],
  [
    'an enum with the Oculus names',
    RIGS.visemeEnum(),
    { strategy: 'viseme-enum', alphabet: 'oculus', shapes: [0, 1, 10, 14, 2, 0], switches: true },
  ],
  [
    'one number that is a SAPI id',
    RIGS.visemeNumber('visemeIndex', 22),
    { strategy: 'viseme-number', alphabet: 'sapi', shapes: VISEMES, switches: true },
  ],
  [
    'one number that counts as the example of rive-flutter does',
    RIGS.visemeNumber('numViseme', 15),
    { strategy: 'viseme-number', alphabet: 'rive-flutter', shapes: [0, 0, 1, 10, 6, 0], switches: true },
  ],
  [
    'one number that counts as the app says',
    RIGS.visemeNumber('viseme', 15),
    {
      strategy: 'viseme-number',
      alphabet: 'oculus',
      shapes: [0, 1, 10, 14, 2, 0],
      options: { mouth: { number: 'viseme', values: 'oculus' } },
      switches: true,
    },
  ],
  [
    'a map of the app with names of its own, in the order of the file',
    RIGS.ownNames(),
    {
      strategy: 'named-weights',
      shapes: [0, 3, 1, 2, 3, 0],
      options: {
        mouth: { weights: { 2: 'wide', 7: 'narrow', 21: 'shut' }, order: ['wide', 'narrow', 'shut'] },
      },
    },
  ],
];

describe('a mouth that the real runtime plays', () => {
  it.each(CASES)('is the right one, alike at 30, 60 and 120 frames a second: %s', async (_, bytes, expected) => {
    const spoken: MouthSize[][] = [];
    for (const framesPerSecond of [30, 60, 120]) {
      const mouth = await playMouth(bytes, expected.options);
      expect(mouth.report).toMatchObject({ strategy: expected.strategy, alphabet: expected.alphabet });
      spoken.push(speak(mouth, 1000 / framesPerSecond));
    }
    for (const sizes of spoken) {
      for (const [i, shape] of expected.shapes.entries()) expectSize(sizes[MIDDLES[i] as number], sizeOf(shape));
    }
    if (expected.switches) return;
    const [at30 = [], ...others] = spoken;
    for (const sizes of others) for (const [i, size] of sizes.entries()) expectSize(size, at30[i] as MouthSize);
  });

  it('is the exact average where the order of the poses is known', async () => {
    const ours = await playMouth(RIGS.weights());
    const mapped = await playMouth(RIGS.numberedFalling(), {
      mouth: {
        weights: { 0: '100', 2: '101', 7: '110', 21: '107' },
        order: [
          '118',
          '116',
          '115',
          '114',
          '113',
          '112',
          '110',
          '109',
          '108',
          '107',
          '105',
          '104',
          '103',
          '102',
          '101',
          '100',
        ],
      },
    });
    for (let frame = 0; frame < 3; frame++) {
      for (const mouth of [ours, mapped]) mouth.frame({ 2: 0.25, 7: 0.5, 21: 0.25 }, 16);
    }
    expectSize(ours.size(), average([2, 0.25], [7, 0.5], [21, 0.25]));
    expectSize(mapped.size(), average([1, 0.25], [10, 0.5], [7, 0.25]));
  });

  it('never jumps where the order is unknown, and arrives', async () => {
    for (const bytes of [RIGS.numberedRising(), RIGS.numberedFalling(), RIGS.namedOverRest()]) {
      const mouth = await playMouth(bytes);
      const heights = Array.from({ length: 101 }, (_, i) => {
        mouth.frame({ 21: 1 - i / 100, 2: i / 100 }, 1);
        return mouth.size()[1];
      });
      const way = Math.abs((heights[100] as number) - (heights[0] as number));
      for (let i = 1; i <= 100; i++) {
        expect(Math.abs((heights[i] as number) - (heights[i - 1] as number))).toBeLessThan(way / 20);
      }
      expect(new Set(heights.map((height) => height.toFixed(3))).size).toBeGreaterThan(40);
    }
  });

  it('draws what looks most like a shape that the file lacks, and says so', async () => {
    const mouth = await playMouth(RIGS.numberedRising([100, 116, 110]));
    expect(mouth.report.missing).toEqual(['100', '110', '116', 'gesture']);
    const instead = mouth.report.shapes.filter(({ insteadOf }) => insteadOf !== undefined);
    expect(instead).toEqual([
      // Silence: lips that are closed for p, b and m.
      { visemeId: 0, shape: '107', insteadOf: '100' },
      // w and oo: the roundest that is left, that of "ow".
      { visemeId: 7, shape: '112', insteadOf: '110' },
      // th: the tongue of l.
      { visemeId: 17, shape: '108', insteadOf: '116' },
    ]);
    mouth.frame({ 2: 1 }, 16);
    mouth.frame({ 0: 1 }, 16);
    expectSize(mouth.size(), sizeOf(7));
  });

  it('opens by one number as far as each viseme does', async () => {
    const mouth = await playMouth(RIGS.loudness());
    expect(mouth.report.strategy).toBe('loudness');
    const heightOf = (viseme: number) => {
      mouth.frame({ [viseme]: 1 }, 16);
      return mouth.size()[1];
    };
    expect(heightOf(2)).toBeCloseTo(sizeOf(10)[1], 3);
    expect(heightOf(0)).toBeCloseTo(sizeOf(0)[1], 3);
    expect(heightOf(6)).toBeGreaterThan(heightOf(18));
    const upsideDown = await playMouth(RIGS.loudness(), { mouth: { loudness: 'mouthOpen', closed: 100, open: 0 } });
    upsideDown.frame({ 2: 1 }, 16);
    expect(upsideDown.size()[1]).toBeCloseTo(sizeOf(0)[1], 3);
  });

  it('is left as it is drawn when there is nothing to drive, and says what the file has', async () => {
    const mouth = await playMouth(RIGS.mouthless());
    const before = mouth.size();
    mouth.frame({ 2: 1 }, 16);
    expect(mouth.size()).toEqual(before);
    expect(mouth.report).toMatchObject({ strategy: undefined, shapes: [], found: ['mood'] });
    expect(mouth.report.missing).toContain('a mouth that can be driven');
  });
});

function average(...shares: readonly (readonly [shape: number, weight: number])[]): MouthSize {
  const sum = (side: 0 | 1) => shares.reduce((total, [shape, weight]) => total + sizeOf(shape)[side] * weight, 0);
  return [sum(0), sum(1)];
}

function expectSize(size: MouthSize | undefined, expected: MouthSize): void {
  expect(size?.[0]).toBeCloseTo(expected[0], 2);
  expect(size?.[1]).toBeCloseTo(expected[1], 2);
}
