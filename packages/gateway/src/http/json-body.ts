import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES, MAX_DISCARDED_BODY_BYTES } from '../limits.js';
import { HttpError } from './http-error.js';

/**
 * Reads the body of a request as JSON.
 *
 * @returns what `JSON.parse` gave, of any type.
 * @throws HttpError 415 `UNSUPPORTED_MEDIA_TYPE`, 413 `BODY_TOO_LARGE`, 400 `INVALID_JSON`.
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (mediaType !== 'application/json' || encoding !== 'identity') {
    throw new HttpError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Send the body as plain JSON, with Content-Type: application/json.',
    );
  }
  const text = new TextDecoder('utf-8', { fatal: true });
  const body = await readBody(request);
  try {
    return JSON.parse(text.decode(body));
  } catch {
    throw new HttpError(400, 'INVALID_JSON', 'The body is not valid JSON in UTF-8.');
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    // A sender that is cut off in the middle sees a broken connection instead of the answer, so a body that is only
    // somewhat too large is heard out.
    if (bytes > MAX_DISCARDED_BODY_BYTES) break;
  }
  if (bytes > MAX_BODY_BYTES) {
    throw new HttpError(413, 'BODY_TOO_LARGE', `The body is larger than ${MAX_BODY_BYTES} bytes.`, {
      connection: 'close',
    });
  }
  return Buffer.concat(chunks);
}
