import { get } from 'node:http';
import * as v8 from 'node:v8';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

const SOCKET = /^(TCP|TLS|PIPE|GETADDRINFO|SHUTDOWN|WRITE)/i;

/** Sockets of TCP and TLS in this process, those that listen aside, and requests on them. */
export function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => SOCKET.test(name) && !/server/i.test(name)).length;
}

/**
 * Waits until calls have let go of their sockets.
 *
 * @param before what {@link openSockets} said before the first of them.
 */
export async function expectSocketsBack(before: number): Promise<void> {
  await expect.poll(openSockets, { timeout: 5_000, interval: 5 }).toBeLessThanOrEqual(before);
}

/**
 * Waits until nothing refers to any WebSocket any more. Each call has two here, and all that a call is made of hangs on
 * them: timers, listeners, buffers, the engine. Collects garbage, which takes seconds on a busy machine, so it is asked
 * once for many calls.
 */
export async function expectNoWebSockets(): Promise<void> {
  await expect.poll(() => countOf(WebSocket), { timeout: 18_000, interval: 10 }).toBe(0);
}

/** Objects in memory that are made by this class and still reachable. */
function countOf(madeBy: typeof WebSocket): number {
  // The type package does not know it yet (@types/node 20.19).
  const { queryObjects } = v8 as unknown as {
    queryObjects(madeBy: unknown, options: { format: 'count' }): number;
  };
  return queryObjects(madeBy, { format: 'count' });
}

/** Asks a gateway over a connection that is not kept: `fetch` would keep one, which would count. */
export function ask(url: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.on('data', (bytes) => {
        text += bytes;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).on('error', reject);
  });
}

/** Waits until a gateway says that no call is open. */
export async function expectNoCalls(gatewayUrl: string): Promise<void> {
  await expect
    .poll(async () => sumOf(/^lipwire_sessions_open(?:\{.*\})? (\d+)$/gm, (await ask(`${gatewayUrl}/metrics`)).text), {
      timeout: 5_000,
    })
    .toBe(0);
}

function sumOf(line: RegExp, metrics: string): number {
  const values = [...metrics.matchAll(line)].map(([, value]) => Number(value));
  // No line at all would add up to no calls, too.
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value);
}
