import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CallLoad } from './call-load.mjs';
import { clientFrame, serverFrame } from './frames.mjs';

/** Small, so that the test is quick: what is in a message is nothing to the load. */
const FRAMES = {
  setup: clientFrame(Buffer.from('{"setup":{}}')),
  setupComplete: serverFrame(Buffer.from('{"setupComplete":{}}')),
  speech: [serverFrame(Buffer.alloc(200, 'a')), serverFrame(Buffer.alloc(300, 'b'))],
  generationComplete: serverFrame(Buffer.from('{}')),
  turnComplete: serverFrame(Buffer.from('{}')),
  microphone: [clientFrame(Buffer.alloc(150, 'c'))],
};

const ends = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function startLoad() {
  const load = await CallLoad.start(FRAMES);
  ends.push(() => load.close());
  load.through({ port: load.servicePort, pathOf: (callId) => `/?key=${callId}` });
  return load;
}

/** A relay that passes bytes on, as they are or as `change` says, from the service to the client. */
async function startPipe(load, change) {
  const server = createServer((client) => {
    const service = connect(load.servicePort, '127.0.0.1');
    client.on('data', (bytes) => service.write(bytes));
    service.on('data', (bytes) => client.write(change(bytes)));
    for (const [one, other] of [
      [client, service],
      [service, client],
    ]) {
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  ends.push(() => server.close());
  load.through({ port: server.address().port, pathOf: (callId) => `/?key=${callId}` });
}

describe('CallLoad', () => {
  it('sends what is due both ways, and sees all of it come', async () => {
    const load = await startLoad();
    await load.resize(10);
    load.speak({ pace: 1, microphone: true });
    const { messages, downMs, upMs, grownBytes } = await load.measure(0.5);
    // It would wait for what has not come.
    await load.stop();
    expect(messages).toBeGreaterThan(10);
    expect([downMs.p50, upMs.p50].every((ms) => ms > 0 && ms <= downMs.max + upMs.max)).toBe(true);
    expect(grownBytes).toBe(0);
  });

  it('opens more calls and closes some, and goes on', async () => {
    const load = await startLoad();
    for (const size of [8, 40, 16]) {
      await load.resize(size);
      load.speak({ pace: 4, microphone: false });
      const { messages } = await load.measure(0.2);
      await load.stop();
      expect(messages).toBeGreaterThan(0);
      expect(load.size).toBe(size);
    }
  });

  it('finds out a relay that shortens a message', async () => {
    const load = await startLoad();
    await startPipe(load, (bytes) =>
      bytes[0] === 0x82 && bytes.length > 150 ? serverFrame(Buffer.alloc(100)) : bytes,
    );
    await load.resize(3);
    load.speak({ pace: 1, microphone: false });
    await expect(load.measure(2)).rejects.toThrow('shorter than it was sent');
  });

  it('finds out a relay that takes no calls', async () => {
    const load = await startLoad();
    const server = createServer((socket) => socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n'));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    ends.push(() => server.close());
    load.through({ port: server.address().port, pathOf: () => '/' });
    await expect(load.resize(1)).rejects.toThrow('503 Service Unavailable');
  });
});
