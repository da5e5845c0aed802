import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../setup/progress.mjs';
import { CACHE, ROOT } from '../setup/repository.mjs';

/** How long a program may take to end by itself before it is killed. */
const PATIENCE_MS = 5000;
const SHOWN_LOG_LINES = 20;
const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;

/**
 * Programs that live and die together: when one ends unasked, all are ended; when this process ends, none is left.
 */
export class Services {
  #running = new Map();
  #stopping;
  #reportDeath;

  /** Rejects with a `Failure` when a service ends without having been told to. */
  death = new Promise((_, reject) => {
    this.#reportDeath = reject;
  });

  constructor(logFolder = join(CACHE, 'logs')) {
    this.logFolder = logFolder;
    mkdirSync(logFolder, { recursive: true });
    // Whoever waits for it hears of it; nobody has to.
    this.death.catch(() => {});
  }

  /**
   * Starts a JavaScript program and waits until it is ready.
   *
   * @param {string} name for messages and the log file.
   * @param {readonly string[]} args the file and its arguments.
   * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, ready: (output: () => string) => Promise<boolean> | boolean, timeoutMs?: number }} options
   *   `ready` is asked again and again.
   */
  async start(name, args, { cwd = ROOT, env = process.env, ready, timeoutMs = 60_000 }) {
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: a Ctrl-C in the terminal reaches this process alone, which then ends the others in order.
      detached: process.platform !== 'win32',
    });
    this.#running.set(name, child);
    const log = createWriteStream(this.#logPath(name));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipe(log, { end: false });
      stream.on('data', (bytes) => {
        if (output.length < 10_000) output += bytes;
      });
    }
    child.once('error', (error) => log.write(`${error.message}\n`));
    child.once('close', (code, signal) => {
      this.#running.delete(name);
      log.end(() => {
        if (this.#stopping === undefined) this.#reportDeath(this.#deathOf(name, signal ?? `exit code ${code}`));
      });
    });
    await Promise.race([this.death, this.#untilReady(name, () => ready(() => output), timeoutMs)]);
  }

  /** Ends every service; those that do not end in time are killed. Can be called again and again. */
  async stop() {
    this.#stopping ??= this.#stop();
    await this.#stopping;
  }

  /** Ends every service at once, without waiting. */
  kill() {
    for (const child of this.#running.values()) signalGroup(child, 'SIGKILL');
  }

  async #stop() {
    const ends = [...this.#running.values()].map((child) => {
      const end = new Promise((resolve) => child.once('close', resolve));
      signalGroup(child, 'SIGTERM');
      return end;
    });
    const timer = setTimeout(() => this.kill(), PATIENCE_MS);
    await Promise.all(ends);
    clearTimeout(timer);
  }

  async #untilReady(name, ready, timeoutMs) {
    for (let waitedMs = 0; !(await ready()); waitedMs += 100) {
      if (this.#stopping !== undefined) return;
      if (waitedMs >= timeoutMs) {
        throw new Failure(`${this.#lastLines(name)}\nThe ${name} was not ready within ${timeoutMs / 1000} s.`);
      }
      await sleep(100);
    }
  }

  #deathOf(name, how) {
    return new Failure(`${this.#lastLines(name)}\nThe ${name} ended unexpectedly (${how}), so everything is stopped.`);
  }

  #lastLines(name) {
    const lines = readFileSync(this.#logPath(name), 'utf8').trimEnd().split('\n').slice(-SHOWN_LOG_LINES);
    return `${lines.join('\n')}\n(from ${relative(ROOT, this.#logPath(name))})`;
  }

  #logPath(name) {
    return join(this.logFolder, `${name}.log`);
  }
}

/** Signals a program and what it has started. */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
