#!/usr/bin/env node
// npm run bench:lipsync: how well do mouth shapes fit the speech? docs/accuracy.md explains every number.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackagesBuilt } from '../../scripts/setup/build.mjs';
import { exitOnSignals, Failure, main, step } from '../../scripts/setup/progress.mjs';
import { readOptions, USAGE } from './options.mjs';

/** Length of a recording whose picture is neither crowded nor empty. */
const PICTURE_SECONDS = 4;

exitOnSignals();
await main(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
    return;
  }
  if (options.build) await ensurePackagesBuilt();
  // Everything below imports the packages, which may not have been there.
  const { readLabelledFolder, sourceOf } = await import('./data/labelled-folder.mjs');
  const { openEngines } = await import('./engines/open-engines.mjs');
  const { synthesizedSet } = await import('./data/synthesized-set.mjs');
  const { scoreEngine } = await import('./score-engine.mjs');
  const { savePicture } = await import('./report/save-picture.mjs');
  const { asMarkdown, asText, engineCells, groupCells } = await import('./report/cells.mjs');

  const folder = options.data ?? (await synthesizedSet());
  const utterances = readLabelledFolder(folder, options.conditions);
  const { engines, left } = await openEngines(options);
  const { by } = options;
  const groupOf = by && ((utterance) => (by === 'source' ? sourceOf(utterance) : String(utterance.fields[by] ?? '')));
  const results = [];
  for (const engine of engines) {
    const work = () => scoreEngine(engine, utterances, { ...options, groupOf });
    results.push(await step(`${engine.title}, ${utterances.length} recordings`, work));
    await engine.close?.();
  }
  const print = options.markdown ? asMarkdown : asText;
  console.log(print(engineCells(results.map((result) => ({ title: result.engine.title, summary: result })))));
  for (const { engine, groups } of by ? results : []) {
    console.log(`\n${engine.title}\n\n${print(groupCells(by, groups))}`);
  }
  for (const sentence of [...results.flatMap(remarksOn), ...left]) console.log(`\n${sentence}`);
  if (options.out) {
    mkdirSync(options.out, { recursive: true });
    for (const { engine, records } of results) {
      mkdirSync(join(options.out, 'cues', engine.name), { recursive: true });
      for (const [id, record] of records) {
        if (record) writeFileSync(join(options.out, 'cues', engine.name, `${id}.json`), JSON.stringify(record));
      }
    }
    const saved = results.map(({ records: _, ...result }) => result);
    writeFileSync(join(options.out, 'results.json'), `${JSON.stringify(saved, null, 2)}\n`);
    const utterance = pictured(utterances, options.picture);
    const rows = results.map(({ engine, records }) => ({ title: engine.title, record: records.get(utterance.id) }));
    await step('drawing', () => savePicture(options.out, utterance, rows, options.earlierByMs));
  }
});

/** What a reader of an engine's column must know. */
function remarksOn({ engine, metrics }) {
  const unknown = Object.keys(metrics.unknownPhones);
  return [
    ...(engine.note ? [engine.note] : []),
    ...(metrics.missing > 0 ? [`${engine.title} has nothing on ${metrics.missing} recordings: a mouth at rest.`] : []),
    ...(unknown.length > 0 ? [`Left out, because nobody knows these phones: ${unknown.join(' ')}.`] : []),
  ];
}

/** The recording that is asked for, or one that fits a page. */
function pictured(utterances, id) {
  if (id !== undefined) {
    const found = utterances.find((utterance) => utterance.id === id);
    if (!found) throw new Failure(`None of the recordings is "${id}".`);
    return found;
  }
  const distance = ({ phones }) => Math.abs((phones.at(-1)?.end ?? 0) - PICTURE_SECONDS);
  return utterances.reduce((best, next) => (distance(next) < distance(best) ? next : best));
}
