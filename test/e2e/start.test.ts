import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('npm start prints where everything is, serves it, and leaves nothing behind', async () => {
  const { GEMINI_API_KEY: _, ...env } = process.env; // offline, whatever the shell holds
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const printed = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (/^emulator http/m.test(output)) resolve();
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}:\n${output}${errors}`)));
  });

  try {
    await printed;
    const urls: Record<string, string> = Object.fromEntries(
      output
        .trim()
        .split('\n')
        .map((line) => line.split(' ')),
    );
    // One line each, in this order, and nothing else: other programs read it.
    expect(Object.keys(urls)).toEqual(['demo', 'gateway', 'emulator']);

    const page = await fetch(urls.demo as string);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Start call');
    expect(await (await fetch(`${urls.gateway}/readyz`)).status).toBe(200);
    const grant = await fetch(`${urls.demo}/api/get-signed-url-gemini`);
    expect(grant.status).toBe(200);
    expect(grant.headers.get('cache-control')).toContain('no-store');
    expect(await grant.json()).toEqual({
      baseUrl: urls.gateway,
      ephemeralToken: expect.any(String),
      model: 'gemini-3.8-live',
      initialMessage: expect.anything(),
    });

    child.kill('SIGINT');
    expect(await ended).toBe(0);
    for (const url of Object.values(urls)) await expect(fetch(url)).rejects.toThrow();
  } finally {
    child.kill('SIGKILL');
  }
});
