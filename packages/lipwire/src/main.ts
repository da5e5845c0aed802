import { createRequire } from 'node:module';
import type { SignalHandlers } from './command.js';
import { exitCodeOf, sentenceOf } from './failure.js';
import { runCli } from './run-cli.js';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/** Until a command calls this, a signal ends the process as it ends any other. */
function takeOverSignals({ onSecond, onHangUp }: SignalHandlers = {}): AbortSignal {
  const stop = new AbortController();
  let asked = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (signal === 'SIGHUP' && onHangUp !== undefined) return onHangUp();
      asked++;
      if (asked === 1) stop.abort(signal);
      else if (asked === 2 && onSecond !== undefined) onSecond();
      // Whoever asks again does not want to wait for a clean end.
      else process.exit(130);
    });
  }
  return stop.signal;
}

// `lipwire visemes … | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await runCli(
    process.argv.slice(2),
    {
      env: process.env,
      stdin: process.stdin,
      print: (text) => process.stdout.write(text),
      note: (line) => process.stderr.write(`${line}\n`),
      takeOverSignals,
    },
    version,
  );
} catch (error) {
  process.stderr.write(`lipwire: ${sentenceOf(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
