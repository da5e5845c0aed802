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

/** Decides from its request whether a client may call. Changes nothing but the request count of a tenant or address. */
export async function admit(
  request: IncomingMessage,
  dependencies: AdmissionDependencies,
): Promise<Admission | Refusal> {
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
  { tenants, requestsPerMinute }: Policy,
  { rateLimiter, hasVisemeModel }: AdmissionDependencies,
): Admission | Refusal {
  const tenant = tenants.withKey(query.get('mascot_key') ?? undefined);
  const perMinute = tenant?.limits.requestsPerMinute ?? requestsPerMinute;
  if (rateLimiter.take(callerOf(request, tenant), perMinute) > 0) return 'rate_limited';
  if (tenant === undefined) return 'api_key_invalid';
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
