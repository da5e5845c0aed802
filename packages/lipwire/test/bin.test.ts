import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(PACKAGE, 'bin', 'lipwire.js');

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function lipwire(args: readonly string[], env: Record<string, string> = {}, bin = BIN): ChildProcess {
  return spawn(process.execPath, [bin, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
}

/** Everything a program writes until it ends. */
async function ended(child: ChildProcess): Promise<Ended> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (bytes) => {
    output += bytes;
  });
  child.stderr?.on('data', (bytes) => {
    errors += bytes;
  });
  const [code] = await once(child, 'close');
  return { code, output, errors };
}

// These run what npm links, so they want a build; npm test makes one first.
describe.skipIf(!existsSync(join(PACKAGE, 'dist', 'main.js')))('the lipwire program', () => {
  it('shows its commands', async () => {
    const { code, output } = await ended(lipwire(['--help']));
    expect(code).toBe(0);
    expect(output).toContain('lipwire 0.');
  });

  it('ends with code 2 and one sentence on standard error when a value is wrong', async () => {
    const { code, output, errors } = await ended(lipwire(['emulator', '--port', 'x']));
    expect(code).toBe(2);
    expect(output).toBe('');
    expect(errors).toBe('lipwire: --port must be a whole number from 0 to 65535, not "x".\n');
  });

  it('ends with code 1 and one sentence when the input is no WAV', async () => {
    const child = lipwire(['visemes', '-']);
    child.stdin?.end('this is not a sound');
    const { code, errors } = await ended(child);
    expect(code).toBe(1);
    expect(errors).toMatch(/^lipwire: This is not a WAV file.*\n$/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('runs a server until %s, and ends with code 0', async (signal) => {
    const child = lipwire(['gateway', '--port', '0'], { LIPWIRE_API_KEYS: 'a-key', LIPWIRE_LOG_LEVEL: 'silent' });
    child.stdout?.once('data', () => child.kill(signal));
    const { code, output, errors } = await ended(child);
    expect(output).toMatch(/^gateway http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(errors).toBe('');
    expect(code).toBe(0);
  });

  it('reads its configuration again at SIGHUP, and lives on with the old one if the new one is wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lipwire-reload-'));
    const config = join(folder, 'lipwire.json');
    writeFileSync(config, '{}');
    const secrets = {
      LIPWIRE_API_KEYS: 'a-key-in-the-environment',
      LIPWIRE_SECRET: 'a secret of more than 32 bytes, to seal with',
    };
    const child = lipwire(['gateway', '--port', '0', '--config', config], secrets);
    try {
      const end = ended(child);
      const logged = async (text: string) => {
        for (let log = ''; !log.includes(text); ) log += (await once(child.stderr as NodeJS.ReadableStream, 'data'))[0];
      };
      await once(child.stdout as NodeJS.ReadableStream, 'data');
      if (process.platform === 'linux') {
        const title = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
        for (const secret of Object.values(secrets)) expect(title).not.toContain(secret);
      }

      writeFileSync(config, '{ "tenants": [{ "name": "acme", "apiKeys": ["a-key-in-the-file"] }] }');
      child.kill('SIGHUP');
      await logged('tenants[0].apiKeys[0] in lipwire.json must be the digest of a key');
      writeFileSync(config, '{ "failuresPerMinute": 7 }');
      child.kill('SIGHUP');
      await logged('"configuration reloaded"');

      child.kill('SIGTERM');
      const { code, errors } = await end;
      expect(code).toBe(0);
      for (const secret of [...Object.values(secrets), 'a-key-in-the-file']) expect(errors).not.toContain(secret);
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  });

  it('ends at once when it is told to while it reads', async () => {
    const child = lipwire(['visemes', '-']);
    const header = Buffer.from(
      '524946460000008057415645666d7420100000000100010080bb00000077010002001000646174610000ff7f',
      'hex',
    );
    // More than a pipe holds, so the program is reading when this has been taken.
    await new Promise((resolve) => child.stdin?.write(Buffer.concat([header, Buffer.alloc(1 << 20)]), resolve));
    child.kill('SIGTERM');
    const [, signal] = await once(child, 'close');
    expect(signal).toBe('SIGTERM');
  });

  it('does not mind a reader that has seen enough', async () => {
    const child = lipwire(['--help']);
    child.stdout?.destroy();
    const { code, errors } = await ended(child);
    expect(errors).toBe('');
    expect(code).toBe(0);
  });
});

describe('the lipwire program without a build', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lipwire-bin-'));
    cpSync(join(PACKAGE, 'bin'), join(folder, 'bin'), { recursive: true });
    cpSync(join(PACKAGE, 'package.json'), join(folder, 'package.json'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says how to get one', async () => {
    const { code, errors } = await ended(lipwire(['--help'], {}, join(folder, 'bin', 'lipwire.js')));
    expect(errors).toBe('lipwire has not been built yet: run "npm run build" in the repository first.\n');
    expect(code).toBe(1);
  });
});
