/**
 * Versions under which the service offers its socket. The JavaScript SDK asks for `v1` from 3.0 on and for `v1beta`
 * before; ephemeral tokens need `v1alpha`.
 */
export type GeminiApiVersion = 'v1' | 'v1alpha' | 'v1beta';

/** The plain method takes API keys; the constrained one takes ephemeral tokens. */
export type GeminiLiveMethod = 'BidiGenerateContent' | 'BidiGenerateContentConstrained';

/** What the path of a Gemini Live socket says. */
export interface GeminiLiveEndpoint {
  readonly apiVersion: GeminiApiVersion;
  readonly method: GeminiLiveMethod;
}

/** Ephemeral tokens are named by their REST resource: `auth_tokens/<id>`. */
export const EPHEMERAL_TOKEN_PREFIX = 'auth_tokens/';

/** Path of the REST resource that makes ephemeral tokens. */
export const AUTH_TOKENS_PATH = '/v1alpha/auth_tokens';

const LIVE_PATH =
  /\/ws\/google\.ai\.generativelanguage\.(v1|v1alpha|v1beta)\.GenerativeService\.(BidiGenerateContent(?:Constrained)?)$/;

/**
 * Recognises the path of a Gemini Live socket behind any base path, with one slash or with the two that the
 * JavaScript SDK writes (`https://host/` + `/ws/…`).
 *
 * @param pathname without query.
 */
export function parseGeminiLivePath(pathname: string): GeminiLiveEndpoint | undefined {
  const [, apiVersion, method] = LIVE_PATH.exec(pathname) ?? [];
  if (apiVersion === undefined || method === undefined) return undefined;
  return { apiVersion: apiVersion as GeminiApiVersion, method: method as GeminiLiveMethod };
}

/**
 * The path and query with which a credential opens a session at the service: ephemeral tokens need `v1alpha` and the
 * constrained method, API keys the plain one.
 *
 * @param credential an API key, or an ephemeral token (`auth_tokens/…`).
 * @param apiVersion for API keys; ephemeral tokens are always `v1alpha`.
 */
export function geminiLiveRequestPath(credential: string, apiVersion: GeminiApiVersion = 'v1beta'): string {
  return credential.startsWith(EPHEMERAL_TOKEN_PREFIX)
    ? // The slash of the token stays as it is: the official SDKs send it so.
      `${livePath('v1alpha', 'BidiGenerateContentConstrained')}?access_token=${encodeURIComponent(credential).replace('%2F', '/')}`
    : `${livePath(apiVersion, 'BidiGenerateContent')}?key=${encodeURIComponent(credential)}`;
}

function livePath(apiVersion: GeminiApiVersion, method: GeminiLiveMethod): string {
  return `/ws/google.ai.generativelanguage.${apiVersion}.GenerativeService.${method}`;
}

/** What {@link readGeminiCredential} looks at of a request. */
export interface CredentialSources {
  /** Value of a query parameter, or `null`. */
  query(name: string): string | null;
  /** Value of a header (name in lower case), or `undefined`. */
  header(name: string): string | undefined;
}

/**
 * Finds the credential where any of the official SDKs puts it: `?key=`, `?access_token=`, `x-goog-api-key`,
 * `Authorization: Token …` or `Bearer …`.
 */
export function readGeminiCredential({ query, header }: CredentialSources): string | undefined {
  const authorization = /^(?:token|bearer)\s+(\S+)$/i.exec(header('authorization')?.trim() ?? '')?.[1];
  const candidates = [query('access_token'), query('key'), authorization, header('x-goog-api-key')];
  return candidates.find((candidate): candidate is string => !!candidate) ?? undefined;
}
