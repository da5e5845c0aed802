import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command.js';
import { CliError } from '../errors.js';

/** Both `src/commands/` and `dist/commands/` lie equally deep in a clone. */
const START_SCRIPT = fileURLToPath(new URL('../../../../scripts/start.mjs', import.meta.url));

/** `lipwire start`: what `npm start` does in a clone. */
export const startCommand: Command = {
  name: 'start',
  summary: 'Starts the demo with its gateway and emulator (in a clone of the repository).',
  settings: [
    {
      env: 'GEMINI_API_KEY',
      value: 'key',
      about: 'talk to Google with this key; without it, to the emulator, offline',
    },
    {
      env: 'LIPWIRE_API_KEY',
      value: 'key',
      default: 'made at start',
      about: 'the key that the demo shows to the gateway',
    },
  ],
  notes: ['Ports: 3000 (demo), 8787 (gateway), 8788 (emulator), or the next free ones.'],
  async run(_invocation, { env, takeOverSignals }) {
    if (!existsSync(START_SCRIPT)) {
      throw new CliError(
        'CLI_NOT_A_CLONE',
        'lipwire start runs the demo, which is only in the repository: clone it and type npm start there.',
      );
    }
    const stop = takeOverSignals();
    // Over the channel the script hears of a stop exactly once, however many signals a terminal sends to whom.
    const script = spawn(process.execPath, [START_SCRIPT], { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    const tellToStop = (): void => {
      if (script.connected) script.send('stop');
    };
    stop.addEventListener('abort', tellToStop, { once: true });
    return await new Promise<number>((resolve, reject) => {
      script.once('error', reject);
      script.once('exit', (code) => resolve(code ?? 1));
    });
  },
};
