import { expect, it } from 'vitest';
import { parseRequestTarget } from './request-path.js';

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
