import type { IncomingHttpHeaders } from 'node:http';
import { type GeminiApiVersion, geminiLiveRequestPath } from '@lipwire/providers';

/**
 * The headers of a client that are passed on. They tell the service which SDK speaks; all others may hold secrets of
 * the page or of the proxies on the way.
 */
const FORWARDED_HEADERS = ['user-agent', 'x-goog-api-client'] as const;

/** Where a call goes: the service's socket, opened with the caller's own credential. */
export interface UpstreamTarget {
  /** Holds a credential: for connecting only, never for a log. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The Gemini Live socket for one call.
 *
 * @param geminiUrl base URL, without trailing slash.
 * @param credential an API key, or an ephemeral token, which decides version and method by itself.
 * @param apiVersion version that the client asked for; it holds for API keys.
 */
export function geminiLiveTarget(
  geminiUrl: string,
  credential: string,
  apiVersion: GeminiApiVersion,
  clientHeaders: IncomingHttpHeaders,
): UpstreamTarget {
  const headers: Record<string, string> = {};
  for (const name of FORWARDED_HEADERS) {
    const value = clientHeaders[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return { url: geminiUrl.replace(/^http/, 'ws') + geminiLiveRequestPath(credential, apiVersion), headers };
}
