import { VISEME_COUNT } from '@lipwire/cues';
import { UNSCORED } from '../alphabets/phones.mjs';
import { CLASS_OF_VISEME, CLOSED, EVENTS, GROUP_OF_CLASS, REST, VISUAL_CLASSES } from '../alphabets/visual-classes.mjs';
import { cueTrack } from './cue-track.mjs';
import { firstFrameAt } from './frames.mjs';
import { addLagSums, smooth } from './jaw-curve.mjs';
import { referenceTrack } from './reference-track.mjs';
import { pairEvents, stretches } from './segments.mjs';
import { Tally } from './tally.mjs';

/** Pauses longer than this are watched for movement, but for their ends, where a mouth may still close or open already. */
const WATCHED_PAUSE_MS = 200;
const PAUSE_EDGE_MS = 60;

/** Speech starts or ends where silence lasts this long; the mouth's own start or end is looked for this far around. */
const BOUNDARY_SILENCE_MS = 150;
const BOUNDARY_REACH_MS = 300;

/** A shape shorter than this is seen as a flicker, if at all. */
const FLICKER_MS = 40;

/**
 * Compares what an engine said of one recording with its labels.
 *
 * @param {{ p: string, start: number, end: number }[]} phones the labels; times in seconds.
 * @param {import('./cue-track.mjs').CueRecord | undefined} record `undefined` counts as a mouth that never moves.
 * @param {number} [earlierByMs] moves every cue so much forward.
 */
export function tallyUtterance(phones, record, earlierByMs = 0) {
  const tally = new Tally();
  const said = record ?? { cues: [] };
  const reference = referenceTrack(phones);
  const drawn = cueTrack(said, reference.frameCount, earlierByMs);
  tally.count('utterances');
  if (!record) tally.count('missing');
  tally.alphabets.add(said.set ?? 'sapi22');
  tally.unknownPhones = reference.unknownPhones;
  tally.lists.delayMs = said.cues.filter(({ at }) => typeof at === 'number').map(({ t, at }) => at - t);

  countFrames(tally, reference, drawn);
  countEvents(tally, reference, drawn);
  countPauses(tally, reference, drawn);
  countChanges(tally, reference, drawn);
  const isScored = (frame) => reference.visemes[frame] !== UNSCORED;
  addLagSums(tally.of('jaw'), smooth(reference.jaw), smooth(drawn.jaw), isScored);
  return tally;
}

function countFrames(tally, reference, drawn) {
  const visemes = tally.of('visemes');
  const classes = tally.of('classes');
  for (let i = 0; i < reference.frameCount; i++) {
    const visemeId = reference.visemes[i];
    if (visemeId === UNSCORED) continue;
    const speech = visemeId !== 0;
    const expected = CLASS_OF_VISEME[visemeId];
    const seen = drawn.classes[i] === reference.otherClasses[i] ? expected : drawn.classes[i];
    tally.count('scoredFrames');
    if (speech) tally.count('speechFrames');
    if (speech && GROUP_OF_CLASS[expected] === GROUP_OF_CLASS[seen]) tally.count('groupHits');
    visemes[visemeId * VISEME_COUNT + drawn.visemes[i]]++;
    classes[expected * VISUAL_CLASSES.length + seen]++;
  }
}

function countEvents(tally, reference, drawn) {
  for (const [name, classes] of Object.entries(EVENTS)) {
    const isEvent = ({ visualClass }) => classes.includes(visualClass);
    const expected = stretches(reference.segments, isEvent);
    const found = stretches(drawn.segments, isEvent);
    const pairs = pairEvents(expected, found);
    tally.event(name).set([pairs.length, expected.length, found.length]);
    if (classes[0] === CLOSED) tally.lists.closureStartMs = pairs.map(([a, b]) => b.startMs - a.startMs);
  }
}

function countPauses(tally, reference, drawn) {
  const starts = [];
  const endings = [];
  for (const [i, { visualClass, startMs }] of drawn.segments.entries()) {
    const wasAtRest = i === 0 || drawn.segments[i - 1].visualClass === REST;
    if (wasAtRest && visualClass !== REST) starts.push(startMs);
    if (!wasAtRest && visualClass === REST) endings.push(startMs);
  }
  for (const { startMs, endMs } of stretches(reference.segments, ({ visualClass }) => visualClass === REST)) {
    if (endMs - startMs > WATCHED_PAUSE_MS) {
      const last = Math.min(firstFrameAt(endMs - PAUSE_EDGE_MS), reference.frameCount);
      for (let i = firstFrameAt(startMs + PAUSE_EDGE_MS); i < last; i++) {
        tally.count('pauseFrames');
        if (drawn.classes[i] !== REST) tally.count('movingFrames');
      }
    }
    if (endMs - startMs < BOUNDARY_SILENCE_MS) continue;
    // The ends of the recording are no boundaries of speech.
    if (endMs < reference.endMs - 1) countBoundary(tally, 'onsets', tally.lists.onsetMs, endMs, starts);
    if (startMs > 1) countBoundary(tally, 'endings', tally.lists.endingMs, startMs, endings);
  }
}

function countBoundary(tally, name, list, boundaryMs, candidatesMs) {
  tally.count(name);
  let nearestMs = Number.POSITIVE_INFINITY;
  for (const candidateMs of candidatesMs) {
    if (Math.abs(candidateMs - boundaryMs) < Math.abs(nearestMs)) nearestMs = candidateMs - boundaryMs;
  }
  if (Math.abs(nearestMs) <= BOUNDARY_REACH_MS) list.push(nearestMs);
}

function countChanges(tally, reference, drawn) {
  const spoken = reference.segments.filter(({ visemeId }) => visemeId > 0);
  for (const { startMs, endMs } of spoken) tally.count('speechMs', endMs - startMs);
  const speech = stretches(spoken, () => true);
  const inSpeech = (timeMs) => speech.some(({ startMs, endMs }) => timeMs >= startMs && timeMs < endMs);
  const countIn = (segments, symbolOf, changes, classChanges) => {
    for (let i = 1; i < segments.length; i++) {
      const [before, now] = [segments[i - 1], segments[i]];
      if (!inSpeech(now.startMs)) continue;
      if (symbolOf(now) !== symbolOf(before)) tally.count(changes);
      if (now.visualClass !== before.visualClass) tally.count(classChanges);
    }
  };
  const scored = reference.segments.filter(({ visemeId }) => visemeId !== UNSCORED);
  countIn(scored, ({ visemeId }) => visemeId, 'referenceChanges', 'referenceClassChanges');
  countIn(drawn.segments, ({ symbol }) => symbol, 'changes', 'classChanges');
  for (const { startMs, endMs } of drawn.segments) {
    if (endMs - startMs < FLICKER_MS && inSpeech(startMs)) tally.count('flickers');
  }
}
