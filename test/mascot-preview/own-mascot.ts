import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const LIPWIRE = fileURLToPath(new URL('../../packages/lipwire/bin/lipwire.js', import.meta.url));

/** A mascot that `lipwire mascot new` made, in a folder where nothing is installed. */
export class OwnMascot {
  readonly home = mkdtempSync(join(tmpdir(), 'lipwire-own-'));
  readonly file = join(this.home, 'bob', 'mascot.mjs');
  #preview: ChildProcess | undefined;

  /** Runs a command of `lipwire mascot` in the home of the mascot; resolves to what it printed. */
  async run(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [LIPWIRE, 'mascot', ...args], { cwd: this.home });
    return stdout;
  }

  /** Starts the preview; resolves to its URL. */
  preview(): Promise<string> {
    const child = spawn(process.execPath, [LIPWIRE, 'mascot', 'preview', 'bob', '--port', '0'], { cwd: this.home });
    this.#preview = child;
    let printed = '';
    return new Promise((resolve, reject) => {
      child.on('exit', () => reject(new Error(`The preview ended: ${printed}`)));
      child.stderr.on('data', (chunk) => {
        printed += chunk;
      });
      child.stdout.on('data', (chunk) => {
        printed += chunk;
        const [, url] = /^preview (\S+)\n/.exec(printed) ?? [];
        if (url !== undefined) resolve(url);
      });
    });
  }

  /** Changes the code, as an editor does. */
  edit(change: (code: string) => string): void {
    writeFileSync(this.file, change(readFileSync(this.file, 'utf8')));
  }

  /** Ends the preview as Ctrl-C does, and forgets the folder. @returns the exit code. */
  async end(): Promise<number | null> {
    const child = this.#preview;
    const code = await new Promise<number | null>((resolve) => {
      if (child?.exitCode === null) child.once('exit', resolve).kill('SIGINT');
      else resolve(child?.exitCode ?? null);
    });
    rmSync(this.home, { recursive: true, force: true });
    return code;
  }
}
