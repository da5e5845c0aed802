import { cpSync, existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '../../command.js';
import { CliError } from '../../errors.js';

/** `lipwire mascot new`: a character to start from. */
export const newMascotCommand: Command = {
  name: 'mascot new',
  summary: 'Starts a character of your own: a folder with a small one, drawn as code, that can do everything.',
  operands: '<folder>',
  minOperands: 1,
  maxOperands: 1,
  settings: [],
  notes: ['The name of the folder is the name of the mascot. docs/make-your-own.md leads through the rest.'],
  async run({ positionals: [given = ''] }, { print }) {
    const folder = resolve(given);
    if (existsSync(folder)) {
      throw new CliError('CLI_FILE_UNWRITABLE', `"${given}" exists already; choose another name for the mascot.`);
    }
    try {
      cpSync(fileURLToPath(new URL('../../../template/', import.meta.url)), folder, { recursive: true });
    } catch (cause) {
      throw new CliError('CLI_FILE_UNWRITABLE', `Cannot make the folder "${given}": ${String(cause)}.`, { cause });
    }
    const path = relative(process.cwd(), folder) || basename(folder);
    // To be pasted into a shell.
    const word = path.includes(' ') ? `"${path}"` : path;
    print(`${path}/mascot.mjs\n\nSee it while you draw:  npx lipwire mascot preview ${word}\n`);
    print(`Write the file:         npx lipwire mascot build ${word}\n`);
    return 0;
  },
};
