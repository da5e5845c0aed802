import { readSound } from './data/read-sound.mjs';
import { intervalsOf, poolByGroup } from './score/intervals.mjs';
import { metricsOf } from './score/metrics.mjs';
import { pool } from './score/tally.mjs';
import { tallyUtterance } from './score/tally-utterance.mjs';

/**
 * Lets an engine hear every recording and scores what it says.
 *
 * @param {import('./engines/engine.mjs').Engine} engine
 * @param {readonly import('./data/labelled-folder.mjs').Utterance[]} utterances
 * @param {object} [options]
 * @param {number} [options.earlierByMs] moves every cue so much forward before it is scored.
 * @param {(utterance: import('./data/labelled-folder.mjs').Utterance) => string} [options.groupOf] also scores these apart.
 * @param {'utterance' | 'speaker'} [options.resample] what the intervals draw anew.
 */
export async function scoreEngine(engine, utterances, { earlierByMs = 0, groupOf, resample = 'utterance' } = {}) {
  const items = [];
  // What is compiled or loaded on first use is not what a second of sound costs.
  if (utterances[0]) await engine.run({ id: utterances[0].id, ...readSound(utterances[0].soundPath) });
  for (const utterance of utterances) {
    const sound = { id: utterance.id, ...readSound(utterance.soundPath) };
    const record = await engine.run(sound);
    items.push({
      utterance,
      record,
      seconds: sound.samples.length / sound.sampleRateHz,
      tally: tallyUtterance(utterance.phones, record, earlierByMs),
    });
  }
  const summary = (part) => ({
    metrics: metricsOf(pool(part.map(({ tally }) => tally))),
    intervals: intervalsOf(drawnFrom(part, resample)),
    cpuSecondsPerSecond: cpuShare(part),
  });
  const groups = new Map();
  for (const item of groupOf ? items : []) {
    const group = groupOf(item.utterance);
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return {
    engine: { name: engine.name, title: engine.title, note: engine.note },
    ...summary(items),
    groups: Object.fromEntries([...groups].sort().map(([group, part]) => [group, summary(part)])),
    records: new Map(items.map(({ utterance, record }) => [utterance.id, record])),
  };
}

function drawnFrom(items, resample) {
  if (resample === 'utterance') return items.map(({ tally }) => tally);
  return poolByGroup(items.map(({ utterance, tally }) => ({ group: String(utterance.fields.speaker ?? '?'), tally })));
}

function cpuShare(items) {
  const timed = items.filter(({ record }) => record?.cpuSeconds !== undefined);
  if (timed.length === 0) return null;
  const sum = (read) => timed.reduce((total, item) => total + read(item), 0);
  return sum(({ record }) => record.cpuSeconds) / sum(({ seconds }) => seconds);
}
