import { afterEach, describe, expect, it } from 'vitest';
import { audioMessage, pretty, silence } from './support/gemini-messages.js';
import { type ScriptedUpstream, startScriptedUpstream, type UpstreamCall } from './support/scripted-upstream.js';
import { SOON } from './support/soon.js';
import { connect, LIVE_PATH, type TestClient } from './support/test-client.js';
import {
  API_KEY,
  signedUrlBody,
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from './support/test-gateway.js';

let upstream: ScriptedUpstream;
let gateway: TestGateway;

afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

async function start(script?: (call: UpstreamCall) => void, options: TestGatewayOptions = {}): Promise<void> {
  upstream = await startScriptedUpstream(script);
  gateway = await startTestGateway({ geminiUrl: upstream.url, ...options });
}

async function call(): Promise<TestClient> {
  return connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
}

/** A call on which a message has come through, so that both connections stand. */
async function talk(index = 0): Promise<{ client: TestClient; server: UpstreamCall }> {
  const client = await call();
  const server = await upstream.call(index);
  server.socket.send('hello');
  await client.received(1);
  client.messages.length = 0;
  return { client, server };
}

describe('messages', () => {
  it('pass both ways in order, each with its opcode and its bytes', async () => {
    await start();
    const {
      client,
      server: { socket, messages },
    } = await talk();
    const odd = Uint8Array.of(0x7b, 0xff, 0x00, 0x7d);
    const sent = [
      { data: '{"setup":{"model":"ü 😀"}}', isBinary: false },
      { data: odd, isBinary: true },
      { data: odd, isBinary: false },
      { data: '', isBinary: false },
      { data: new Uint8Array(0), isBinary: true },
      { data: 'not JSON', isBinary: false },
    ];
    for (const { data, isBinary } of sent) client.socket.send(data, { binary: isBinary });
    for (const { data, isBinary } of sent) socket.send(data, { binary: isBinary });
    const expected = sent.map(({ data, isBinary }) => ({ data: Buffer.from(data), isBinary }));
    await client.received(sent.length);
    expect(client.messages).toEqual(expected);
    await expect.poll(() => messages, SOON).toEqual(expected);
  });

  it('that a client sends before upstream is open wait for it, in order', async () => {
    await start();
    const client = await call();
    client.socket.once('open', () => {
      for (let i = 0; i < 50; i++) client.socket.send(`message ${i}`);
    });
    const { messages } = await upstream.call();
    await expect.poll(() => messages.length, SOON).toBe(50);
    expect(messages.map(({ data }) => data.toString())).toEqual(Array.from({ length: 50 }, (_, i) => `message ${i}`));
  });

  it('that come in many frames leave as one', async () => {
    await start();
    const {
      client,
      server: { messages },
    } = await talk();
    client.socket.send('{"setup":', { fin: false });
    client.socket.send('{}}', { fin: true });
    await expect.poll(() => messages.map(({ data }) => data.toString()), SOON).toEqual(['{"setup":{}}']);
  });

  it('may be as large as a picture, and a call that sends more ends', async () => {
    await start();
    const { client, server } = await talk();
    client.socket.send('x'.repeat(15 * 1024 * 1024));
    await expect.poll(() => server.messages[0]?.data.length, SOON).toBe(15 * 1024 * 1024);
    client.socket.send('x'.repeat(17 * 1024 * 1024));
    expect(await client.closed).toMatchObject({ code: 1009 });
    expect(await server.closed).toMatchObject({ code: 1001 });
  });

  it('are not compressed on either side', async () => {
    await start();
    const {
      client,
      server: { request },
    } = await talk();
    expect(request.headers['sec-websocket-extensions']).toBeUndefined();
    expect(client.socket.extensions).toBe('');
  });

  it('with speech gain visemes, and the others pass untouched', async () => {
    await start();
    const {
      client,
      server: { socket },
    } = await talk();
    const speech = pretty(audioMessage([silence(240)]));
    const others = [{ setupComplete: {} }, {}, { serverContent: {} }, { goAway: { timeLeft: '50s' } }].map(pretty);
    for (const message of [...others, speech]) socket.send(message);
    await client.received(others.length + 1);
    expect(client.messages.slice(0, -1).map(({ data }) => data)).toEqual(others);
    const { data, isBinary } = client.messages.at(-1) as { data: Buffer; isBinary: boolean };
    expect(isBinary).toBe(true);
    const { mascotVisemes, ...rest } = JSON.parse(data.toString());
    expect(rest).toEqual(JSON.parse(speech.toString()));
    expect(mascotVisemes).toMatchObject({ audio_event_id: 1, total_chunks: 1, audio_duration: 240 });
  });

  it.each(['token', 'direct'] as const)('pass untouched with viseme model none, and are counted: %s', async (way) => {
    const told: string[] = [];
    const watchCall = () => [
      {
        onConnected: () => told.push('connected'),
        onTurnStart: () => told.push('start'),
        onSpeech: (audioMs: number) => told.push(`${audioMs} ms`),
        onInterrupted: () => told.push('interrupted'),
      },
    ];
    const engines = {
      hasModel: () => false,
      create: () => {
        throw new Error('no engine is wanted');
      },
    };
    await start(undefined, { parts: { engines, watchCall } });
    const wrapped = await gateway.wrap(signedUrlBody({ viseme_model: 'none' }));
    const { api_key } = (await wrapped.json()) as { api_key: string };
    const target = {
      token: `${LIVE_PATH}?key=${api_key}`,
      direct: `/v1/conversation/gemini?key=k&mascot_key=${API_KEY}&viseme_model=none`,
    };
    const client = connect(gateway.wsUrl + target[way]);
    const { socket } = await upstream.call();
    const speech = pretty(audioMessage([silence(240)]));
    const interrupted = pretty({ serverContent: { interrupted: true } });
    for (const message of [speech, speech, interrupted]) socket.send(message);
    await client.received(3);
    expect(client.messages.map(({ data }) => data)).toEqual([speech, speech, interrupted]);
    expect(told).toEqual(['connected', 'start', '240 ms', '240 ms', 'interrupted']);
    expect(await gateway.metric('lipwire_audio_seconds_total')).toBe(0.48);
    expect(await gateway.metric('lipwire_annotation_failures_total')).toBe(0);
  });

  it('keep passing when the engine fails, without visemes', async () => {
    let pushes = 0;
    await start(undefined, {
      parts: {
        engines: {
          hasModel: () => true,
          create: () => ({
            push() {
              pushes++;
              throw new Error('a defect that quotes speech');
            },
            flush() {},
            reset() {},
          }),
        },
      },
    });
    const {
      client,
      server: { socket },
    } = await talk();
    const speech = pretty(audioMessage([silence(240)]));
    for (let i = 0; i < 3; i++) socket.send(speech);
    await client.received(3);
    expect(client.messages.map(({ data }) => data)).toEqual([speech, speech, speech]);
    expect(pushes).toBe(1);
    expect(await gateway.metric('lipwire_annotation_failures_total')).toBe(1);
    expect(gateway.log()).toContain('visemes given up');
    expect(gateway.log()).not.toContain('quotes speech');
  });
});

describe('closing', () => {
  it.each([
    [1000, 'bye'],
    [1001, ''],
    [1003, ''],
    [1007, 'Request contains an invalid argument.'],
    [1008, 'models/X is not found for API version v1beta, or is not supported for bidiGenerateContent. Call'],
    [1011, 'Ein Fehler: ü'],
    [1012, ''],
    [1013, ''],
    [1014, ''],
    [3000, 'x'.repeat(123)],
    [4999, ''],
  ])('passes the code and reason of upstream to the client: %i %s', async (code, reason) => {
    await start();
    const {
      client,
      server: { socket },
    } = await talk();
    socket.send('the last words');
    socket.close(code, reason);
    expect(await client.closed).toEqual({ code, reason });
    expect(client.messages.map(({ data }) => data.toString())).toEqual(['the last words']);
  });

  it.each([
    [1000, 'done'],
    [3000, ''],
    [4000, 'Grund: ü'],
    [4999, ''],
  ])('passes the code and reason of the client to upstream: %i %s', async (code, reason) => {
    await start();
    const { client, server } = await talk();
    client.socket.send('the last words');
    client.socket.close(code, reason);
    expect(await server.closed).toEqual({ code, reason });
    expect(server.messages.map(({ data }) => data.toString())).toEqual(['the last words']);
  });

  it('without a code passes as one without a code, both ways', async () => {
    await start();
    const { client, server } = await talk();
    server.socket.close();
    expect(await client.closed).toEqual({ code: 1005, reason: '' });

    const { client: second, server: secondServer } = await talk(1);
    second.socket.close();
    expect(await secondServer.closed).toEqual({ code: 1005, reason: '' });
  });

  it('tells the client when upstream was lost', async () => {
    await start();
    const {
      client,
      server: { socket },
    } = await talk();
    socket.terminate();
    expect(await client.closed).toEqual({ code: 1011, reason: expect.stringMatching(/voice service was lost/) });
    await expect.poll(() => gateway.metric('lipwire_closes_total{side="upstream",code="1006"}'), SOON).toBe(1);
  });

  it('tells upstream at once when the client was lost', async () => {
    await start();
    const { client, server } = await talk();
    const startedAtMs = performance.now();
    client.socket.terminate();
    expect(await server.closed).toEqual({ code: 1001, reason: expect.stringMatching(/client was lost/) });
    expect(performance.now() - startedAtMs).toBeLessThan(SOON.timeout);
  });

  it('drops a client that gives no sign of life', async () => {
    await start(undefined, { parts: { sessionLimits: { heartbeatMs: 20 } } });
    const token = await gateway.token();
    const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`, { autoPong: false });
    const server = await upstream.call();
    expect(await server.closed).toMatchObject({ code: 1001 });
    expect(await client.closed).toMatchObject({ code: 1006 });
  });

  it('of the gateway tells both sides', async () => {
    await start();
    const { client, server } = await talk();
    const [, closedClient, closedServer] = await Promise.all([gateway.close(), client.closed, server.closed]);
    expect(closedClient).toEqual({ code: 1001, reason: expect.stringMatching(/stopping: connect again/) });
    expect(closedServer).toMatchObject({ code: 1001 });
    expect(gateway.log()).toContain('"side":"gateway","code":1001');
  });

  it('of the gateway does not wait for a client that answers nothing', async () => {
    await start();
    const { client } = await talk();
    client.socket.pause();
    const startedAtMs = performance.now();
    await gateway.close();
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  });
});

describe('a side that reads slowly', () => {
  const PIECE = Buffer.alloc(256 * 1024, 0x20);
  const PIECES = 160; // 40 MiB: more than the two TCP connections can hold

  it.each(['client', 'upstream'] as const)('slows the other down: %s', async (slow) => {
    await start();
    const { client, server } = await talk();
    const [reader, writer] = slow === 'client' ? [client.socket, server.socket] : [server.socket, client.socket];
    const received = slow === 'client' ? client.messages : server.messages;

    reader.pause();
    // Each piece is sent when the one before has left the writer.
    let leftWriter = 0;
    const feed = (): void =>
      writer.send(PIECE, () => {
        if (++leftWriter < PIECES) feed();
      });
    feed();
    // The gateway stops reading, so at some point no more leaves.
    let before = -1;
    let timesUnchanged = 0;
    await expect
      .poll(
        () => {
          timesUnchanged = leftWriter === before ? timesUnchanged + 1 : 0;
          before = leftWriter;
          return timesUnchanged;
        },
        { interval: 50, timeout: 10_000 },
      )
      .toBeGreaterThanOrEqual(5);
    expect(leftWriter).toBeLessThan(PIECES / 2);

    reader.resume();
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(PIECES);
    expect(received.every(({ data }) => data.equals(PIECE))).toBe(true);
  });

  it('is still told when the other leaves', async () => {
    await start();
    const { client, server } = await talk();
    // The client is not read from while upstream is slow; then upstream goes.
    server.socket.pause();
    for (let i = 0; i < 100; i++) client.socket.send(PIECE);
    server.socket.terminate();
    expect(await client.closed).toMatchObject({ code: 1011 });
    // And is read from again, or its goodbye would be waited for until the time for it is up.
    await expect.poll(() => gateway.metric('lipwire_sessions_open'), SOON).toBe(0);
  });
});
