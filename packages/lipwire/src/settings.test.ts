import { describe, expect, it } from 'vitest';
import type { CliError } from './errors.js';
import { choiceSetting, numberSetting, readCommandLine, type Setting } from './settings.js';

const KNOWN: readonly Setting[] = [
  { flag: 'host', env: 'X_HOST', value: 'address', about: '' },
  { flag: 'port', env: 'X_PORT', value: 'port', about: '' },
  { env: 'X_SECRET', value: 'secret', about: '' },
];

function read(args: readonly string[], env: Record<string, string> = {}) {
  return readCommandLine(args, env, KNOWN, 'lipwire x');
}

function failureOf(work: () => unknown): CliError {
  try {
    work();
  } catch (error) {
    return error as CliError;
  }
  throw new Error('nothing was thrown');
}

describe('readCommandLine', () => {
  it('takes flags in both spellings, and what is no flag as operands', () => {
    const { settings, positionals, help } = read(['--port', '1', 'file.wav', '--host=::1', '-']);
    expect(settings.get('port')).toEqual({ text: '1', givenAs: '--port' });
    expect(settings.get('host')).toEqual({ text: '::1', givenAs: '--host' });
    expect(positionals).toEqual(['file.wav', '-']);
    expect(help).toBe(false);
  });

  it('lets flags win over the environment, and the last of two flags over the first', () => {
    const { settings } = read(['--port', '1', '--port', '2'], { X_PORT: '3', X_HOST: 'h', X_SECRET: 's' });
    expect(settings.get('port')?.text).toBe('2');
    expect(settings.get('host')).toEqual({ text: 'h', givenAs: 'X_HOST' });
    expect(settings.get('X_SECRET')?.text).toBe('s');
  });

  it('takes an empty variable as not set', () => {
    expect(read([], { X_PORT: '' }).settings.has('port')).toBe(false);
  });

  it('sees --help and -h among others', () => {
    expect(read(['--port', '1', '--help']).help).toBe(true);
    expect(read(['-h']).help).toBe(true);
  });

  it('takes what follows -- as operands', () => {
    expect(read(['--', '--port']).positionals).toEqual(['--port']);
  });

  it.each([
    [['--prot', '1'], 'lipwire x has no --prot; it has --host, --port, --help.'],
    [['-p', '1'], 'lipwire x has no -p; it has --host, --port, --help.'],
    [['--port'], '--port needs a value: --port <port>.'],
    [['--port='], '--port needs a value: --port <port>.'],
    [['--host', '--port', '1'], '--host needs a value: --host <address>.'],
  ])('refuses %j', (args, message) => {
    const error = failureOf(() => read(args));
    expect(error.code).toBe('CLI_USAGE');
    expect(error.message).toBe(message);
  });
});

describe('numberSetting', () => {
  const port = { lowest: 0, highest: 65_535, whole: true, default: 8788 };
  const portOf = (text: string) => numberSetting(read([`--port=${text}`]).settings, 'port', port);

  it('reads a number and knows its default', () => {
    expect(portOf('3000')).toBe(3000);
    expect(portOf('0')).toBe(0);
    expect(numberSetting(read([]).settings, 'port', port)).toBe(8788);
    expect(numberSetting(read(['--port', '.5']).settings, 'port', { ...port, whole: false })).toBe(0.5);
  });

  it.each(['65536', '-1', '1.5', 'abc', '0x10', '1e3', 'Infinity', ' '])('refuses %j by name', (text) => {
    const error = failureOf(() => portOf(text));
    expect(error.code).toBe('CLI_USAGE');
    expect(error.message).toBe(`--port must be a whole number from 0 to 65535, not "${text}".`);
  });

  it('names the variable where the value came from it, and cuts what is long', () => {
    const { settings } = read([], { X_PORT: 'x'.repeat(1000) });
    expect(failureOf(() => numberSetting(settings, 'port', port)).message).toMatch(/^X_PORT must be .*"x{40}…"\.$/);
  });
});

describe('choiceSetting', () => {
  it('takes one of the words', () => {
    expect(choiceSetting(read(['--host', 'b']).settings, 'host', ['a', 'b'], 'a')).toBe('b');
    expect(choiceSetting(read([]).settings, 'host', ['a', 'b'], 'a')).toBe('a');
  });

  it('lists the words otherwise', () => {
    const error = failureOf(() => choiceSetting(read(['--host', 'c']).settings, 'host', ['a', 'b'], 'a'));
    expect(error.code).toBe('CLI_USAGE');
    expect(error.message).toBe('--host must be one of a, b, not "c".');
  });
});
