import { expect, it } from 'vitest';
import { presetOf, rangeOf } from './fields';
import { agreement, changesPerSecond, timelineOf } from './figures';
import { timelineFileName } from './save-timeline';

const timeline = timelineOf(
  [
    { offset: 100, visemeId: 21 },
    { offset: 200.4, visemeId: 2 },
    { offset: 500, visemeId: 0 },
  ],
  1000,
);

it('counts changes of shape per second of speech', () => {
  expect(timeline.speechMs).toBe(400);
  expect(changesPerSecond(timeline, timeline.speechMs)).toBeCloseTo(7.5);
  expect(changesPerSecond(timelineOf([], 1000), 0)).toBe(0);
});

it('says for how much of the speech the shape is that of the sound', () => {
  const phones = [
    { phone: 'pau', startMs: 0, endMs: 100 },
    { phone: 'm', startMs: 100, endMs: 200 },
    { phone: 'iy', startMs: 200, endMs: 300 },
    { phone: 'aa', startMs: 300, endMs: 500 },
    { phone: 'pau', startMs: 500, endMs: 1000 },
  ];
  expect(agreement(timeline, { phones })).toBe(0.75);
  expect(agreement(timeline, { phones: [] })).toBeUndefined();
});

it('knows what each slider may be, and which preset a config is', () => {
  expect(rangeOf('mergeWindow')).toEqual({ min: 40, max: 160, unit: 'ms', step: 5, defaultValue: 60 });
  expect(rangeOf('similarityThreshold')).toMatchObject({ min: 0, max: 1, step: 0.05 });
  const conversation = {
    minVisemeInterval: 40,
    mergeWindow: 60,
    keyVisemePreference: 0.6,
    preserveSilence: true,
    similarityThreshold: 0.4,
    preserveCriticalVisemes: true,
    criticalVisemeMinDuration: 80,
  };
  expect(presetOf(conversation)).toBe('conversation');
  expect(presetOf({ ...conversation, mergeWindow: 65 })).toBeUndefined();
});

it('names a file after what was said', () => {
  expect(timelineFileName('She sells sea shells…')).toBe('she-sells-sea-shells.visemes.json');
  expect(timelineFileName('Grüße, 2.wav')).toBe('grüße-2.visemes.json');
  expect(timelineFileName('…')).toBe('speech.visemes.json');
});
