import type { Command, CommandList, Terminal } from './command.js';
import { CliError } from './errors.js';
import { helpText, overviewText } from './help-text.js';
import { readCommandLine } from './settings.js';

/** Every command, in the order in which `--help` lists them. */
const COMMANDS: CommandList = new Map([
  ['start', async () => (await import('./commands/start.js')).startCommand],
  ['gateway', async () => (await import('./commands/gateway.js')).gatewayCommand],
  ['key', async () => (await import('./commands/key.js')).keyCommand],
  ['emulator', async () => (await import('./commands/emulator.js')).emulatorCommand],
  ['visemes', async () => (await import('./commands/visemes.js')).visemesCommand],
  ['mascot', async () => (await import('./commands/mascot/mascot.js')).mascotCommand],
]);

/**
 * Runs one command line.
 *
 * @param args what stands behind `lipwire`.
 * @param commands default: all that there are.
 * @returns the exit code.
 * @throws whatever the command throws; a `CliError` `CLI_USAGE` for a command line that makes no sense.
 */
export async function runCli(
  args: readonly string[],
  terminal: Terminal,
  version: string,
  commands = COMMANDS,
): Promise<number> {
  const [word, ...rest] = args;
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
    terminal.print(overviewText(await allOf(commands), version));
    return 0;
  }
  if (word === '--version' || word === '-v') {
    terminal.print(`${version}\n`);
    return 0;
  }
  const load = commands.get(word);
  if (load === undefined) throw unknownCommand(word, commands);
  let command = await load();
  for (let sub = command.subcommands?.get(rest[0] ?? ''); sub; sub = command.subcommands?.get(rest[0] ?? '')) {
    command = await sub();
    rest.shift();
  }
  const { help, settings, positionals } = readCommandLine(
    rest,
    terminal.env,
    command.settings,
    `lipwire ${command.name}`,
  );
  if (help) {
    terminal.print(helpText(command, await allOf(command.subcommands)));
    return 0;
  }
  checkOperands(command, positionals);
  return await command.run({ settings, positionals }, terminal);
}

async function allOf(commands: CommandList = new Map()): Promise<Command[]> {
  return await Promise.all([...commands.values()].map((load) => load()));
}

function unknownCommand(word: string, commands: CommandList): CliError {
  const what = word.startsWith('-')
    ? `lipwire itself has only --help and --version, not ${word}`
    : `There is no command "${word}"`;
  return new CliError('CLI_USAGE', `${what}; the commands are ${[...commands.keys()].join(', ')}.`);
}

function checkOperands({ name, operands, minOperands = 0, maxOperands = 0 }: Command, given: readonly string[]): void {
  if (given.length < minOperands) throw new CliError('CLI_USAGE', `lipwire ${name} needs ${operands}.`);
  if (given.length > maxOperands) {
    const extra = given[maxOperands];
    const takes = maxOperands === 0 ? 'takes only flags' : `takes ${operands} and flags`;
    throw new CliError('CLI_USAGE', `lipwire ${name} ${takes}; "${extra}" is one word too many.`);
  }
}
