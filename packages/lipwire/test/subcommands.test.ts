import { describe, expect, it } from 'vitest';
import type { Command, CommandList, Terminal } from '../src/command.js';
import { runCli } from '../src/run-cli.js';

/** `lipwire zoo [animal]`, and behind it `lipwire zoo feed <animal> [--with <food>]`. */
const feed: Command = {
  name: 'zoo feed',
  summary: 'Feeds one animal.',
  operands: '<animal>',
  minOperands: 1,
  maxOperands: 1,
  settings: [{ flag: 'with', value: 'food', about: 'what it gets' }],
  async run({ positionals, settings }, { print }) {
    print(`${positionals[0]} eats ${settings.get('with')?.text}`);
    return 0;
  },
};
const zoo: Command = {
  name: 'zoo',
  summary: 'Lists the animals.',
  operands: '[animal]',
  maxOperands: 1,
  settings: [],
  subcommands: new Map([['feed', async () => feed]]),
  async run({ positionals }, { print }) {
    print(`animals: ${positionals.join()}`);
    return 0;
  },
};
const COMMANDS: CommandList = new Map([['zoo', async () => zoo]]);

async function run(...args: string[]): Promise<string> {
  let output = '';
  const terminal = {
    env: {},
    stdin: (async function* () {})(),
    print: (text: string) => {
      output += text;
    },
    note: () => {},
    takeOverSignals: () => new AbortController().signal,
  } satisfies Terminal;
  await runCli(args, terminal, '1.2.3', COMMANDS);
  return output;
}

describe('a command with commands behind it', () => {
  it('runs itself, or the one whose word follows', async () => {
    expect(await run('zoo')).toBe('animals: ');
    expect(await run('zoo', 'bear')).toBe('animals: bear');
    expect(await run('zoo', 'feed', 'bear', '--with', 'honey')).toBe('bear eats honey');
  });

  it('is called by all its words in help and complaints', async () => {
    expect(await run('zoo', '--help')).toContain('  lipwire zoo feed <animal>  Feeds one animal.');
    expect(await run('zoo', 'feed', '--help')).toContain('Usage: lipwire zoo feed <animal> [flags]');
    await expect(run('zoo', 'feed')).rejects.toThrow('lipwire zoo feed needs <animal>.');
    await expect(run('zoo', 'feed', 'a', '--wiht', 'b')).rejects.toThrow('lipwire zoo feed has no --wiht');
  });
});
