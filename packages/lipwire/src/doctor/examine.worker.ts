import { parentPort, workerData } from 'node:worker_threads';
import type { Examination } from './examination.js';
import { type ExamineRequest, examine } from './examine.js';

/** How it went: `code` says whose error it is, without one it is Rive's. */
export type ExamineAnswer =
  | { readonly examination: Examination }
  | { readonly code: string | undefined; readonly message: string };

// A thread of its own can be ended from outside, whatever a damaged file makes Rive's WebAssembly do.
const answer = await examine(workerData as ExamineRequest).then(
  (examination): ExamineAnswer => ({ examination }),
  (error: Error & { code?: string }): ExamineAnswer => ({ code: error.code, message: error.message }),
);
parentPort?.postMessage(answer);
