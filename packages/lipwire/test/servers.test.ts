import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Outcome, runLipwire } from './run-lipwire.js';

const GATEWAY_ENV = { LIPWIRE_API_KEYS: 'a-key-for-these-tests', LIPWIRE_LOG_LEVEL: 'silent' };

/** Starts a server command, waits for its URL, and gives the means to end it. */
async function startServer(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ line: string; url: string; end: () => Promise<Outcome> }> {
  const stop = new AbortController();
  let ended: Promise<Outcome> | undefined;
  const line = await new Promise<string>((resolve, reject) => {
    ended = runLipwire(args, { env, stop: stop.signal, onPrint: resolve });
    void ended.then(({ complaint }) => reject(new Error(complaint ?? 'it ended without a URL')));
  });
  const end = async (): Promise<Outcome> => {
    stop.abort();
    return await (ended as Promise<Outcome>);
  };
  return { line, url: line.trim().split(' ')[1] ?? '', end };
}

describe.each([
  ['gateway', GATEWAY_ENV, '/healthz'],
  ['emulator', {}, '/'],
])('lipwire %s', (name, env, path) => {
  it('prints its URL when it can be reached, and ends cleanly when told to', async () => {
    const server = await startServer([name, '--port', '0'], env);
    expect(server.line).toMatch(new RegExp(`^${name} http://127\\.0\\.0\\.1:\\d+\\n$`));
    const response = await fetch(server.url + path);
    await response.text();
    const outcome = await server.end();
    expect(outcome).toMatchObject({ exitCode: 0, output: server.line, complaint: undefined });
    await expect(fetch(server.url + path)).rejects.toThrow();
  });

  it('says in one sentence that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { exitCode, complaint } = await runLipwire([name, '--port', String(port)], { env });
    other.close();
    expect(complaint).toContain(String(port));
    expect(complaint).toContain('--port');
    expect(complaint).not.toContain('\n');
    expect(exitCode).toBe(1);
  });

  it('says in one sentence that its host is not to be had', async () => {
    const { exitCode, complaint } = await runLipwire([name, '--port', '0', '--host', '192.0.2.1'], { env });
    expect(complaint).toContain('192.0.2.1');
    expect(complaint).not.toContain('\n');
    expect(exitCode).toBe(1);
  });
});

describe('the settings of lipwire gateway', () => {
  it('must include an API key', async () => {
    const { exitCode, complaint } = await runLipwire(['gateway', '--port', '0']);
    expect(complaint).toContain('LIPWIRE_API_KEYS');
    expect(complaint).not.toContain('\n');
    expect(exitCode).toBe(2);
  });

  it('come from flags first', async () => {
    const env = { ...GATEWAY_ENV, LIPWIRE_PORT: 'nonsense' };
    expect((await runLipwire(['gateway'], { env })).complaint).toContain('LIPWIRE_PORT');
    const server = await startServer(['gateway', '--port', '0'], env);
    expect((await server.end()).exitCode).toBe(0);
  });

  it('never show a secret that is wrong', async () => {
    const env = { ...GATEWAY_ENV, LIPWIRE_SECRET: 'too-short' };
    const { exitCode, complaint } = await runLipwire(['gateway', '--port', '0'], { env });
    expect(complaint).toContain('LIPWIRE_SECRET');
    expect(complaint).not.toContain('too-short');
    expect(exitCode).toBe(2);
  });
});

describe('lipwire emulator --faults', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lipwire-faults-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const fileOf = (text: string) => {
    const file = join(folder, 'faults.json');
    writeFileSync(file, text);
    return file;
  };

  it('lets go wrong what the file says', async () => {
    const file = fileOf('[{ "at": "handshake", "action": { "type": "http", "status": 503 } }]');
    const server = await startServer(['emulator', '--port', '0', '--faults', file], {});
    const path = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=a';
    const request = get(`${server.url}${path}`, { headers: { connection: 'upgrade', upgrade: 'websocket' } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(503);
    expect((await server.end()).exitCode).toBe(0);
  });

  it.each([
    ['no JSON', '[{', /^--faults .*faults\.json: it is no valid JSON\.$/],
    [
      'a fault that there is not',
      '[{"at":"audio","action":{"type":"fire"}}]',
      /faults\[0\]\.action\.type is "fire"; it must be/,
    ],
  ])('says in one sentence where the file is wrong: %s', async (_what, text, sentence) => {
    const { exitCode, complaint } = await runLipwire(['emulator', '--port', '0', '--faults', fileOf(text)]);
    expect(complaint).toMatch(sentence);
    expect(exitCode).toBe(2);
  });

  it('says in one sentence that there is no such file', async () => {
    const { exitCode, complaint } = await runLipwire(['emulator', '--port', '0', '--faults', join(folder, 'none')]);
    expect(complaint).toMatch(/^--faults: cannot read .*none \(ENOENT\)\.$/);
    expect(exitCode).toBe(1);
  });
});

describe('the settings of lipwire emulator', () => {
  it('come from flags first', async () => {
    const env = { LIPWIRE_EMULATOR_PORT: 'nonsense' };
    expect((await runLipwire(['emulator'], { env })).complaint).toContain('LIPWIRE_EMULATOR_PORT must be');
    const server = await startServer(['emulator', '--port', '0'], env);
    expect((await server.end()).exitCode).toBe(0);
  });

  it('include the one key that is accepted', async () => {
    const server = await startServer(['emulator', '--port', '0', '--api-key', 'right'], {});
    const statusWith = async (key: string): Promise<number> => {
      const request = {
        method: 'POST',
        headers: { 'x-goog-api-key': key, 'content-type': 'application/json' },
        body: '{}',
      };
      const response = await fetch(`${server.url}/v1alpha/auth_tokens`, request);
      await response.text();
      return response.status;
    };
    expect(await statusWith('right')).toBe(200);
    expect(await statusWith('wrong')).toBeGreaterThanOrEqual(400);
    await server.end();
  });
});
