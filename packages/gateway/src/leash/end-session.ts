import { setTimeout as wait } from 'node:timers/promises';
import { END_REQUEST_TIMEOUT_MS } from '../limits.js';
import type { Leash } from './leash.js';
import type { SessionRegister } from './session-register.js';

/** Time between two looks at the register while a call ends, in milliseconds. */
const LOOK_AGAIN_MS = 100;

/**
 * What came of ending a call: `ended` when it is off the register, `ending` when its gateway has been asked and has not
 * done it yet, `unknown` when there is no such call.
 */
export type EndResult = 'ended' | 'ending' | 'unknown';

/**
 * Ends a call wherever it runs. The request lies in the register until the call is off, so no lost message can undo it.
 *
 * @param leash of this gateway, which ends its own calls at once.
 * @param timeoutMs time to wait for the end, in milliseconds.
 * @returns rejects if the register cannot be asked.
 */
export async function endSession(
  id: string,
  leash: Leash,
  register: SessionRegister,
  timeoutMs: number = END_REQUEST_TIMEOUT_MS,
): Promise<EndResult> {
  const isLocal = leash.endLocal(id);
  const session = await register.find(id);
  if (session === undefined) return isLocal ? 'ended' : 'unknown';
  if (!isLocal) await register.requestEnd(session);
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += LOOK_AGAIN_MS) {
    await wait(LOOK_AGAIN_MS);
    if ((await register.find(id)) === undefined) return 'ended';
  }
  return 'ending';
}
