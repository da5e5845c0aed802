import { SignedSessionError } from './signed-session-error';

type Env = Readonly<Record<string, string | undefined>>;

const DEFAULT_GATEWAY_URL = 'http://127.0.0.1:8787';

/**
 * Where the gateway is for this server: `LIPWIRE_GATEWAY_URL`.
 *
 * @throws SignedSessionError `DEMO_GATEWAY_URL_INVALID`
 */
export function readGatewayUrl(env: Env): string {
  const url = env.LIPWIRE_GATEWAY_URL || DEFAULT_GATEWAY_URL;
  if (!isHttpUrl(url)) {
    throw new SignedSessionError(
      'DEMO_GATEWAY_URL_INVALID',
      'LIPWIRE_GATEWAY_URL must be an http or https address, such as http://127.0.0.1:8787.',
    );
  }
  return url;
}

/**
 * The origins at which browsers may find the gateway, for `connect-src`: the gateway's own `LIPWIRE_PUBLIC_URL` where it
 * is set, and `LIPWIRE_GATEWAY_URL`; each for requests and for sockets.
 */
export function gatewayOrigins(env: Env): string[] {
  const urls = [env.LIPWIRE_GATEWAY_URL || DEFAULT_GATEWAY_URL, env.LIPWIRE_PUBLIC_URL ?? ''].filter(isHttpUrl);
  const origins = new Set(urls.map((url) => new URL(url).origin));
  return [...origins].flatMap((origin) => [origin, origin.replace(/^http/, 'ws')]);
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
