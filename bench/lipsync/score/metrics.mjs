import { VISEME_COUNT } from '@lipwire/cues';
import { EVENTS, VISUAL_CLASSES } from '../alphabets/visual-classes.mjs';
import { FRAME_MS } from './frames.mjs';
import { bestLag, correlationAt } from './jaw-curve.mjs';
import { quantile } from './quantile.mjs';

/**
 * What a tally says, as numbers to report. Shares are 0 to 1; `null` where there was nothing to measure.
 *
 * @param {import('./tally.mjs').Tally} tally
 */
export function metricsOf(tally) {
  const classes = tally.of('classes');
  const speechSeconds = tally.get('speechMs') / 1000;
  const perSecond = (name) => share(tally.get(name), speechSeconds);
  return {
    utterances: tally.get('utterances'),
    missing: tally.get('missing'),
    alphabet: [...tally.alphabets].join('+'),
    seconds: (tally.get('scoredFrames') * FRAME_MS) / 1000,
    speechSeconds,
    /** Frames of speech in which the eye sees the right class of nine. */
    accVis: diagonalShare(classes, VISUAL_CLASSES.length),
    /** The same for each class by itself, then the mean: frequent classes weigh no more than rare ones. */
    balanced: mean(recalls(classes, VISUAL_CLASSES.length)),
    /** Frames of speech with the right viseme of 22. */
    acc22: diagonalShare(tally.of('visemes'), VISEME_COUNT),
    /** Frames of speech in the right one of the six groups that every alphabet has. */
    accGroups: share(tally.get('groupHits'), tally.get('speechFrames')),
    events: Object.fromEntries(Object.keys(EVENTS).map((name) => [name, eventScore(tally.event(name))])),
    movesInPauses: share(tally.get('movingFrames'), tally.get('pauseFrames')),
    pauseSeconds: (tally.get('pauseFrames') * FRAME_MS) / 1000,
    onset: timing(tally.lists.onsetMs, tally.get('onsets')),
    ending: timing(tally.lists.endingMs, tally.get('endings')),
    closureStart: timing(tally.lists.closureStartMs),
    jaw: { r: correlationAt(tally.of('jaw'), 0), lagMs: inMs(bestLag(tally.of('jaw'))) },
    changesPerSecond: perSecond('changes'),
    referenceChangesPerSecond: perSecond('referenceChanges'),
    classChangesPerSecond: perSecond('classChanges'),
    referenceClassChangesPerSecond: perSecond('referenceClassChanges'),
    flickersPerSecond: perSecond('flickers'),
    /** From a cue's sound to the sound with which the cue came; what was only known at the end is not "live". */
    delayMs: {
      median: quantile(tally.lists.delayMs, 0.5),
      p95: quantile(tally.lists.delayMs, 0.95),
      largest: quantile(tally.lists.delayMs, 1),
    },
    classRecall: Object.fromEntries(VISUAL_CLASSES.map(({ name }, i) => [name, rowShare(classes, i)])),
    unknownPhones: Object.fromEntries(tally.unknownPhones),
  };
}

/** @returns {number | null} */
function share(part, whole) {
  return whole > 0 ? part / whole : null;
}

function mean(values) {
  return share(
    values.reduce((a, b) => a + b, 0),
    values.length,
  );
}

/** Being right in silence is easy: its row is left out. */
function diagonalShare(matrix, size) {
  let hits = 0;
  let all = 0;
  for (let row = 1; row < size; row++) {
    for (let column = 0; column < size; column++) all += matrix[row * size + column];
    hits += matrix[row * size + row];
  }
  return share(hits, all);
}

function recalls(matrix, size) {
  return Array.from({ length: size - 1 }, (_, i) => rowShare(matrix, i + 1, size)).filter((value) => value !== null);
}

function rowShare(matrix, row, size = VISUAL_CLASSES.length) {
  const cells = matrix.subarray(row * size, (row + 1) * size);
  return share(
    cells[row],
    cells.reduce((a, b) => a + b, 0),
  );
}

function eventScore([pairs, expected, drawn]) {
  return {
    f1: share(2 * pairs, expected + drawn),
    precision: share(pairs, drawn),
    recall: share(pairs, expected),
    expected,
    drawn,
  };
}

/** Positive where the mouth is late. */
function timing(offsetsMs, expected) {
  return {
    biasMs: quantile(offsetsMs, 0.5),
    medianErrorMs: quantile(offsetsMs.map(Math.abs), 0.5),
    matched: offsetsMs.length,
    ...(expected === undefined ? {} : { expected }),
  };
}

function inMs(frames) {
  return frames === null ? null : frames * FRAME_MS;
}
