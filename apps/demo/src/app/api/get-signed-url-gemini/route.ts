import { RESUMPTION_HEADER } from '../../../call/signed-session';
import { createSignedSession } from '../../../server/create-signed-session';
import { SignedSessionError } from '../../../server/signed-session-error';

export const dynamic = 'force-dynamic';

/** Handles are opaque; Google's are short. */
const MAX_HANDLE_CHARACTERS = 2048;

/**
 * Answers `{ baseUrl, ephemeralToken, model, initialMessage }`, or `{ error, code }` with a sentence that says what to
 * do. Keys stay on this side, and so does whatever another server said about them.
 */
export async function GET(request: Request): Promise<Response> {
  // Another site cannot read the answer, but it should not be able to make tokens either.
  if (request.headers.get('sec-fetch-site') === 'cross-site') {
    return answer(403, { error: 'This address answers only the pages of this server.', code: 'DEMO_CROSS_SITE' });
  }
  const resumptionHandle = request.headers.get(RESUMPTION_HEADER) ?? '';
  if (resumptionHandle.length > MAX_HANDLE_CHARACTERS) {
    return answer(400, { error: 'The resumption handle is too long.', code: 'DEMO_HANDLE_INVALID' });
  }
  try {
    const mascot = new URL(request.url).searchParams.get('mascot') ?? undefined;
    return answer(200, await createSignedSession({ env: process.env, resumptionHandle, mascot, nowMs: Date.now() }));
  } catch (error) {
    if (error instanceof SignedSessionError) {
      console.error(`${error.code}: ${error.message}`);
      return answer(500, { error: error.message, code: error.code });
    }
    // The name only: a message may hold what must not be logged.
    console.error(`DEMO_FAILED: ${error instanceof Error ? error.name : typeof error}`);
    return answer(500, { error: 'The session could not be prepared. Try again.', code: 'DEMO_FAILED' });
  }
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
