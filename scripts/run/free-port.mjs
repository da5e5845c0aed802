import { createServer } from 'node:net';

/** A program may hold a port on one of these only; taking it on another would hide one of the two. */
const ADDRESSES = ['127.0.0.1', '0.0.0.0', '::1', '::'];

const TRIED_PORTS = 100;

/**
 * The first port from `wanted` on that nobody listens on, on any address of this machine.
 *
 * @param {number} wanted
 * @param {readonly number[]} [taken] ports that are promised to others already.
 */
export async function freePort(wanted, taken = []) {
  for (let port = wanted; port < wanted + TRIED_PORTS; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`None of the ports ${wanted} to ${wanted + TRIED_PORTS - 1} is free.`);
}

async function isFree(port) {
  for (const address of ADDRESSES) if (!(await canListen(port, address))) return false;
  return true;
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }) => resolve(code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL'));
    server.listen({ port, host, ipv6Only: host === '::', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
