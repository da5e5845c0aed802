import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from './cue.js';
import { cuesToTimeline, framesToTimeline, parseTimeline, timelineToCues } from './timeline.js';
import type { VisemeId } from './viseme.js';

const visemeId = fc.integer({ min: 0, max: 21 }) as fc.Arbitrary<VisemeId>;

describe('framesToTimeline', () => {
  it('makes one cue of equal neighbours', () => {
    expect(framesToTimeline([0, 0, 21, 21, 2, 0])).toEqual({
      version: 1,
      durationMs: 60,
      speechMs: 30, // two frames of 21 and one of 2
      frameMs: 10,
      cues: [
        { t: 0, v: 0 },
        { t: 20, v: 21 },
        { t: 40, v: 2 },
        { t: 50, v: 0 },
      ],
    });
  });

  it('gives silence for no frames', () => {
    expect(framesToTimeline([])).toMatchObject({ durationMs: 0, speechMs: 0, cues: [{ t: 0, v: 0 }] });
  });

  it('refuses what is not a viseme', () => {
    expect(() => framesToTimeline([0, 22])).toThrowError(
      expect.objectContaining({ code: 'CUES_TIMELINE_INVALID', message: expect.stringContaining('frame 1 is 22') }),
    );
  });
});

describe('cuesToTimeline', () => {
  it('starts at 0 with silence, lets the last of equal times win and drops what is behind the end', () => {
    const cues: Cue[] = [
      { visemeId: 4, offsetMs: 30.4 },
      { visemeId: 5, offsetMs: 30.4 },
      { visemeId: 5, offsetMs: 60 },
      { visemeId: 6, offsetMs: 100 },
    ];
    expect(cuesToTimeline(cues, 100).cues).toEqual([
      { t: 0, v: 0 },
      { t: 30, v: 5 },
    ]);
  });

  it('does not keep a repeat that an overruled cue leaves behind', () => {
    const cues: Cue[] = [
      { visemeId: 4, offsetMs: 10 },
      { visemeId: 5, offsetMs: 20 },
      { visemeId: 4, offsetMs: 20 },
    ];
    expect(cuesToTimeline(cues, 50).cues).toEqual([
      { t: 0, v: 0 },
      { t: 10, v: 4 },
    ]);
  });

  it('refuses times that go back', () => {
    const cues: Cue[] = [
      { visemeId: 4, offsetMs: 30 },
      { visemeId: 5, offsetMs: 20 },
    ];
    expect(() => cuesToTimeline(cues, 100)).toThrowError(expect.objectContaining({ code: 'CUES_TIMELINE_INVALID' }));
  });
});

describe('parseTimeline', () => {
  const good = framesToTimeline([0, 3, 3, 7]);

  it('takes back whatever framesToTimeline made, through JSON', () => {
    fc.assert(
      fc.property(fc.array(visemeId), (frames) => {
        const timeline = framesToTimeline(frames);
        expect(parseTimeline(JSON.parse(JSON.stringify(timeline)))).toEqual(timeline);
        // The cues say the same as the frames, frame by frame.
        const cues = timelineToCues(timeline);
        const read = frames.map((_, i) => cues.findLast(({ offsetMs }) => offsetMs <= i * 10)?.visemeId);
        expect(read).toEqual(frames);
      }),
    );
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['another version', { ...good, version: 2 }],
    ['another grid', { ...good, frameMs: 20 }],
    ['no duration', { ...good, durationMs: undefined }],
    ['a negative duration', { ...good, durationMs: -1 }],
    ['speech that does not add up', { ...good, speechMs: 1 }],
    ['no cues', { ...good, cues: [] }],
    ['a first cue late', { ...good, cues: [{ t: 10, v: 0 }] }],
    [
      'equal times',
      {
        ...good,
        cues: [
          { t: 0, v: 0 },
          { t: 0, v: 1 },
        ],
      },
    ],
    ['a cue that is no object', { ...good, cues: [null] }],
    ['an unknown viseme', { ...good, cues: [{ t: 0, v: 22 }] }],
    ['a time that is not finite', { ...good, cues: [{ t: Number.NaN, v: 0 }] }],
    [
      'a cue behind the end',
      {
        ...good,
        cues: [
          { t: 0, v: 0 },
          { t: 41, v: 1 },
        ],
      },
    ],
  ])('refuses %s', (_, value) => {
    expect(() => parseTimeline(value)).toThrowError(expect.objectContaining({ code: 'CUES_TIMELINE_INVALID' }));
  });
});
