import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../../scripts/setup/progress.mjs';
import { encodeWav } from '../data/wav.mjs';
import { readCues } from './cue-folder.mjs';

/**
 * An engine behind a command that takes a WAV file (16-bit, mono) and prints a `CueRecord` as JSON.
 *
 * @param {string} name
 * @param {string} command run by the shell, once for each recording; `{wav}` in it is the path.
 * @returns {import('./engine.mjs').Engine}
 */
export function commandEngine(name, command) {
  if (!command.includes('{wav}')) throw new Failure(`"${command}" must say where the recording goes: {wav}.`);
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-bench-'));
  return {
    name,
    title: name,
    async run({ id, samples, sampleRateHz }) {
      const wav = join(folder, 'sound.wav');
      writeFileSync(wav, encodeWav(samples, sampleRateHz));
      const line = command.replaceAll('{wav}', `"${wav}"`);
      const { status, stdout, stderr } = spawnSync(line, { shell: true, encoding: 'utf8', maxBuffer: 2 ** 26 });
      if (status !== 0) throw new Failure(`${line} failed (${status}) on ${id}.\n${stderr}`);
      return readCues(stdout, `what ${line} printed`);
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
