import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** The proxies that stand before a gateway, whose word on where a request came from is believed. */
export class TrustedProxies {
  readonly #list = new BlockList();
  readonly #isEmpty: boolean;

  /** @param networks addresses (`10.0.0.7`, `fd00::7`) and ranges (`10.0.0.0/8`), checked. */
  constructor(networks: readonly string[]) {
    this.#isEmpty = networks.length === 0;
    for (const network of networks) {
      const [address = '', prefix] = network.split('/');
      const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
      if (prefix === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, Number(prefix), family);
    }
  }

  /**
   * Finds out where a request came from: the peer of the connection, or, if that is a trusted proxy, the right-most
   * address in `X-Forwarded-For` that is not one. Whatever stands further left was written by a stranger, and may be a
   * lie. Where an entry is no address, the search ends at the proxy that passed it on.
   *
   * @returns an IPv4 address, or an IPv6 address as it came; `undefined` if the connection is already gone.
   */
  addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string | undefined {
    let address = plainAddress(socket.remoteAddress ?? '');
    if (this.#isEmpty) return address;
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse();
    for (const entry of forwarded) {
      if (address === undefined || !this.#trusts(address)) return address;
      const before = plainAddress(entry);
      if (before === undefined) return address;
      address = before;
    }
    return address;
  }

  #trusts(address: string): boolean {
    return this.#list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
}

/**
 * What an address is counted under: an IPv4 address by itself, an IPv6 address by the network it is in (/64), of which
 * one household or one rented machine has all 2^64 addresses.
 */
export function countedAs(address: string | undefined): string {
  if (address === undefined || isIP(address) !== 6) return `address ${address}`;
  return `address ${groupsOf(address).slice(0, 4).join(':')}::/64`;
}

/** Takes off what proxies add (a port, brackets, a zone), and reads an IPv4 address in IPv6 clothes as what it is. */
function plainAddress(entry: string): string | undefined {
  const text = entry.trim();
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '');
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined;
  const groups = groupsOf(address);
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return address;
  const bytes = groups
    .slice(6)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]);
  return bytes.join('.');
}

/** The eight groups of an IPv6 address, without leading zeros. A URL writes addresses in their one short form. */
function groupsOf(address: string): string[] {
  const [left = '', right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = left.split(':').filter(Boolean);
  const after = (right ?? '').split(':').filter(Boolean);
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}
