import { parseGeminiLivePath } from '@lipwire/providers';

/** Path of the gateway's direct channel. */
const DIRECT_PATH = /\/v1\/conversation\/[a-z]+$/;
/** The providers' own hosts: a socket to them carries no cues. */
const PROVIDER_HOST = /(^|\.)googleapis\.com$/;

/**
 * Whether a socket goes to a Lipwire gateway.
 *
 * The app says nothing about us: it gives an official SDK another base URL. So a socket is the gateway's if its path is
 * a voice service's and its host is not that service's. With a `gatewayUrl` only sockets below that address are.
 * Whoever needs no gateway takes the service's own host, too.
 *
 * @param url what was given to the `WebSocket` constructor.
 * @param baseUrl what relative addresses are relative to: the page's.
 * @param direct sockets to the voice service itself count too.
 */
export function isGatewaySocket(url: string | URL, gatewayUrl?: string, baseUrl?: string, direct = false): boolean {
  const address = parse(url, baseUrl);
  if (!address) return false;
  if (gatewayUrl !== undefined) {
    const gateway = parse(gatewayUrl, baseUrl);
    if (!gateway || gateway.host !== address.host) return false;
    const prefix = gateway.pathname.replace(/\/+$/, '');
    return address.pathname === prefix || address.pathname.startsWith(`${prefix}/`);
  }
  if (!direct && PROVIDER_HOST.test(address.hostname)) return false;
  return parseGeminiLivePath(address.pathname) !== undefined || DIRECT_PATH.test(address.pathname);
}

function parse(url: string | URL, baseUrl: string | undefined): URL | undefined {
  return URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined;
}
