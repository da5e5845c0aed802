#!/usr/bin/env node
// Measures everything that docs/accuracy.md shows, and writes it there:
//
//   node bench/lipsync/write-accuracy-page.mjs --speech DIR --held-out DIR [--no-build]
//
// --speech    recordings of people; those whose "split" is "dev" are heard
// --held-out  what training/prepare_synthetic.py wrote; those whose "split" is "held-out" are heard
//
// A section whose recordings are not given stays as it is.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackagesBuilt } from '../../scripts/setup/build.mjs';
import { exitOnSignals, main, step } from '../../scripts/setup/progress.mjs';
import { ROOT } from '../../scripts/setup/repository.mjs';

const PAGE = join(ROOT, 'docs', 'accuracy.md');
const PICTURE = join(ROOT, 'docs', 'images', 'lip-sync-timeline.svg');

/** What a recording needs to be a picture: a length that fits, and something to see. */
const PICTURED = { seconds: [3.5, 6.5], closures: 2, others: 2 };

const PEERS = ['headaudio', 'wawa', 'wlipsync', 'rhubarb'];
const { values } = parseArgs({
  options: {
    speech: { type: 'string' },
    'held-out': { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});

exitOnSignals();
await main(async () => {
  if (!values['no-build']) await ensurePackagesBuilt();
  const { asMarkdown, engineCells, groupCells } = await import('./report/cells.mjs');
  const { delayCells } = await import('./report/delay-cells.mjs');
  const { replaceSection } = await import('./report/replace-section.mjs');
  const { bestDelay } = await import('./score/best-delay.mjs');
  const { metricsOf } = await import('./score/metrics.mjs');
  const { tallyUtterance } = await import('./score/tally-utterance.mjs');
  const { synthesizedSet } = await import('./data/synthesized-set.mjs');

  const writeText = (name, content) => writeFileSync(PAGE, replaceSection(readFileSync(PAGE, 'utf8'), name, content));
  const write = (name, lines, sentences = []) => writeText(name, [asMarkdown(lines), ...sentences].join('\n\n'));
  const named = (results) => results.map((result) => ({ title: result.engine.title, summary: result }));

  if (values.speech) {
    const { utterances, results, left } = await measure(values.speech, ['split=dev'], ['ours', ...PEERS]);
    write('people', engineCells(named(results)), left);
    const delayed = results.map(({ engine, records }) => {
      const recordings = utterances.map(({ id, phones }) => ({ phones, record: records.get(id) }));
      return { title: engine.title, ...bestDelay(recordings) };
    });
    write('delayed', delayCells(delayed));
    const typical = typicalOf(utterances, results[0], { metricsOf, tallyUtterance });
    await step(`drawing ${typical.id}`, () => draw(typical, results));
    writeText('picture', captionOf(typical));
    const known = await measure(values.speech, ['split=dev', 'text_is_asr!=true'], ['ours', ...PEERS], 'speaker');
    write('reference-text', engineCells(named(known.results)));
    write('reference-text-speakers', groupCells('speaker', known.results[0].groups));
  }
  if (values['held-out']) {
    const { results } = await measure(values['held-out'], ['split=held-out'], ['ours', ...PEERS], 'source');
    write('held-out', engineCells(named(results)));
    write('held-out-voices', groupCells('voice', results[0].groups));
  }
  const { results } = await measure(await synthesizedSet(), [], ['ours', ...PEERS], 'speaker');
  write('flite', engineCells(named(results)));
  write('flite-voices', groupCells('voice', results[0].groups));
});

async function measure(folder, conditions, names, by) {
  const { readLabelledFolder, sourceOf } = await import('./data/labelled-folder.mjs');
  const { openEngines } = await import('./engines/open-engines.mjs');
  const { scoreEngine } = await import('./score-engine.mjs');
  const utterances = readLabelledFolder(folder, conditions);
  const { engines, left } = await openEngines({ engines: names });
  const groupOf = by && ((utterance) => (by === 'source' ? sourceOf(utterance) : String(utterance.fields[by])));
  const results = [];
  for (const engine of engines) {
    const work = () => scoreEngine(engine, utterances, { groupOf });
    results.push(await step(`${engine.title}, ${utterances.length} recordings`, work));
    await engine.close?.();
  }
  return { utterances, results, left };
}

/** Of the recordings that make a picture the one whose score is nearest to that of the whole set. */
function typicalOf(utterances, { metrics, records }, { metricsOf, tallyUtterance }) {
  let best;
  for (const utterance of utterances) {
    const own = metricsOf(tallyUtterance(utterance.phones, records.get(utterance.id)));
    const seconds = utterance.phones.at(-1).end;
    const fits = seconds >= PICTURED.seconds[0] && seconds <= PICTURED.seconds[1];
    const { closure, lipToTeeth, postalveolar } = own.events;
    const others = lipToTeeth.expected + postalveolar.expected;
    const shows = closure.expected >= PICTURED.closures && others >= PICTURED.others;
    if (!fits || !shows || utterance.fields.text_is_asr) continue;
    const distance = Math.abs(own.accVis - metrics.accVis);
    if (!best || distance < best.distance) best = { utterance, distance };
  }
  return best?.utterance ?? utterances[0];
}

async function draw(utterance, results) {
  const { savePicture } = await import('./report/save-picture.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-picture-'));
  const rows = results.map(({ engine, records }) => ({ title: engine.title, record: records.get(utterance.id) }));
  const [svg] = await savePicture(folder, utterance, rows);
  copyFileSync(svg, PICTURE);
  rmSync(folder, { recursive: true });
}

function captionOf({ id, fields }) {
  const licence = fields.licence ? `, ${fields.licence}` : '';
  return `Recording \`${id}\` (speaker ${fields.speaker}${licence}), as a live stream. Of the short ones with
lips to see it is the one whose score is nearest to that of all people below: typical, not chosen to please. A colour and a
letter is what an eye can tell apart; the dark line below a row shows where the engine has it right; the number is its accVis.`;
}
