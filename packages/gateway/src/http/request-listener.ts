import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { errorFacts, type Log } from '../observe/log.js';
import type { Metrics } from '../observe/metrics.js';
import { corsHeaders, preflightHeaders } from './cors.js';
import { HttpError } from './http-error.js';
import { parseRequestTarget, type RequestTarget, withAnyLastSegment } from './request-path.js';

/** What a route answers: JSON unless `text` is there. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One path of the HTTP interface. Routes with `POST` may be called from allowed pages (CORS). */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  answer(request: IncomingMessage, target: RequestTarget): Promise<Answer>;
}

/** What {@link createRequestListener} works with. */
export interface RequestListenerOptions {
  /** By path; a path that ends in `/*` stands for all that have one segment more. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Origins of the pages that may read answers. */
  readonly allowedOrigins: () => readonly string[];
  /** Path of the public URL, without trailing slash; see `parseRequestTarget`. */
  readonly publicPath: () => string;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Serves the HTTP interface: finds the route, answers in JSON, and turns whatever goes wrong into
 * `{ "error": sentence, "code": code }`.
 */
export function createRequestListener(options: RequestListenerOptions): RequestListener {
  const { allowedOrigins, log, metrics } = options;
  return (request, response) => {
    const receivedAtMs = performance.now();
    response.on('error', (error) => log.debug(errorFacts(error), 'a response could not be sent'));
    answer(request, options)
      .catch((error: unknown) => {
        if (!(error instanceof HttpError)) return internalError(error, request, log);
        metrics.refusals.inc({ reason: error.code.toLowerCase() });
        return errorAnswer(error);
      })
      .then((result) => {
        send(request, response, result, corsHeaders(request, allowedOrigins()));
        const durationMs = Math.round(performance.now() - receivedAtMs);
        // Not the path: whoever confuses fields may have put a token there.
        const route = routeName(request, options);
        log.debug({ method: request.method, route, status: result.status, durationMs }, 'request answered');
      });
  };
}

async function answer(request: IncomingMessage, options: RequestListenerOptions): Promise<Answer> {
  const target = parseRequestTarget(request.url ?? '/', options.publicPath());
  const route = options.routes[routeName(request, options)];
  if (route === undefined) {
    throw new HttpError(404, 'NOT_FOUND', 'There is nothing here. Tokens are wrapped at POST /v1/get-signed-url.');
  }
  const { method } = request;
  if (method === route.method || (method === 'HEAD' && route.method === 'GET')) return route.answer(request, target);
  if (method === 'OPTIONS' && route.method === 'POST') {
    const headers = preflightHeaders(request, options.allowedOrigins());
    if (headers !== undefined) return { status: 204, text: '', headers };
  }
  throw new HttpError(405, 'METHOD_NOT_ALLOWED', `Use ${route.method} here.`, { allow: route.method });
}

/** The route that serves a request: its key in the table, or `none`. */
function routeName(request: IncomingMessage, { routes, publicPath }: RequestListenerOptions): string {
  const { path } = parseRequestTarget(request.url ?? '/', publicPath());
  return [path, withAnyLastSegment(path)].find((name) => Object.hasOwn(routes, name)) ?? 'none';
}

function errorAnswer({ status, code, message, headers }: HttpError): Answer {
  return { status, json: { error: message, code }, headers };
}

function internalError(error: unknown, request: IncomingMessage, log: Log): Answer {
  // A caller that hangs up in the middle of its own request is no defect of ours, and nobody reads the answer.
  if (!request.errored) log.error(errorFacts(error), 'a request failed');
  return errorAnswer(new HttpError(500, 'INTERNAL_ERROR', 'The gateway failed; its log says where. Try again.'));
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, json, text, headers }: Answer,
  cors: Readonly<Record<string, string>>,
): void {
  const body = text ?? JSON.stringify(json);
  response.writeHead(status, {
    'content-type': text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...cors,
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
