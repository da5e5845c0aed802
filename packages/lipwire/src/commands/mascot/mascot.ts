import { copyFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '../../command.js';
import { CliError } from '../../errors.js';

/** `lipwire mascot`: the characters that come with the packages. */
export const mascotCommand: Command = {
  name: 'mascot',
  summary: 'Lists the shipped mascots, copies one into your app, checks any .riv file, or starts one of your own.',
  operands: '[name]',
  maxOperands: 1,
  // Their words are no names of mascots.
  subcommands: new Map([
    ['doctor', async () => (await import('./doctor.js')).doctorCommand],
    ['new', async () => (await import('./new.js')).newMascotCommand],
    ['preview', async () => (await import('./preview.js')).previewMascotCommand],
    ['build', async () => (await import('./build.js')).buildMascotCommand],
  ]),
  settings: [{ flag: 'out', value: 'file', default: '<name>.riv here', about: 'where to put the copy' }],
  notes: ['Without a name: a line for each mascot, with its size and where its file lies.'],
  async run({ settings, positionals }, { print }) {
    const wanted = positionals[0];
    if (wanted === undefined && settings.has('out')) {
      throw new CliError('CLI_USAGE', 'lipwire mascot --out needs a name: which mascot?');
    }
    const mascots = shippedMascots();
    if (wanted === undefined) {
      print(mascots.map(lineOf).join(''));
      return 0;
    }
    const mascot = mascots.find(({ name }) => name === wanted);
    if (mascot === undefined) {
      const names = mascots.map(({ name }) => name).join(', ');
      throw new CliError('CLI_USAGE', `There is no mascot "${wanted}"; there is ${names}.`);
    }
    const target = settings.get('out')?.text ?? `${wanted}.riv`;
    copyTo(target, mascot);
    print(`${target}\n`);
    return 0;
  },
};

interface ShippedMascot {
  readonly name: string;
  readonly path: string;
}

function shippedMascots(): ShippedMascot[] {
  // The packages promise the pattern "mascots/*.riv", not the folder; any name leads to it.
  const folder = dirname(fileURLToPath(import.meta.resolve('@lipwire/rig/mascots/any.riv')));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.riv'))
    .sort()
    .map((file) => ({ name: basename(file, '.riv'), path: join(folder, file) }));
}

function lineOf({ name, path }: ShippedMascot): string {
  return `${name}\t${(statSync(path).size / 1000).toFixed(1)} kB\t${path}\n`;
}

function copyTo(target: string, { path }: ShippedMascot): void {
  try {
    copyFileSync(path, target);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'its folder does not exist' : String(cause);
    throw new CliError('CLI_FILE_UNWRITABLE', `Cannot write "${target}": ${reason}.`, { cause });
  }
}
