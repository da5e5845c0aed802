import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { countedAs, TrustedProxies } from './client-address.js';

const from = (remoteAddress: string | undefined, ...forwarded: string[]) =>
  ({
    socket: { remoteAddress },
    headers: forwarded.length === 0 ? {} : { 'x-forwarded-for': forwarded.join(', ') },
  }) as unknown as IncomingMessage;

describe('TrustedProxies', () => {
  const proxies = new TrustedProxies(['10.0.0.0/8', '192.0.2.1', 'fd00::/8']);

  it.each([
    ['no proxy, no header', '203.0.113.9', [], '203.0.113.9'],
    ['a stranger who writes the header himself', '203.0.113.9', ['198.51.100.1'], '203.0.113.9'],
    ['one proxy', '10.1.2.3', ['203.0.113.9'], '203.0.113.9'],
    ['a lie, passed on by a proxy', '10.1.2.3', ['198.51.100.1', '203.0.113.9'], '203.0.113.9'],
    ['a lie that names a proxy', '10.1.2.3', ['10.0.0.1', '203.0.113.9'], '203.0.113.9'],
    ['two proxies', '10.1.2.3', ['203.0.113.9', '192.0.2.1'], '203.0.113.9'],
    ['proxies only', '10.1.2.3', ['10.9.9.9', '192.0.2.1'], '10.9.9.9'],
    ['a proxy without a header', '10.1.2.3', [], '10.1.2.3'],
    ['an entry that is no address', '10.1.2.3', ['203.0.113.9', 'unknown', '192.0.2.1'], '192.0.2.1'],
    ['an empty entry', '10.1.2.3', ['203.0.113.9', ''], '10.1.2.3'],
    ['an entry with a port', '10.1.2.3', ['203.0.113.9:4711'], '203.0.113.9'],
    ['an IPv6 entry with a port', '10.1.2.3', ['[2001:db8::1]:4711'], '2001:db8::1'],
    ['IPv4 in IPv6 clothes', '::ffff:10.1.2.3', ['::ffff:203.0.113.9'], '203.0.113.9'],
    ['IPv4 in IPv6 clothes of another cut', '::ffff:a01:203', ['::FFFF:cb00:7109'], '203.0.113.9'],
    ['an IPv6 proxy', 'fd12::1', ['2001:db8::1'], '2001:db8::1'],
    ['an address with a zone', 'fe80::1%eth0', ['203.0.113.9'], 'fe80::1'],
    ['a connection that is gone', undefined, ['203.0.113.9'], undefined],
  ])('finds the client behind %s', (_what, peer, forwarded, client) => {
    expect(proxies.addressOf(from(peer, ...forwarded))).toBe(client);
  });

  it('believes nobody unless told to', () => {
    expect(new TrustedProxies([]).addressOf(from('127.0.0.1', '203.0.113.9'))).toBe('127.0.0.1');
  });

  it('reads a header that came in several lines as one', () => {
    const request = { ...from('10.1.2.3'), headers: { 'x-forwarded-for': ['198.51.100.1', '203.0.113.9'] } };
    expect(proxies.addressOf(request as unknown as IncomingMessage)).toBe('203.0.113.9');
  });
});

describe('countedAs', () => {
  it('counts IPv4 by address and IPv6 by /64', () => {
    expect(countedAs('203.0.113.9')).toBe('address 203.0.113.9');
    expect(countedAs('2001:db8:1:2:3:4:5:6')).toBe(countedAs('2001:DB8:1:2::9'));
    expect(countedAs('2001:db8::1')).toBe(countedAs('2001:db8:0:0:ffff::1'));
    expect(countedAs('2001:db8:0:1::1')).not.toBe(countedAs('2001:db8:0:2::1'));
    expect(countedAs('::1')).toBe('address 0:0:0:0::/64');
    expect(countedAs(undefined)).toBe(countedAs(undefined));
  });
});
