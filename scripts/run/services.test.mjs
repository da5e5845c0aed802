import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Services } from './services.mjs';

let folder;
let services;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lipwire-services-'));
  services = new Services(join(folder, 'logs'));
});

afterEach(async () => {
  await services.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A program that says that it is ready, with its process id, and then does what the test wants. */
function program(name, code) {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, `console.log('ready', process.pid);\nsetInterval(() => {}, 1000);\n${code}\n`);
  return path;
}

async function start(name, code) {
  let pid = 0;
  await services.start(name, [program(name, code)], {
    ready: (output) => {
      pid = Number(/ready (\d+)/.exec(output())?.[1] ?? 0);
      return pid > 0;
    },
  });
  return pid;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilDead(pid) {
  for (let tries = 0; isAlive(pid) && tries < 100; tries++) await sleep(50);
  return !isAlive(pid);
}

describe('Services', () => {
  it('ends every program when told to', async () => {
    const pids = [await start('a', ''), await start('b', '')];
    expect(pids.every(isAlive)).toBe(true);
    await services.stop();
    expect(pids.some(isAlive)).toBe(false);
    await services.stop();
  });

  it('lets a program end in its own way', async () => {
    const farewell = join(folder, 'farewell');
    await start(
      'polite',
      `import { writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(farewell)}, 'bye'); process.exit(); });`,
    );
    await services.stop();
    expect(readFileSync(farewell, 'utf8')).toBe('bye');
  });

  it('tells of a program that ends by itself, with its last words', async () => {
    // It may end before or after it was seen to be ready.
    await start('frail', "console.error('out of luck'); setTimeout(() => process.exit(7), 50);").catch(() => {});
    await expect(services.death).rejects.toThrow(/out of luck[\s\S]*The frail ended unexpectedly \(exit code 7\)/);
  });

  it('does not wait for a program that ends before it is ready', async () => {
    const path = join(folder, 'stillborn.mjs');
    writeFileSync(path, "console.error('no such luck'); process.exit(3);");
    const started = services.start('stillborn', [path], { ready: () => false });
    await expect(started).rejects.toThrow(/no such luck[\s\S]*exit code 3/);
  });

  it('gives up on a program that does not get ready', async () => {
    const path = program('slow', '');
    const started = services.start('slow', [path], { ready: () => false, timeoutMs: 300 });
    await expect(started).rejects.toThrow('The slow was not ready within 0.3 s.');
  });

  it('leaves no program behind when it is killed itself', async () => {
    const child = program('child', '');
    const parent = join(folder, 'parent.mjs');
    writeFileSync(
      parent,
      `import { Services } from ${JSON.stringify(new URL('./services.mjs', import.meta.url).href)};
      const services = new Services(${JSON.stringify(join(folder, 'parent-logs'))});
      let said = '';
      await services.start('child', [${JSON.stringify(child)}], { ready: (output) => /ready \\d+/.test(said = output()) });
      console.log(said);
      await new Promise(() => {});`,
    );
    const running = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise((resolve) => running.stdout.once('data', (bytes) => resolve(String(bytes))));
    const pid = Number(/ready (\d+)/.exec(said)[1]);
    expect(isAlive(pid)).toBe(true);
    running.kill('SIGKILL');
    expect(await untilDead(pid)).toBe(true);
  });
});
