import type { IncomingMessage } from 'node:http';
import { type GeminiApiVersion, parseGeminiLivePath, readGeminiCredential } from '@lipwire/providers';
import type { ApiKeys } from '../auth/api-keys.js';
import type { TokenSealer } from '../auth/sealed-token.js';
import { callerOf, type RateLimiter } from '../http/rate-limiter.js';
import { parseRequestTarget, type RequestTarget } from '../http/request-path.js';
import type { Refusal } from './refusal.js';

/** What a call needs to know of its client. */
export interface Admission {
  /** Of the voice service: an API key or an ephemeral token. */
  readonly credential: string;
  readonly visemeModel: string;
  readonly apiVersion: GeminiApiVersion;
  /** Id of the wrapped token, which must still be claimed; `undefined` on the direct channel, which uses none. */
  readonly tokenId: string | undefined;
}

/** What {@link admit} works with. */
export interface AdmissionDependencies {
  readonly apiKeys: ApiKeys;
  readonly sealer: TokenSealer;
  readonly rateLimiter: RateLimiter;
  readonly hasVisemeModel: (name: string) => boolean;
  /** Origins of pages that may call; none: any. */
  readonly allowedOrigins: readonly string[];
}

const DIRECT_CHANNEL = /\/v1\/conversation\/gemini$/;

/** Decides from its request whether a client may call. Changes nothing but the request count of its API key or address. */
export async function admit(
  request: IncomingMessage,
  dependencies: AdmissionDependencies,
): Promise<Admission | Refusal> {
  const target = parseRequestTarget(request.url ?? '/');
  const endpoint = parseGeminiLivePath(target.path);
  const isDirect = DIRECT_CHANNEL.test(target.path);
  if (endpoint === undefined && !isDirect) return 'unknown_path';
  if (!isOriginAllowed(request.headers.origin, dependencies.allowedOrigins)) return 'origin_not_allowed';

  const credential = readGeminiCredential({
    query: (name) => target.query.get(name),
    header: (name) => [request.headers[name]].flat()[0],
  });
  return endpoint === undefined
    ? admitDirect(request, credential, target, dependencies)
    : admitWithToken(credential, endpoint.apiVersion, dependencies);
}

/** The SDK's own paths: the "API key" is a wrapped token. */
async function admitWithToken(
  token: string | undefined,
  apiVersion: GeminiApiVersion,
  { sealer, hasVisemeModel }: AdmissionDependencies,
): Promise<Admission | Refusal> {
  if (token === undefined) return 'token_missing';
  const unsealed = await sealer.unseal(token);
  if (unsealed.state === 'expired') return 'token_expired';
  if (unsealed.state === 'invalid') return 'token_invalid';
  const { contents, tokenId } = unsealed;
  // Sealed by a neighbour of another release, perhaps.
  if (!hasVisemeModel(contents.visemeModel)) return 'viseme_model_unknown';
  return { ...contents, apiVersion, tokenId };
}

/** The direct channel, for servers: keys of both services in the open. */
function admitDirect(
  request: IncomingMessage,
  geminiKey: string | undefined,
  { query }: RequestTarget,
  { apiKeys, rateLimiter, hasVisemeModel }: AdmissionDependencies,
): Admission | Refusal {
  const keyName = apiKeys.identify(query.get('mascot_key') ?? undefined);
  if (rateLimiter.take(callerOf(request, keyName)) > 0) return 'rate_limited';
  if (keyName === undefined) return 'api_key_invalid';
  if (geminiKey === undefined) return 'gemini_key_missing';
  const visemeModel = query.get('viseme_model') || 'default';
  if (!hasVisemeModel(visemeModel)) return 'viseme_model_unknown';
  return { credential: geminiKey, visemeModel, apiVersion: 'v1beta', tokenId: undefined };
}

/** Only browsers name an origin, and they name it truly; a client that names none is not a page. */
function isOriginAllowed(origin: string | undefined, allowedOrigins: readonly string[]): boolean {
  return origin === undefined || allowedOrigins.length === 0 || allowedOrigins.includes(origin);
}
