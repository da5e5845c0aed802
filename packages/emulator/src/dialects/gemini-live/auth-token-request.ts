import type { AuthTokenTerms } from './auth-tokens.js';
import { camelCase, camelCaseNames, isObject, type JsonObject } from './json-object.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The service's defaults and limit, from the moment of the request. */
const DEFAULT_LIFETIME_MS = 30 * MINUTE_MS;
const DEFAULT_NEW_SESSION_MS = MINUTE_MS;
const MAX_LIFETIME_MS = 20 * HOUR_MS;
const MAX_USES = 2 ** 31 - 1;

const FIELDS: ReadonlySet<string> = new Set([
  'uses',
  'expireTime',
  'newSessionExpireTime',
  'bidiGenerateContentSetup',
  'fieldMask',
]);

/** A request that cannot be fulfilled; the message is in the service's own words. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
}

/**
 * Reads the body of `POST /v1alpha/auth_tokens`.
 *
 * @param body UTF-8 JSON; an empty one asks for the defaults.
 * @param dateMs now, in milliseconds since 1970.
 * @throws InvalidRequest
 */
export function readAuthTokenRequest(body: string, dateMs: number): AuthTokenTerms {
  const request = parse(body);
  const unknown = Object.keys(request).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) {
    throw new InvalidRequest(
      `Invalid JSON payload received. Unknown name "${unknown.slice(0, 100)}": Cannot find field.`,
    );
  }
  const { uses = 1, expireTime, newSessionExpireTime, bidiGenerateContentSetup, fieldMask } = request;
  if (typeof uses !== 'number' || !Number.isInteger(uses) || uses < 0 || uses > MAX_USES) {
    throw new InvalidRequest("Invalid value at 'auth_token.uses' (TYPE_INT32)");
  }
  if (bidiGenerateContentSetup !== undefined && !isObject(bidiGenerateContentSetup)) {
    throw new InvalidRequest("Invalid value at 'auth_token.bidi_generate_content_setup'");
  }
  const paths = readFieldMask(fieldMask);
  return {
    uses,
    expiresAtMs: readTime('expire_time', expireTime, dateMs) ?? dateMs + DEFAULT_LIFETIME_MS,
    newSessionUntilMs:
      readTime('new_session_expire_time', newSessionExpireTime, dateMs) ?? dateMs + DEFAULT_NEW_SESSION_MS,
    lock:
      bidiGenerateContentSetup === undefined && paths === undefined
        ? undefined
        : { setup: bidiGenerateContentSetup ?? {}, paths },
  };
}

function parse(body: string): JsonObject {
  if (body.trim() === '') return {};
  try {
    const value = camelCaseNames(JSON.parse(body));
    if (isObject(value)) return value;
  } catch {
    // Answered below.
  }
  throw new InvalidRequest('Invalid JSON payload received. Expected an object.');
}

/** `model,generation_config.temperature` as paths in camelCase; `undefined` for none. */
function readFieldMask(fieldMask: unknown): readonly string[] | undefined {
  if (fieldMask === undefined || fieldMask === '') return undefined;
  if (typeof fieldMask !== 'string' || !/^[\w.,\s]{1,4000}$/.test(fieldMask)) {
    throw new InvalidRequest(
      "Invalid value at 'auth_token.field_mask' (type.googleapis.com/google.protobuf.FieldMask)",
    );
  }
  const paths = fieldMask
    .split(',')
    .map((path) => camelCase(path.trim()))
    .filter(Boolean);
  if (paths.some((path) => path.split('.').length > 16)) {
    throw new InvalidRequest(
      "Invalid value at 'auth_token.field_mask' (type.googleapis.com/google.protobuf.FieldMask)",
    );
  }
  return paths;
}

/** A time of RFC 3339 that is neither past nor too far ahead. */
function readTime(name: string, value: unknown, dateMs: number): number | undefined {
  if (value === undefined) return undefined;
  const ms =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i.test(value)
      ? Date.parse(value)
      : Number.NaN;
  if (Number.isNaN(ms)) {
    throw new InvalidRequest(`Invalid value at 'auth_token.${name}' (type.googleapis.com/google.protobuf.Timestamp)`);
  }
  if (ms <= dateMs) throw new InvalidRequest(`${name} must be in the future.`);
  if (ms > dateMs + MAX_LIFETIME_MS)
    throw new InvalidRequest(`${name} is too far in the future. Maximum lifetime is 20h.`);
  return ms;
}
