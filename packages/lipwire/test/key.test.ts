import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { piped, runLipwire } from './run-lipwire.js';

const sha256 = (key: string) => `sha256:${createHash('sha256').update(key).digest('hex')}`;

describe('lipwire key', () => {
  it('makes a key of 192 random bits, and its digest', async () => {
    const { output, exitCode } = await runLipwire(['key']);
    const [, key = '', digest] = /^key {5}(lwk_[\w-]{32})\ndigest {2}(sha256:[0-9a-f]{64})\n$/.exec(output) ?? [];
    expect(exitCode).toBe(0);
    expect(digest).toBe(sha256(key));
    expect((await runLipwire(['key'])).output).not.toBe(output);
  });

  it('prints one of the two for scripts', async () => {
    expect((await runLipwire(['key', '--only', 'key'])).output).toMatch(/^lwk_[\w-]{32}\n$/);
    expect((await runLipwire(['key', '--only', 'digest'])).output).toMatch(/^sha256:[0-9a-f]{64}\n$/);
  });

  it('digests the key on standard input', async () => {
    const stdin = piped(Buffer.from('a-key-of-mine\n'), 5);
    expect((await runLipwire(['key', '-'], { stdin })).output).toBe(`${sha256('a-key-of-mine')}\n`);
  });

  it.each(['', 'two keys', 'schlüssel'])('refuses what is no key: %j', async (text) => {
    const { complaint, exitCode } = await runLipwire(['key', '-'], { stdin: piped(Buffer.from(text)) });
    expect(exitCode).toBe(2);
    expect(complaint).toMatch(/^lipwire key - needs one key of visible ASCII characters/);
  });
});
