import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MASCOTS } from '@lipwire/rig';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureExamples } from '../../scripts/pack/examples.mjs';
import { neededTarballs } from '../../scripts/pack/with-tarballs.mjs';
import { ROOT, workspaces } from '../../scripts/setup/repository.mjs';

const NAMES = ['browser', 'cues', 'emulator', 'engine', 'gateway', 'providers', 'react', 'rig'];

let folder: string;
let withReact18: string;
beforeAll(async () => {
  const folders = await ensureExamples(['react-minimal-18']);
  folder = folders.everything as string;
  withReact18 = folders['react-minimal-18'] as string;
}, 300_000);

/** Runs code in plain Node, as a module of an app. Fails if it does not end by itself. */
async function runInApp(app: string, code: string): Promise<unknown> {
  // Node 20 still warns of require() of ES modules.
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', code];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: app, timeout: 30_000 });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

function manifestOf(name: string): { version: string; exports: Record<string, unknown> } {
  return JSON.parse(readFileSync(join(folder, 'node_modules', '@lipwire', name, 'package.json'), 'utf8'));
}

/** What can be imported, and what can only be addressed. */
function entriesOf(name: string): { modules: string[]; files: string[] } {
  const entries = Object.entries(manifestOf(name).exports).filter(([path]) => !path.includes('*'));
  const specifiers = (typeOfTarget: string) =>
    entries.flatMap(([path, target]) => (typeof target === typeOfTarget ? [join('@lipwire', name, path)] : []));
  return { modules: specifiers('object'), files: specifiers('string') };
}

describe('an app that installs the tarballs', () => {
  it.each(NAMES)('gets @lipwire/%s itself, not a link, and nothing is missing of it', (name) => {
    const installed = join(folder, 'node_modules', '@lipwire', name);
    expect(lstatSync(installed).isDirectory()).toBe(true);
    expect(manifestOf(name).version).toBe('0.1.0');
    const resolve = createRequire(join(folder, 'package.json')).resolve;
    for (const file of entriesOf(name).files) expect(existsSync(resolve(file))).toBe(true);
  });

  it.each(NAMES)('imports @lipwire/%s on a server, where that does nothing', async (name) => {
    const { modules } = entriesOf(name);
    expect(modules.length).toBeGreaterThan(0);
    const report = await runInApp(
      folder,
      `const before = Reflect.ownKeys(globalThis);
      const names = [];
      for (const entry of ${JSON.stringify(modules)}) names.push(...Object.keys(await import(entry)));
      // zod keeps its registry where all its copies in a program find it.
      const added = Reflect.ownKeys(globalThis).filter((key) => !before.includes(key) && !/^__zod_/.test(String(key)));
      const running = process.getActiveResourcesInfo().filter((kind) => /Timeout|Immediate|TCP|Worker|MessagePort/.test(kind));
      console.log(JSON.stringify({ exportsNames: names.length > 0, added, running }));`,
    );
    expect(report).toEqual({ exportsNames: true, added: [], running: [] });
  });

  it.each(NAMES)('requires @lipwire/%s from CommonJS and gets the same objects', async (name) => {
    const same = await runInApp(
      folder,
      `import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const same = [];
      for (const entry of ${JSON.stringify(entriesOf(name).modules)}) {
        const [imported, required] = [await import(entry), require(entry)];
        same.push(Object.keys(imported).every((key) => imported[key] === required[key]));
      }
      console.log(JSON.stringify(same));`,
    );
    expect(same).toEqual(entriesOf(name).modules.map(() => true));
  });

  it('renders the components on a server, with React 18.3 too', async () => {
    for (const [app, version] of [
      [folder, /^19\./],
      [withReact18, /^18\.3\./],
    ] as const) {
      const html = await runInApp(
        app,
        `import { createElement as h, version } from 'react';
        import { renderToString } from 'react-dom/server';
        import { MascotCaptions, MascotClient, MascotProvider, MascotRive, useMascotLiveAPI } from '@lipwire/react';
        function Call() {
          useMascotLiveAPI({ session: { status: 'disconnected' } });
          return h('div', null, h(MascotRive), h(MascotCaptions));
        }
        const page = h(MascotProvider, null, h(MascotClient, { src: '/lipwire/miso.riv' }, h(Call)));
        console.log(JSON.stringify(version + ' ' + renderToString(page)));`,
      );
      expect(html).toMatch(version);
      expect(html).toContain('<canvas');
    }
  });

  it('compiles against the types of every entry, and checks those too', async () => {
    const tsc = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
    const run = promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: folder });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    // Rive's wrapper names React types of before React 19.
    expect(stdout.split('\n').filter((line) => line !== '' && !line.includes('/@rive-app/'))).toEqual([]);
    const all = readFileSync(join(folder, 'all.ts'), 'utf8');
    for (const entry of NAMES.flatMap((name) => entriesOf(name).modules)) expect(all).toContain(`from '${entry}'`);
  });

  it('gets the command, and the mascots with it', async () => {
    const lipwire = join(folder, 'node_modules', 'lipwire', 'bin', 'lipwire.js');
    const { stdout } = await promisify(execFile)(process.execPath, [lipwire, 'mascot'], { cwd: folder });
    for (const { name } of MASCOTS) {
      expect(stdout).toContain(name);
      expect(existsSync(join(folder, 'node_modules', '@lipwire', 'rig', 'mascots', `${name}.riv`))).toBe(true);
    }
  });

  it('draws a mascot of its own with the command alone, anywhere', async () => {
    const lipwire = join(folder, 'node_modules', 'lipwire', 'bin', 'lipwire.js');
    const home = mkdtempSync(join(tmpdir(), 'lipwire-own-'));
    try {
      const run = (...args: string[]) =>
        promisify(execFile)(process.execPath, [lipwire, 'mascot', ...args], { cwd: home });
      await run('new', 'bob');
      await run('build', 'bob');
      expect(readFileSync(join(home, 'bob.riv')).subarray(0, 4).toString('latin1')).toBe('RIVE');
      for (const page of ['index.html', 'preview.css', 'preview.js', 'player.js', 'controls.js', 'mouth.js']) {
        expect(existsSync(join(folder, 'node_modules', 'lipwire', 'preview', page)), page).toBe(true);
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});

it('gets from the tarballs that the README says to pack all that it needs', () => {
  const packed = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/ -w (packages\/\w+)/g)].map(
    ([, path]) => path,
  );
  const packages = workspaces().map((workspace) => ({ ...workspace, path: workspace.folder, integrity: '' }));
  const needed = neededTarballs({ dependencies: { '@lipwire/react': '^0.1.0' } }, packages);
  expect(packed.sort()).toEqual(needed.map(({ path }) => path).sort());
});
