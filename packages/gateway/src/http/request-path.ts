/** What a request asks for. */
export interface RequestTarget {
  /** Starts with one slash; the path of the public URL is taken off. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Reads the target of a request.
 *
 * `new URL` is of no use here: the JavaScript SDK asks for `//ws/…`, which a URL parser takes for the host `ws`.
 *
 * @param target as it stands in the request line: path and query.
 * @param publicPath path of the public URL, without trailing slash (`/voice`, or empty). Some proxies pass it on, some
 *   take it off; both work.
 */
export function parseRequestTarget(target: string, publicPath = ''): RequestTarget {
  const queryAt = target.indexOf('?');
  const rawPath = queryAt < 0 ? target : target.slice(0, queryAt);
  const path = rawPath.replace(/^\/+/, '/');
  return {
    path: publicPath !== '' && path.startsWith(`${publicPath}/`) ? path.slice(publicPath.length) : path,
    query: new URLSearchParams(queryAt < 0 ? '' : target.slice(queryAt + 1)),
  };
}

/** The pattern of all paths that differ in their last segment only: of `/v1/sessions/4f` it is `/v1/sessions/*`. */
export function withAnyLastSegment(path: string): string {
  return path.endsWith('/') ? path : `${path.slice(0, path.lastIndexOf('/') + 1)}*`;
}
