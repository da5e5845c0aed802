import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayError } from '../errors.js';

/** Where a server listens. */
interface ListenAt {
  readonly host: string;
  readonly port: number;
}

/**
 * Opens the port of a gateway.
 *
 * @throws GatewayError `GATEWAY_PORT_IN_USE`, `GATEWAY_LISTEN_FAILED`.
 */
export function listen(server: Server, { host, port }: ListenAt): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new GatewayError(
              'GATEWAY_PORT_IN_USE',
              `Port ${port} is in use: set LIPWIRE_PORT (--port) to another, or to 0.`,
              { cause },
            )
          : new GatewayError(
              'GATEWAY_LISTEN_FAILED',
              `Cannot listen on ${host} port ${port} (${cause.code}): check LIPWIRE_HOST and LIPWIRE_PORT.`,
              { cause },
            ),
      );
    });
    server.listen(port, host, resolve);
  });
}

/** URL of a server that listens, without trailing slash. "Any address" is no address to call, so it reads as this machine. */
export function listeningUrl(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
