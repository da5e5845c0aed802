import { describe, expect, it } from 'vitest';
import { geminiLiveRequestPath, parseGeminiLivePath, readGeminiCredential } from './endpoint.js';

const PLAIN = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
const CONSTRAINED = '/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContentConstrained';

describe('parseGeminiLivePath', () => {
  it.each([PLAIN, `/${PLAIN}`, `/base/v1${PLAIN}`])('recognises %s', (path) => {
    expect(parseGeminiLivePath(path)).toEqual({ apiVersion: 'v1beta', method: 'BidiGenerateContent' });
  });

  it('recognises the version that the JavaScript SDK asks for since 3.0', () => {
    expect(parseGeminiLivePath(`/${PLAIN.replace('v1beta', 'v1')}`)).toEqual({
      apiVersion: 'v1',
      method: 'BidiGenerateContent',
    });
  });

  it('tells the constrained method apart', () => {
    expect(parseGeminiLivePath(CONSTRAINED)).toEqual({
      apiVersion: 'v1alpha',
      method: 'BidiGenerateContentConstrained',
    });
  });

  it.each(['/', `${PLAIN}/x`, PLAIN.replace('v1beta', 'v2'), PLAIN.replace('/ws/', '/wss/')])('refuses %s', (path) => {
    expect(parseGeminiLivePath(path)).toBeUndefined();
  });
});

describe('geminiLiveRequestPath', () => {
  it('sends an ephemeral token to the constrained method, with its slash as it is', () => {
    expect(geminiLiveRequestPath('auth_tokens/ab/c&d', 'v1beta')).toBe(
      `${CONSTRAINED}?access_token=auth_tokens/ab%2Fc%26d`,
    );
  });

  it('sends an API key to the plain method of the version asked for', () => {
    expect(geminiLiveRequestPath('AIza x')).toBe(`${PLAIN}?key=AIza%20x`);
    expect(geminiLiveRequestPath('k', 'v1alpha')).toBe(`${PLAIN.replace('v1beta', 'v1alpha')}?key=k`);
  });
});

describe('readGeminiCredential', () => {
  const read = (query: Record<string, string>, headers: Record<string, string> = {}) =>
    readGeminiCredential({ query: (name) => query[name] ?? null, header: (name) => headers[name] });

  it('finds it where each SDK puts it', () => {
    expect(read({ key: 'k' })).toBe('k'); // JavaScript, API key
    expect(read({ access_token: 'auth_tokens/t' })).toBe('auth_tokens/t'); // JavaScript, ephemeral token
    expect(read({}, { 'x-goog-api-key': 'k' })).toBe('k'); // Python and Go, API key
    expect(read({}, { authorization: 'Token auth_tokens/t', 'x-goog-api-key': 'auth_tokens/t' })).toBe('auth_tokens/t'); // Python, ephemeral
    expect(read({}, { authorization: 'Bearer b' })).toBe('b'); // Vertex AI
  });

  it('finds none where there is none', () => {
    expect(read({ key: '' }, { authorization: 'Basic eDp5' })).toBeUndefined();
  });
});
