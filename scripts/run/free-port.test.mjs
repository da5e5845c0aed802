import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from './free-port.mjs';

const servers = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(host) {
  const server = createServer().listen(0, host);
  servers.push(server);
  await once(server, 'listening');
  return server.address().port;
}

describe('freePort', () => {
  it.each(['127.0.0.1', '0.0.0.0'])('passes over a port that is taken on %s', async (host) => {
    const taken = await listen(host);
    expect(await freePort(taken)).toBeGreaterThan(taken);
  });

  it('passes over a port that is promised to another', async () => {
    const first = await freePort(20_000);
    expect(await freePort(first, [first])).toBeGreaterThan(first);
  });

  it('gives a port on which one can listen', async () => {
    const port = await freePort(20_000);
    const server = createServer().listen(port, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    expect(server.address().port).toBe(port);
  });
});
