import { writeFile } from 'node:fs/promises';
import type { Command } from '../../command.js';
import { CliError } from '../../errors.js';
import { type Drawn, drawMascot } from '../../mascot/draw-mascot.js';
import { mascotFolder } from '../../mascot/mascot-folder.js';

/** `lipwire mascot build`: from code to a file that an app plays. */
export const buildMascotCommand: Command = {
  name: 'mascot build',
  summary: 'Writes the .riv file of a mascot that is drawn as code.',
  operands: '<folder>',
  minOperands: 1,
  maxOperands: 1,
  settings: [{ flag: 'out', value: 'file', default: '<name>.riv here', about: 'where to write it' }],
  async run({ settings, positionals: [given = ''] }, { print }) {
    const { name, file } = mascotFolder(given);
    const { bytes, problem } = await drawMascot(file);
    if (problem) throw new CliError('CLI_MASCOT_INVALID', sentenceOf(problem));
    const target = settings.get('out')?.text ?? `${name}.riv`;
    await writeMascot(target, bytes);
    print(`${target}\t${(bytes.length / 1000).toFixed(1)} kB\n`);
    return 0;
  },
};

/** A problem in one line. */
export function sentenceOf({ message, places }: NonNullable<Drawn['problem']>): string {
  return places[0] === undefined ? message : `${places[0]}: ${message}`;
}

/** @throws CliError `CLI_FILE_UNWRITABLE`. */
export async function writeMascot(target: string, bytes: Uint8Array): Promise<void> {
  await writeFile(target, bytes).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'its folder does not exist' : cause.code;
    throw new CliError('CLI_FILE_UNWRITABLE', `Cannot write "${target}": ${reason}.`, { cause });
  });
}
