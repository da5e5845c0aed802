import { expect, it } from 'vitest';
import { parseRequestTarget, withAnyLastSegment } from './request-path.js';

it.each([
  ['/healthz', '', '/healthz'],
  ['/healthz?a=b', '', '/healthz'],
  ['//ws/google.ai?key=a', '', '/ws/google.ai'],
  ['/voice/healthz', '/voice', '/healthz'],
  ['//voice/healthz', '/voice', '/healthz'],
  ['/healthz', '/voice', '/healthz'],
  ['/voices', '/voice', '/voices'],
])('reads %s behind %j as %s', (target, publicPath, path) => {
  expect(parseRequestTarget(target, publicPath).path).toBe(path);
});

it('reads the query, with question marks in it', () => {
  const { query } = parseRequestTarget('/a?key=lipwire_x.y&model=a?b');
  expect(query.get('key')).toBe('lipwire_x.y');
  expect(query.get('model')).toBe('a?b');
});

it('knows the pattern of a path by its last segment', () => {
  expect(withAnyLastSegment('/v1/sessions/4f')).toBe('/v1/sessions/*');
  expect(withAnyLastSegment('/healthz')).toBe('/*');
  expect(withAnyLastSegment('/v1/sessions/')).toBe('/v1/sessions/');
});

// A regular expression that tries each place of the long segment took half a minute for this, and all calls waited.
it('reads a long segment once', () => {
  expect(withAnyLastSegment(`/${'a'.repeat(200_000)}/`)).toHaveLength(200_002);
});
