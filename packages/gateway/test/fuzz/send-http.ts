import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { HttpCase } from './http-case.js';

/** What the interface may answer; see the README. 500 is not among them. */
const STATUSES: ReadonlySet<number> = new Set([
  100, 101, 200, 204, 400, 401, 403, 404, 405, 408, 413, 415, 417, 426, 429, 431, 503,
]);

/** An answer that came to nobody's surprise; longer than any that the gateway has to think about. */
const PATIENCE_MS = 400;

/** Brings one case to the gateway, and waits until it hangs up or has had its time. */
export async function sendHttp(port: number, { chunks, end }: HttpCase): Promise<Buffer> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.setNoDelay(true);
  const answer: Buffer[] = [];
  socket.on('data', (bytes) => answer.push(bytes));
  const gone = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) socket.once(event, () => resolve());
  });
  await Promise.race([once(socket, 'connect').catch(() => {}), gone]);
  for (const chunk of chunks) {
    if (socket.destroyed) break;
    socket.write(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (end === 'reset') socket.resetAndDestroy();
  if (end === 'end') socket.end();
  let quietMs = 0;
  let heard = -1;
  // An answer to a request that is not complete does not come: silence is the end of the case.
  while (quietMs < 40 && !socket.destroyed) {
    if (await Promise.race([gone.then(() => true), new Promise((resolve) => setTimeout(resolve, 10, false))])) break;
    quietMs = answer.length === heard ? quietMs + 10 : 0;
    heard = answer.length;
    if (quietMs >= PATIENCE_MS) break;
  }
  socket.destroy();
  return Buffer.concat(answer);
}

/** What is wrong with what the gateway wrote: it must be whole answers of HTTP, or frames behind a 101. */
export function judgeAnswer(bytes: Buffer): string | undefined {
  let rest = bytes;
  while (rest.length > 0) {
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd < 0) return `an answer without an end: ${shown(rest)}`;
    const head = rest.subarray(0, headEnd).toString('latin1');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
    if (!STATUSES.has(status)) return `status of ${shown(rest)}`;
    if (/[^\x20-\x7e\r\n]/.test(head) || /\r(?!\n)|(?<!\r)\n/.test(head))
      return `a header with control characters: ${shown(rest)}`;
    if (status === 101) return undefined;
    rest = rest.subarray(headEnd + 4);
    if (status === 100 || status === 204) continue;
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    const isStream = /^transfer-encoding: chunked$|^content-type: text\/event-stream/im.test(head);
    if (isStream) return undefined;
    const isJson = /^content-type: application\/json/im.test(head);
    // An answer to HEAD says how long it would be, and has nothing.
    const body = rest.subarray(0, /^HTTP\/1\.1 /.test(rest.subarray(0, 9).toString('latin1')) ? 0 : length);
    if (body.length !== 0 && body.length !== length) return `a body cut short: ${shown(rest)}`;
    if (isJson && body.length > 0 && status >= 400) {
      const { error, code } = JSON.parse(body.toString()) as { error?: unknown; code?: unknown };
      if (status !== 503 && (typeof error !== 'string' || typeof code !== 'string'))
        return `an error without words: ${shown(body)}`;
    }
    rest = rest.subarray(body.length);
  }
  return undefined;
}

function shown(bytes: Buffer): string {
  return JSON.stringify(bytes.subarray(0, 200).toString('latin1'));
}
