import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { GatewayIdentity } from './identity.js';

/** Every {@link LogLevel}, from the fewest lines to the most, and none. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const;

/** How much a gateway says in its log. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * The gateway's log: one JSON object a line. It holds ids, sizes, times and close codes; never a key, a token, a URL
 * with a query, speech or its transcript.
 */
export type Log = Logger;

/**
 * Makes a log.
 *
 * @param to where the lines go; default: standard error, which leaves standard output to the command's own words.
 * @param identity of the gateway, to stand on every line.
 */
export function createLog(
  level: LogLevel,
  to: DestinationStream = destination({ fd: 2, sync: true }),
  identity?: GatewayIdentity,
): Log {
  const base = identity === undefined ? null : { gateway: identity.id, version: identity.version };
  return pino({ level, base, timestamp: pino.stdTimeFunctions.isoTime }, to);
}

/** What a log may hold of an error. */
export interface ErrorFacts {
  readonly error: string;
  readonly at: string | undefined;
}

/**
 * What of an error is safe to log: its code or name, and where it was thrown. The message is left out, because it may
 * quote what was being handled: `JSON.parse` shows its input, a URL parser the URL.
 */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { error: typeof error, at: undefined };
  const { code } = error as { code?: unknown };
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return { error: typeof code === 'string' ? code : error.name, at: frame?.trim() };
}
