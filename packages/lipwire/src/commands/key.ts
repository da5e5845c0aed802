import { randomBytes } from 'node:crypto';
import { digestOfKey } from '@lipwire/gateway';
import type { Command } from '../command.js';
import { CliError } from '../errors.js';
import { choiceSetting } from '../settings.js';

/** 192 bits: beyond any guessing, and short enough for a line. */
const KEY_BYTES = 24;

/** `lipwire key`: a key for a tenant or an administrator of the gateway, and what the gateway keeps of it. */
export const keyCommand: Command = {
  name: 'key',
  summary: 'Makes a key for the gateway, or the digest of one that you have.',
  operands: '[-]',
  maxOperands: 1,
  settings: [
    { flag: 'only', value: 'key|digest', default: 'both, a line each', about: 'what to print, for use in a script' },
  ],
  notes: [
    'The key is for the tenant and is shown once; the digest is for the configuration file (apiKeys, adminKey).',
    'With "-" the digest of the key on standard input is printed: keys on a command line could be read by others.',
  ],
  async run({ settings, positionals }, { print, stdin }) {
    const [source] = positionals;
    const only = choiceSetting(settings, 'only', ['key', 'digest', 'both'], 'both');
    if (source !== undefined && source !== '-') {
      throw new CliError(
        'CLI_USAGE',
        'lipwire key takes no key as a word, others could read it: use - and standard input.',
      );
    }
    if (source === '-') {
      print(`${digestOfKey(await readKey(stdin))}\n`);
      return 0;
    }
    const key = `lwk_${randomBytes(KEY_BYTES).toString('base64url')}`;
    const lines = { key, digest: digestOfKey(key), both: `key     ${key}\ndigest  ${digestOfKey(key)}` };
    print(`${lines[only]}\n`);
    return 0;
  },
};

async function readKey(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces = [];
  for await (const piece of stdin) pieces.push(piece);
  const key = Buffer.concat(pieces).toString('utf8').trim();
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new CliError('CLI_USAGE', 'lipwire key - needs one key of visible ASCII characters on standard input.');
}
