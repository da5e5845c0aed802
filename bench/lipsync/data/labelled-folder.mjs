import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../../scripts/setup/progress.mjs';

const SOUND_ENDINGS = ['.wav', '.flac'];

/**
 * One labelled recording.
 *
 * @typedef {object} Utterance
 * @property {string} id
 * @property {string} soundPath
 * @property {{ p: string, start: number, end: number }[]} phones ARPABET in lower case, times in seconds.
 * @property {Record<string, unknown>} fields everything that the label and the index say of it: speaker, source, split, …
 */

/**
 * Reads a folder of `<id>.json` beside `<id>.wav` or `<id>.flac`, and an optional `index.json` whose entries add fields.
 *
 * @param {string} folder
 * @param {readonly string[]} [conditions] `field=value` or `field!=value`; all must hold. A field that is not there is "".
 * @returns {Utterance[]} in order of file names.
 * @throws {Failure} for a folder without such recordings, or without any that is asked for.
 */
export function readLabelledFolder(folder, conditions = []) {
  if (!existsSync(folder)) throw new Failure(`There is no folder ${folder}.`);
  const indexed = readIndex(join(folder, 'index.json'));
  const all = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json') || file === 'index.json') continue;
    const label = readJson(join(folder, file));
    if (!Array.isArray(label?.phones) || label.phones.length === 0) continue;
    const stem = basename(file, '.json');
    const id = String(label.id ?? stem);
    const { phones, words: _, ...fields } = { ...indexed.get(id), ...label, id };
    const soundPath = SOUND_ENDINGS.map((ending) => join(folder, stem + ending)).find((path) => existsSync(path));
    if (!soundPath) throw new Failure(`${join(folder, file)} has no sound beside it: ${stem}.wav or ${stem}.flac.`);
    all.push({ id, soundPath, phones: checkedPhones(phones, file), fields });
  }
  if (all.length === 0) {
    throw new Failure(`${folder} has no labelled recordings: <id>.json with "phones" beside <id>.wav or <id>.flac.`);
  }
  const chosen = all.filter(({ fields }) => conditions.every((condition) => holds(fields, condition)));
  if (chosen.length === 0) throw new Failure(`None of the ${all.length} recordings has ${conditions.join(' and ')}.`);
  return chosen;
}

/** Where a recording comes from, in a word: its `source`, or the first part of its id where that is a sentence. */
export function sourceOf({ id, fields }) {
  const source = fields.source;
  return typeof source === 'string' && source !== '' && source.length <= 24 ? source : id.split(/[-_]/)[0];
}

function readIndex(path) {
  if (!existsSync(path)) return new Map();
  const index = readJson(path);
  const entries = Array.isArray(index) ? index : (index.utterances ?? []);
  return new Map(entries.filter((entry) => entry?.id !== undefined).map((entry) => [String(entry.id), entry]));
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Failure(`${path} is not JSON: ${error.message}.`);
  }
}

function checkedPhones(phones, file) {
  for (const { p, start, end } of phones) {
    if (typeof p === 'string' && Number.isFinite(start) && Number.isFinite(end)) continue;
    throw new Failure(`${file}: a phone needs "p" (a string), "start" and "end" (seconds).`);
  }
  return phones;
}

function holds(fields, condition) {
  const [, name, not, value] = /^([^=!]+)(!?)=(.*)$/.exec(condition) ?? [];
  if (name === undefined) throw new Failure(`"${condition}" is no condition; write field=value or field!=value.`);
  return (String(fields[name] ?? '') === value) !== (not === '!');
}
