import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../../scripts/setup/progress.mjs';

/**
 * An engine that has spoken already: `<id>.json` in a folder, each a `CueRecord`.
 *
 * @param {string} name
 * @param {string} folder
 * @returns {import('./engine.mjs').Engine}
 * @throws {Failure} for a folder that is not there.
 */
export function cueFolderEngine(name, folder) {
  if (!existsSync(folder)) throw new Failure(`There is no folder ${folder} with the cues of "${name}".`);
  return {
    name,
    title: name,
    async run({ id }) {
      const path = join(folder, `${id}.json`);
      return existsSync(path) ? readCues(readFileSync(path, 'utf8'), path) : undefined;
    },
  };
}

/**
 * Reads what an engine has written.
 *
 * @param {string} text JSON.
 * @param {string} from where it comes from, for messages.
 * @returns {import('../score/cue-track.mjs').CueRecord}
 * @throws {Failure} for what is not a list of cues.
 */
export function readCues(text, from) {
  let record;
  try {
    record = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${from} is not JSON: ${error.message}.`);
  }
  if (!Array.isArray(record?.cues) || record.cues.some((cue) => !Number.isFinite(cue?.t))) {
    throw new Failure(`${from} holds no cues; expected {"cues": [{"t": ms, "v": 0..21}], "durationMs": ms}.`);
  }
  return record;
}
