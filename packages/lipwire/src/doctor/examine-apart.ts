import { Worker } from 'node:worker_threads';
import { CliError } from '../errors.js';
import type { Examination } from './examination.js';
import type { ExamineRequest } from './examine.js';
import type { ExamineAnswer } from './examine.worker.js';

/** The largest files take seconds; what takes this long does not end. */
const LONGEST_MS = 60_000;

/**
 * Examines a file in a thread of its own: a damaged file may crash or hang Rive's runtime, and not this process.
 *
 * @param longestMs when to give up, in milliseconds.
 * @throws CliError `CLI_RIV_INVALID` for a file that cannot be played; `CLI_USAGE` for an artboard or state machine that
 *   it does not have.
 */
export async function examineApart(request: ExamineRequest, longestMs = LONGEST_MS): Promise<Examination> {
  // What Rive writes to the console is for pages.
  const worker = new Worker(new URL('./examine.worker.js', import.meta.url), {
    workerData: request,
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const unplayable = (why: string) => new CliError('CLI_RIV_INVALID', `Rive cannot play "${request.src}": ${why}.`);
  try {
    const answer = await new Promise<ExamineAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', ({ message }) => reject(unplayable(message)));
      worker.once('exit', () => reject(unplayable('its runtime ended without a word')));
      timer = setTimeout(() => reject(unplayable(`it does not come to an end in ${longestMs / 1000} s`)), longestMs);
    });
    if ('examination' in answer) return answer.examination;
    const { code, message } = answer;
    if (code === 'CLI_RIV_INVALID') throw new CliError(code, message);
    if (code?.startsWith('BROWSER_')) throw new CliError('CLI_USAGE', message);
    if (code !== undefined) throw new CliError('CLI_RIV_INVALID', `"${request.src}" is damaged: ${message}`);
    throw unplayable(message.replace(/[.\s]+$/, ''));
  } finally {
    clearTimeout(timer);
    void worker.terminate();
  }
}
