import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What drawing a mascot gave: the bytes of its `.riv` file, or what is wrong with its code. */
export type Drawn =
  | { readonly bytes: Uint8Array; readonly problem?: undefined }
  | { readonly bytes?: undefined; readonly problem: Problem };

/** What is wrong, for the person who wrote the code. */
export interface Problem {
  /** Of a `RigError`: what `docs/errors.md` says more about. */
  readonly code?: string;
  readonly message: string;
  /** Where in the person's own code: `mascot.mjs:12:5`, the innermost first. */
  readonly places: readonly string[];
}

/** Code that takes longer runs in a circle. */
export const DRAWING_LIMIT_MS = 10_000;

/** A loop that does not end may also print: more than a string can hold, before the time is over. */
const MAX_COMPLAINT_CHARACTERS = 1_000_000;

/**
 * Runs the code of a mascot in a process of its own: it is loaded anew every time, with all that it imports, and it can
 * neither stop nor change this process.
 *
 * @param file full path of a module whose default export draws: a function that returns a `RivFile`.
 */
export async function drawMascot(file: string, { limitMs = DRAWING_LIMIT_MS } = {}): Promise<Drawn> {
  const child = fork(fileURLToPath(new URL('./draw-mascot.child.js', import.meta.url)), [file], {
    serialization: 'advanced',
    execArgv: [],
    // What the code prints is for the person who looks for a mistake in it, not a part of what this command prints.
    stdio: ['ignore', 2, 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    if (complaint.length < MAX_COMPLAINT_CHARACTERS) complaint += chunk;
  });
  const clock = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const answer = once(child, 'message').then(([drawn]) => drawn as Drawn);
  const end = once(child, 'close').then(
    ([code, signal]): Drawn => ({ problem: problemOf(complaint, code, signal, limitMs) }),
  );
  const drawn = await Promise.race([answer, end]);
  clearTimeout(clock);
  child.kill();
  if (drawn.bytes) process.stderr.write(complaint);
  return drawn;
}

/** Of a process that ended without an answer. Of code that does not parse only Node itself knows where, and prints it. */
function problemOf(complaint: string, code: number | null, signal: string | null, limitMs: number): Problem {
  const [, url, line, message] = /^(file:\S+):(\d+)\n[\s\S]*?^(SyntaxError: .*)$/m.exec(complaint) ?? [];
  if (url && message) return { message, places: [`${basename(fileURLToPath(url))}:${line}`] };
  const why =
    signal === 'SIGKILL'
      ? `It was not drawn within ${limitMs / 1000} seconds. Is there a loop that does not end?`
      : `Its code ended the process itself, with exit code ${code}.`;
  return { message: why, places: [] };
}
