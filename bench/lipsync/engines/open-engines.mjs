import { Failure } from '../../../scripts/setup/progress.mjs';
import { commandEngine } from './command.mjs';
import { cueFolderEngine } from './cue-folder.mjs';
import { lipwireEngine } from './lipwire.mjs';

/** Everything that can be asked for by name. A runner is loaded when it is wanted. */
const ENGINES = {
  ours: (options) => lipwireEngine(options),
  headaudio: async () => (await import('../runners/headaudio.mjs')).headAudioEngine(),
  wawa: async () => (await import('../runners/wawa-lipsync.mjs')).wawaLipSyncEngine(),
  wlipsync: async () => (await import('../runners/wlipsync.mjs')).wLipSyncEngine(),
  rhubarb: async () => (await import('../runners/rhubarb.mjs')).rhubarbEngine(),
};

/** Names for `--engines`. */
export const ENGINE_NAMES = Object.keys(ENGINES);

/**
 * Opens engines in the order in which they are asked for.
 *
 * @param {object} wanted
 * @param {readonly string[]} wanted.engines of {@link ENGINE_NAMES}.
 * @param {readonly string[]} [wanted.cues] `name=folder`
 * @param {readonly string[]} [wanted.commands] `name=command`
 * @param {{ modelPath?: string, decoder?: Record<string, number> }} [wanted.ours]
 * @returns {Promise<{ engines: import('./engine.mjs').Engine[], left: string[] }>} `left`: a sentence for each that this
 *   machine lacks.
 */
export async function openEngines({ engines: names, cues = [], commands = [], ours = {} }) {
  const engines = [];
  const left = [];
  for (const name of names) {
    const open = ENGINES[name];
    if (!open) throw new Failure(`There is no engine "${name}"; choose of ${ENGINE_NAMES.join(', ')}.`);
    const engine = await open(ours);
    if (typeof engine === 'string') left.push(engine);
    else engines.push(engine);
  }
  for (const pair of cues) engines.push(cueFolderEngine(...named(pair, '--cues name=FOLDER')));
  for (const pair of commands) engines.push(commandEngine(...named(pair, "--engine-command 'name=COMMAND {wav}'")));
  if (engines.length === 0) throw new Failure(left.join('\n') || 'There is no engine to score.');
  return { engines, left };
}

function named(pair, form) {
  const at = pair.indexOf('=');
  if (at < 1) throw new Failure(`"${pair}" has no name; write ${form}.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
