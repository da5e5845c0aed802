import { MASCOTS } from '@lipwire/rig';
import { describe, expect, it } from 'vitest';
import { runLipwire } from './run-lipwire.js';

const SHIPPED = MASCOTS.map(({ name }) => name)
  .sort()
  .join(', ');

describe('lipwire', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('lists its commands: %j', async (args) => {
    const { exitCode, output } = await runLipwire(args);
    expect(exitCode).toBe(0);
    expect(output).toContain('lipwire 1.2.3');
    for (const command of ['start', 'gateway', 'key', 'emulator', 'visemes', 'mascot']) {
      expect(output).toMatch(new RegExp(`^ {2}${command} +[A-Z]`, 'm'));
    }
  });

  it('knows its version', async () => {
    expect((await runLipwire(['--version'])).output).toBe('1.2.3\n');
  });

  it.each([
    [['gatway'], 'There is no command "gatway"; the commands are start, gateway, key, emulator, visemes, mascot.'],
    [['--port', '1'], 'lipwire itself has only --help and --version, not --port; the commands are'],
    [['visemes'], 'lipwire visemes needs <file.wav|->.'],
    [['visemes', 'a.wav', 'b.wav'], 'lipwire visemes takes <file.wav|-> and flags; "b.wav" is one word too many.'],
    [['gateway', '8787'], 'lipwire gateway takes only flags; "8787" is one word too many.'],
    [['visemes', 'a.wav', '--fromat', 'tsv'], 'lipwire visemes has no --fromat; it has --format, --help.'],
    [['visemes', 'a.wav', '--format', 'xml'], '--format must be one of json, tsv, not "xml".'],
    [['emulator', '--port', '80000'], '--port must be a whole number from 0 to 65535, not "80000".'],
    [['emulator', '--voice', 'bob'], '--voice must be one of slt, rms, awb, kal, not "bob".'],
    [['emulator', '--pace', '0'], '--pace must be a number from 0.1 to 1000, not "0".'],
    [['gateway', '--port', 'x'], '--port'],
    [['gateway', '--config', '/nowhere'], 'LIPWIRE_CONFIG (--config) names "/nowhere", which cannot be read (ENOENT).'],
    [['key', 'hunter2'], 'lipwire key takes no key as a word, others could read it: use - and standard input.'],
    [['mascot', 'nobody'], `There is no mascot "nobody"; there is ${SHIPPED}.`],
    [['mascot', 'doctor'], 'lipwire mascot doctor needs <file.riv>.'],
    [['mascot', '--out', 'x.riv'], 'lipwire mascot --out needs a name: which mascot?'],
  ])('%j is one sentence and exit code 2', async (args, sentence) => {
    const { exitCode, complaint, output } = await runLipwire(args);
    expect(complaint).toContain(sentence);
    expect(complaint).not.toContain('\n');
    expect(exitCode).toBe(2);
    expect(output).toBe('');
  });
});

describe('lipwire <command> --help', () => {
  it.each([
    ['start', ['GEMINI_API_KEY', '3000', '8787', '8788']],
    ['gateway', ['--host', 'LIPWIRE_HOST', '127.0.0.1', '--port', 'LIPWIRE_PORT', '8787', 'LIPWIRE_API_KEYS']],
    ['gateway', ['LIPWIRE_PUBLIC_URL', 'LIPWIRE_SECRET', 'LIPWIRE_GEMINI_URL', 'REDIS_URL', 'LIPWIRE_ALLOWED_ORIGINS']],
    ['gateway', ['--config', 'LIPWIRE_CONFIG', 'LIPWIRE_SECRET_FILE', 'SIGHUP']],
    ['key', ['[-]', '--only <key|digest>']],
    ['emulator', ['--host', '--port', '8788', '--voice', 'slt', '--pace', 'default: 4', '--api-key']],
    ['visemes', ['<file.wav|->', '--format', 'json|tsv', 'default: json']],
    ['mascot', ['[name]', '--out', 'lipwire mascot doctor <file.riv>']],
    ['mascot doctor', ['--html <file>', '--artboard', 'weights|numbered-inputs|named-weights']],
  ])('%s shows its settings and their defaults', async (command, words) => {
    const { exitCode, output } = await runLipwire([...command.split(' '), '--help']);
    expect(exitCode).toBe(0);
    expect(output).toContain(`Usage: lipwire ${command}`);
    for (const word of words) expect(output).toContain(word);
  });

  it('does not start anything', async () => {
    expect((await runLipwire(['gateway', '--port', '0', '-h'])).output).toContain('Usage: lipwire gateway');
  });
});
