import { endSession } from '../leash/end-session.js';
import type { Leash } from '../leash/leash.js';
import type { LiveSession } from '../leash/live-session.js';
import type { SessionRegister } from '../leash/session-register.js';
import { MAX_SESSIONS_PER_PAGE, SESSIONS_PER_PAGE } from '../limits.js';
import { errorFacts, type Log } from '../observe/log.js';
import { type AdminGuardDependencies, requireAdmin } from './admin-guard.js';
import { HttpError } from './http-error.js';
import type { Answer, Route } from './request-listener.js';
import type { RequestTarget } from './request-path.js';

/** What {@link sessionRoutes} works with. */
export interface SessionRoutesDependencies extends AdminGuardDependencies {
  readonly leash: Leash;
  readonly register: SessionRegister;
  readonly log: Log;
}

/**
 * The routes with which an administrator sees and ends calls, at whichever gateway they run:
 * `GET /v1/sessions?tenant=&limit=&after=` and `DELETE /v1/sessions/:id`.
 */
export function sessionRoutes(dependencies: SessionRoutesDependencies): Record<string, Route> {
  const { leash, register, log } = dependencies;
  return {
    '/v1/sessions': {
      method: 'GET',
      async answer(request, { query }) {
        requireAdmin(request, dependencies);
        const limit = readLimit(query);
        const tenant = query.get('tenant') || undefined;
        const after = query.get('after') || undefined;
        const page = await asked(register.list({ tenant, after, limit }), log);
        // What other gateways carry is as they told it at their last beat; one's own calls are known better.
        const sessions = page.sessions.map((session) => leash.entryOf(session.id) ?? session);
        return {
          status: 200,
          json: { sessions: sessions.map(describe), total: page.total, next: page.next ?? null },
        };
      },
    },
    '/v1/sessions/*': {
      method: 'DELETE',
      async answer(request, target) {
        requireAdmin(request, dependencies);
        return endAnswer(idIn(target), leash, register, log);
      },
    },
  };
}

async function endAnswer(id: string, leash: Leash, register: SessionRegister, log: Log): Promise<Answer> {
  const result = await asked(endSession(id, leash, register), log);
  if (result === 'unknown') {
    throw new HttpError(404, 'SESSION_NOT_FOUND', 'No such call runs now. GET /v1/sessions lists those that do.');
  }
  log.info({ session: id, result }, 'an administrator ended a call');
  return { status: result === 'ended' ? 200 : 202, json: { id, state: result } };
}

/** A call as the interface shows it: seconds and ISO times, for people and scripts. */
function describe(session: LiveSession): Record<string, unknown> {
  return {
    id: session.id,
    gateway: session.gateway,
    tenant: session.tenant,
    state: session.state,
    started_at: new Date(session.startedAtMs).toISOString(),
    last_spoken_at: new Date(session.lastSpokenAtMs).toISOString(),
    audio_seconds: session.audioMs / 1000,
    turns: session.turns,
    viseme_model: session.visemeModel,
    api_version: session.apiVersion,
  };
}

function readLimit(query: URLSearchParams): number {
  const text = query.get('limit') || String(SESSIONS_PER_PAGE);
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_SESSIONS_PER_PAGE) return limit;
  throw new HttpError(400, 'INVALID_QUERY', `limit must be a whole number from 1 to ${MAX_SESSIONS_PER_PAGE}.`);
}

function idIn({ path }: RequestTarget): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function asked<T>(answer: Promise<T>, log: Log): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    log.error(errorFacts(error), 'the register of live sessions does not answer');
    throw new HttpError(503, 'REGISTER_UNAVAILABLE', 'The register of live sessions does not answer. Try again.');
  }
}
