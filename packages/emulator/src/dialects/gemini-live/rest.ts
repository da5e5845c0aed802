import type { IncomingMessage, ServerResponse } from 'node:http';
import { AUTH_TOKENS_PATH, readGeminiCredential } from '@lipwire/providers';
import type { CompleteOptions } from '../../options.js';
import { InvalidRequest, readAuthTokenRequest } from './auth-token-request.js';
import type { AuthTokens } from './auth-tokens.js';
import { CLOSINGS } from './closing.js';

/** A token may lock a long instruction. */
const MAX_BODY_BYTES = 256 * 1024;

/** Names that Google gives to HTTP statuses. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  405: 'UNIMPLEMENTED',
  413: 'INVALID_ARGUMENT',
};

/** Answers `POST …/v1alpha/auth_tokens`; anything else is 404, as an error in the service's own form. */
export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  { options, tokens }: { options: CompleteOptions; tokens: AuthTokens },
): Promise<void> {
  const url = requestUrl(request);
  // Pages may make tokens too, as they may at the service.
  response.setHeader('access-control-allow-origin', '*');
  if (request.method === 'OPTIONS') {
    response.setHeader('access-control-allow-headers', '*');
    return send(response, 204);
  }
  if (!url?.pathname.endsWith(AUTH_TOKENS_PATH)) {
    return fail(response, 404, 'Not found: the emulator offers Gemini Live and POST /v1alpha/auth_tokens.');
  }
  if (request.method !== 'POST') return fail(response, 405, 'Tokens are made by POST.');

  const credential = readGeminiCredential({
    query: (name) => url.searchParams.get(name),
    header: (name) => headerOf(request, name),
  });
  if (credential === undefined) return fail(response, 403, CLOSINGS.unregistered.reason);
  if (options.apiKey !== undefined && credential !== options.apiKey) {
    return fail(response, 400, CLOSINGS.invalidKey.reason);
  }
  const body = await readBody(request);
  if (body === undefined) return fail(response, 413, `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  try {
    const terms = readAuthTokenRequest(body, options.clock.dateMs());
    send(response, 200, { name: tokens.create(terms) });
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    fail(response, 400, error.message);
  }
}

/** The address of a request; `undefined` if it is not one. */
export function requestUrl(request: IncomingMessage): URL | undefined {
  // A path that starts with two slashes would be read as a host: it is put behind one.
  return URL.canParse(`http://emulator${request.url}`) ? new URL(`http://emulator${request.url}`) : undefined;
}

/** The first value of a header. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** @returns `undefined` for a body that is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fail(response: ServerResponse, code: number, message: string): void {
  // What is left of a refused body is not worth reading.
  response.setHeader('connection', 'close');
  send(response, code, { error: { code, message, status: STATUS_NAMES[code] } });
}

function send(response: ServerResponse, code: number, body?: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(body === undefined ? undefined : `${JSON.stringify(body, null, 2)}\n`);
}
