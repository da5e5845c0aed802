import { describe, expect, it } from 'vitest';
import { LABELS, LATE, OURS } from './hand-made.fixture.mjs';
import { intervalsOf } from './intervals.mjs';
import { metricsOf } from './metrics.mjs';
import { pool } from './tally.mjs';
import { tallyUtterance } from './tally-utterance.mjs';

/**
 * Numbers of another scorer, written by other people after the same definitions, on the same hand-made recordings. They
 * are not to be changed with the code: where they differ, the code is wrong.
 */
const OF_ANOTHER_SCORER = {
  ours: {
    ...{ accVis: 0.6680672268907563, balanced: 0.6052523767312207, acc22: 0.5042016806722689 },
    ...{ groups: 0.6680672268907563, closure: 1, lipToTeeth: 1, rounding: 0.8888888888888888, postalveolar: 1 },
    ...{ moves: 0.02586206896551724, onset: -8, onsetError: 10, ending: 2.5, endingError: 8, closureStart: -17.5 },
    ...{ jaw: 0.7072706175224578, lag: -32.019996416177285, changes: 9.267059814658804, labels: 9.267059814658804 },
    ...{ classes: 9.267059814658804, labelClasses: 8.845829823083402, flickers: 1.2636899747262005 },
  },
  late: {
    ...{ accVis: 0.31932773109243695, balanced: 0.3959018572128684, acc22: 0.27310924369747897 },
    ...{ groups: 0.3445378151260504, closure: 2 / 3, lipToTeeth: 1, rounding: 0.75, postalveolar: 2 / 3 },
    ...{ moves: 0.017241379310344827, onset: 69.5, onsetError: 69.5, ending: 64, endingError: 64, closureStart: 69.5 },
    ...{ jaw: 0.2661764381687328, lag: 41.60074128264896, changes: 6.739679865206402, labels: 9.267059814658804 },
    ...{ classes: 6.739679865206402, labelClasses: 8.845829823083402, flickers: 0 },
  },
  lateMoved: {
    ...{ accVis: 0.47478991596638653, balanced: 0.4806964218924905, acc22: 0.39915966386554624 },
    ...{ groups: 0.47478991596638653, closure: 2 / 3, lipToTeeth: 1, rounding: 0.75, postalveolar: 2 / 3 },
    ...{ moves: 0.02586206896551724, onset: -0.5, onsetError: 9, ending: -6, endingError: 11, closureStart: -0.5 },
    ...{ jaw: 0.27006570375094735, lag: -20.078127260015407, changes: 6.318449873631002, labels: 9.267059814658804 },
    ...{ classes: 6.318449873631002, labelClasses: 8.845829823083402, flickers: 0 },
  },
};

function talliesOf(records, earlierByMs) {
  return Object.entries(LABELS).map(([id, phones]) => tallyUtterance(phones, records[id], earlierByMs));
}

function numbersOf(metrics) {
  const { events, onset, ending, jaw } = metrics;
  return {
    accVis: metrics.accVis,
    balanced: metrics.balanced,
    acc22: metrics.acc22,
    groups: metrics.accGroups,
    ...Object.fromEntries(Object.entries(events).map(([name, { f1 }]) => [name, f1])),
    moves: metrics.movesInPauses,
    onset: onset.biasMs,
    onsetError: onset.medianErrorMs,
    ending: ending.biasMs,
    endingError: ending.medianErrorMs,
    closureStart: metrics.closureStart.biasMs,
    jaw: jaw.r,
    lag: jaw.lagMs,
    changes: metrics.changesPerSecond,
    labels: metrics.referenceChangesPerSecond,
    classes: metrics.classChangesPerSecond,
    labelClasses: metrics.referenceClassChangesPerSecond,
    flickers: metrics.flickersPerSecond,
  };
}

describe('scoring a set', () => {
  it.each([
    ['our own alphabet', OURS, 0, OF_ANOTHER_SCORER.ours],
    ['another alphabet, and a recording left out', LATE, 0, OF_ANOTHER_SCORER.late],
    ['cues moved forward', LATE, 70, OF_ANOTHER_SCORER.lateMoved],
  ])('agrees with another scorer: %s', (_, records, earlierByMs, expected) => {
    const numbers = numbersOf(metricsOf(pool(talliesOf(records, earlierByMs))));
    expect(Object.keys(numbers)).toEqual(Object.keys(expected));
    for (const [name, value] of Object.entries(expected)) expect(numbers[name], name).toBeCloseTo(value, 10);
  });

  it('counts recordings, seconds, delays and labels that nobody knows', () => {
    const metrics = metricsOf(pool(talliesOf(OURS)));
    expect(metrics).toMatchObject({ utterances: 3, missing: 0, alphabet: 'sapi22', unknownPhones: { xx: 1 } });
    expect(metrics.seconds).toBeCloseTo(4.44, 10);
    expect(metrics.speechSeconds).toBeCloseTo(2.374, 10);
    expect(metrics.pauseSeconds).toBeCloseTo(1.16, 10);
    expect(metrics.delayMs).toEqual({ median: 78, p95: 80, largest: 80 });
    expect(metricsOf(pool(talliesOf(LATE)))).toMatchObject({ missing: 1, alphabet: 'sapi22+oculus15' });
  });

  it('gives the same intervals each time, those of the other scorer', () => {
    const intervals = intervalsOf(talliesOf(OURS), 200);
    expect(intervals.accVis[0]).toBeCloseTo(0.48770491803278687, 10);
    expect(intervals.accVis[1]).toBeCloseTo(0.9302325581395349, 10);
    expect(intervals.closure).toEqual([1, 1]);
    expect(intervalsOf(talliesOf(OURS), 200)).toEqual(intervals);
  });
});

describe('scoring one recording', () => {
  const { mama } = LABELS;
  const perfect = { cues: mama.map(({ start }, i) => ({ t: 1000 * start, v: [0, 21, 2, 21, 2, 0][i] })) };

  it('finds nothing wrong with a perfect mouth', () => {
    const metrics = metricsOf(tallyUtterance(mama, perfect));
    expect(metrics).toMatchObject({ accVis: 1, balanced: 1, acc22: 1, accGroups: 1, movesInPauses: 0 });
    expect(metrics.events.closure).toEqual({ f1: 1, precision: 1, recall: 1, expected: 2, drawn: 2 });
    expect(metrics.onset.biasMs).toBe(0);
    expect(metrics.jaw.r).toBeCloseTo(1, 10);
    expect(metrics.changesPerSecond).toBe(metrics.referenceChangesPerSecond);
  });

  it('counts one closure for a mouth that stays closed through two', () => {
    const metrics = metricsOf(
      tallyUtterance(mama, {
        cues: [
          { t: 300, v: 21 },
          { t: 900, v: 0 },
        ],
      }),
    );
    expect(metrics.events.closure).toMatchObject({ expected: 2, drawn: 1, recall: 0.5 });
  });

  it('sees a mouth that never rests', () => {
    expect(metricsOf(tallyUtterance(mama, { cues: [{ t: 0, v: 19 }] })).movesInPauses).toBe(1);
  });

  it('refuses what is no cue', () => {
    expect(() => tallyUtterance(mama, { cues: [{ t: 0, v: 22 }] })).toThrow('"v" must be a viseme id, 0 to 21');
    expect(() => tallyUtterance(mama, { set: 'oculus15', cues: [{ t: 0, n: 'QQ' }] })).toThrow('no shape "QQ"');
  });
});
