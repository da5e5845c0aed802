import type { IncomingMessage } from 'node:http';
import { type GeminiApiVersion, parseGeminiLivePath, readGeminiCredential } from '@lipwire/providers';
import type { Policy } from '../auth/policy.js';
import type { Tenant } from '../auth/tenant.js';
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
  /** Whose call it is, as the policy had it when the call began. */
  readonly tenant: Tenant;
}

/** What {@link admit} works with. */
export interface AdmissionDependencies {
  readonly policy: () => Policy;
  readonly rateLimiter: RateLimiter;
  readonly hasVisemeModel: (name: string) => boolean;
}

const DIRECT_CHANNEL = /\/v1\/conversation\/gemini$/;

/** Refusals that a stranger earns: whoever holds a key or a token of ours that is alive does not meet them. */
const FAILURES: ReadonlySet<unknown> = new Set<Refusal>([
  'unknown_path',
  'origin_not_allowed',
  'token_missing',
  'token_invalid',
  'token_expired',
  'tenant_unknown',
  'api_key_invalid',
]);

/**
 * Decides from its request whether a client may call. Changes nothing but the request count of a tenant or address.
 *
 * Who fails is counted by address, and told why as often as `failuresPerMinute` says; as often again it is told that
 * this was too much. What comes then is a flood, and not worth a WebSocket. A valid token is let in all the same, for a
 * stranger may share the address; one that was used is a flood when it comes that often.
 */
export async function admit(
  request: IncomingMessage,
  dependencies: AdmissionDependencies,
): Promise<Admission | Refusal | 'flood'> {
  const { policy, rateLimiter } = dependencies;
  const { failuresPerMinute, trustedProxies } = policy();
  const admission = await examine(request, dependencies);
  if (typeof admission !== 'string') return isReplayed(admission, dependencies) ? 'flood' : admission;
  if (!FAILURES.has(admission)) return admission;
  const caller = callerOf(request, undefined, trustedProxies);
  if (rateLimiter.take(caller, failuresPerMinute) === 0) return admission;
  return rateLimiter.take(`${caller} told so`, failuresPerMinute) === 0 ? 'rate_limited' : 'flood';
}

/** Counts a token that turned out to be used. */
export function countReplay({ tokenId }: Admission, { policy, rateLimiter }: AdmissionDependencies): void {
  rateLimiter.take(`token ${tokenId}`, policy().failuresPerMinute);
}

function isReplayed({ tokenId }: Admission, { policy, rateLimiter }: AdmissionDependencies): boolean {
  return tokenId !== undefined && rateLimiter.isSpent(`token ${tokenId}`, policy().failuresPerMinute);
}

async function examine(request: IncomingMessage, dependencies: AdmissionDependencies): Promise<Admission | Refusal> {
  const target = parseRequestTarget(request.url ?? '/');
  const endpoint = parseGeminiLivePath(target.path);
  const isDirect = DIRECT_CHANNEL.test(target.path);
  if (endpoint === undefined && !isDirect) return 'unknown_path';

  const credential = readGeminiCredential({
    query: (name) => target.query.get(name),
    header: (name) => [request.headers[name]].flat()[0],
  });
  const policy = dependencies.policy();
  const admission =
    endpoint === undefined
      ? admitDirect(request, credential, target, policy, dependencies)
      : await admitWithToken(credential, endpoint.apiVersion, policy, dependencies);
  if (typeof admission === 'string') return admission;
  return isOriginAllowed(request.headers.origin, admission.tenant, policy) ? admission : 'origin_not_allowed';
}

/** The SDK's own paths: the "API key" is a wrapped token. */
async function admitWithToken(
  token: string | undefined,
  apiVersion: GeminiApiVersion,
  { sealer, tenants }: Policy,
  { hasVisemeModel }: AdmissionDependencies,
): Promise<Admission | Refusal> {
  if (token === undefined) return 'token_missing';
  const unsealed = await sealer.unseal(token);
  if (unsealed.state === 'expired') return 'token_expired';
  if (unsealed.state === 'early') return 'token_early';
  if (unsealed.state === 'invalid') return 'token_invalid';
  const { contents, tokenId } = unsealed;
  // Sealed by a neighbour of another release, perhaps.
  if (!hasVisemeModel(contents.visemeModel)) return 'viseme_model_unknown';
  const tenant = tenants.named(contents.tenant);
  if (tenant === undefined) return 'tenant_unknown';
  return { credential: contents.credential, visemeModel: contents.visemeModel, apiVersion, tokenId, tenant };
}

/** The direct channel, for servers: keys of both services in the open. */
function admitDirect(
  request: IncomingMessage,
  geminiKey: string | undefined,
  { query }: RequestTarget,
  { tenants, trustedProxies }: Policy,
  { rateLimiter, hasVisemeModel }: AdmissionDependencies,
): Admission | Refusal {
  const tenant = tenants.withKey(query.get('mascot_key') ?? undefined);
  if (tenant === undefined) return 'api_key_invalid';
  const caller = callerOf(request, tenant, trustedProxies);
  if (rateLimiter.take(caller, tenant.limits.requestsPerMinute) > 0) return 'rate_limited';
  if (geminiKey === undefined) return 'gemini_key_missing';
  const visemeModel = query.get('viseme_model') || 'default';
  if (!hasVisemeModel(visemeModel)) return 'viseme_model_unknown';
  return { credential: geminiKey, visemeModel, apiVersion: 'v1beta', tokenId: undefined, tenant };
}

/** Only browsers name an origin, and they name it truly; a client that names none is not a page. */
function isOriginAllowed(origin: string | undefined, tenant: Tenant, policy: Policy): boolean {
  const { allowedOrigins } = tenant.allowedOrigins.length > 0 ? tenant : policy;
  return origin === undefined || allowedOrigins.length === 0 || allowedOrigins.includes(origin);
}
