import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../../scripts/setup/program.mjs';
import { Failure } from '../../../scripts/setup/progress.mjs';
import { encodeWav } from '../data/wav.mjs';

const MISSING =
  'Rhubarb is left out: it is not on the PATH. Get it from https://github.com/DanielSWolf/rhubarb-lip-sync/releases';

/**
 * Rhubarb as it comes, with its English recogniser and without the text. It hears a whole file before it says anything, so
 * it cannot run live; its cues come when the recording is over.
 *
 * @returns {Promise<import('../engines/engine.mjs').Engine | string>} a sentence where it is not installed.
 */
export async function rhubarbEngine() {
  const program = findProgram('rhubarb');
  if (!program) return MISSING;
  const version = /\d+\.\d+(\.\d+)?/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-rhubarb-'));
  return {
    name: 'rhubarb',
    title: `Rhubarb ${version}`.trim(),
    note: 'Rhubarb is an offline tool: it hears a whole file first, and its largest delay is the longest file.',
    async run({ id, samples, sampleRateHz }) {
      const wav = join(folder, 'sound.wav');
      writeFileSync(wav, encodeWav(samples, sampleRateHz));
      const { output, cpuSeconds } = timed(
        program,
        ['--exportFormat', 'json', '--extendedShapes', 'GHX', '--quiet', wav],
        id,
      );
      const durationMs = (1000 * samples.length) / sampleRateHz;
      return { ...readRhubarb(output, durationMs), ...(cpuSeconds === undefined ? {} : { cpuSeconds }) };
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Reads what Rhubarb prints: `{"mouthCues": [{"start": seconds, "value": "A"}]}`.
 *
 * @param {string} json
 * @param {number} durationMs
 * @returns {import('../score/cue-track.mjs').CueRecord}
 */
export function readRhubarb(json, durationMs) {
  const cues = JSON.parse(json).mouthCues.map(({ start, value }) => ({ t: 1000 * start, n: value, at: durationMs }));
  return { set: 'rhubarb9', cues, durationMs };
}

/** A shell tells what its children cost; Node does not. */
function timed(program, args, id) {
  const shell = findProgram('sh');
  const run = shell
    ? spawnSync(shell, ['-c', '"$@"; code=$?; times >&2; exit $code', 'sh', program, ...args], { encoding: 'utf8' })
    : spawnSync(program, args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Failure(`Rhubarb failed (${run.status}) on ${id}.\n${run.stderr}`);
  return { output: run.stdout, ...(shell ? { cpuSeconds: childSeconds(run.stderr) } : {}) };
}

/**
 * Reads the last line of `times`: user and system time of the children, `0m1.23s 0m0.04s`.
 *
 * @param {string} printed
 */
export function childSeconds(printed) {
  const last = printed.trimEnd().split('\n').at(-1) ?? '';
  return [...last.matchAll(/(\d+)m([\d.,]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds.replace(',', '.')),
    0,
  );
}
