import { expect, test } from 'vitest';
import { InvalidRequest, readAuthTokenRequest } from './auth-token-request.js';

const NOW_MS = Date.UTC(2026, 0, 1, 12);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const read = (request: unknown) => readAuthTokenRequest(JSON.stringify(request), NOW_MS);

test('defaults: one use, half an hour, a minute to begin', () => {
  const defaults = {
    uses: 1,
    expiresAtMs: NOW_MS + 30 * MINUTE_MS,
    newSessionUntilMs: NOW_MS + MINUTE_MS,
    lock: undefined,
  };
  expect(read({})).toEqual(defaults);
  expect(readAuthTokenRequest('', NOW_MS)).toEqual(defaults);
});

test('everything said, in either spelling', () => {
  expect(
    read({
      uses: 0,
      expire_time: '2026-01-01T14:00:00+01:00',
      newSessionExpireTime: '2026-01-01T12:10:00.500Z',
      bidi_generate_content_setup: { model: 'models/m', generation_config: { response_modalities: ['AUDIO'] } },
      fieldMask: 'model,generation_config.response_modalities',
    }),
  ).toEqual({
    uses: 0,
    expiresAtMs: NOW_MS + HOUR_MS,
    newSessionUntilMs: NOW_MS + 10 * MINUTE_MS + 500,
    lock: {
      setup: { model: 'models/m', generationConfig: { responseModalities: ['AUDIO'] } },
      paths: ['model', 'generationConfig.responseModalities'],
    },
  });
});

test('a mask alone locks fields to their defaults; a setup alone locks everything', () => {
  expect(read({ fieldMask: 'tools' }).lock).toEqual({ setup: {}, paths: ['tools'] });
  expect(read({ bidiGenerateContentSetup: {} }).lock).toEqual({ setup: {}, paths: undefined });
});

test('twenty hours are the most', () => {
  expect(read({ expireTime: new Date(NOW_MS + 20 * HOUR_MS).toISOString() }).expiresAtMs).toBe(NOW_MS + 20 * HOUR_MS);
});

test.each([
  [
    { liveConnectConstraints: {} },
    'Invalid JSON payload received. Unknown name "liveConnectConstraints": Cannot find field.',
  ],
  [{ lockAdditionalFields: [] }, /Unknown name "lockAdditionalFields"/],
  [
    { expireTime: new Date(NOW_MS + 20 * HOUR_MS + 1000).toISOString() },
    'expire_time is too far in the future. Maximum lifetime is 20h.',
  ],
  [{ newSessionExpireTime: new Date(NOW_MS + 21 * HOUR_MS).toISOString() }, /^new_session_expire_time is too far/],
  [{ expireTime: new Date(NOW_MS).toISOString() }, /must be in the future/],
  [{ expireTime: 'tomorrow' }, /Timestamp/],
  [{ expireTime: 1_800_000_000 }, /Timestamp/],
  [{ expireTime: '2026-13-45T99:00:00Z' }, /Timestamp/],
  [{ uses: -1 }, /auth_token.uses/],
  [{ uses: 1.5 }, /auth_token.uses/],
  [{ uses: '1' }, /auth_token.uses/],
  [{ bidiGenerateContentSetup: 'all' }, /bidi_generate_content_setup/],
  [{ fieldMask: ['model'] }, /FieldMask/],
  [{ fieldMask: 'model;tools' }, /FieldMask/],
  [{ fieldMask: 'a.'.repeat(50) }, /FieldMask/],
  [[], /Expected an object/],
])('%j is refused', (request, message) => {
  expect(() => read(request)).toThrow(InvalidRequest);
  expect(() => read(request)).toThrow(message);
});

test('what is not JSON is refused', () => {
  expect(() => readAuthTokenRequest('{', NOW_MS)).toThrow(InvalidRequest);
});
