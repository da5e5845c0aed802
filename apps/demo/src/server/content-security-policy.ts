import { gatewayOrigins } from './gateway-url';

/** What {@link contentSecurityPolicy} depends on. */
export interface PolicyOptions {
  /** Base64, new for each page. */
  readonly nonce: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The page may load from its own origin, and what it made itself, and talk to the gateway, and that is all.
 *
 * `wasm-unsafe-eval` lets Rive compile its WebAssembly; JavaScript's own `eval` stays forbidden. Worklets and workers are
 * files of this origin, so scripts need no `blob:`.
 */
export function contentSecurityPolicy({ nonce, env }: PolicyOptions): string {
  const development = env.NODE_ENV === 'development';
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'wasm-unsafe-eval'", ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", ...(development ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    // Rive's canvas comes with its size in a style attribute; style sheets still need the nonce.
    'style-src-attr': ["'unsafe-inline'"],
    // Rive decodes the pictures inside a mascot by way of blobs.
    'img-src': ["'self'", 'blob:', 'data:'],
    'media-src': ["'self'", 'blob:'],
    // A mascot that the user opens is a blob.
    'connect-src': ["'self'", 'blob:', ...gatewayOrigins(env), ...(development ? ['ws:'] : [])],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
