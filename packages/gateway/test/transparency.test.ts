// Whatever two ends say to each other passes the gateway as it is. Longer and with other traffic on demand:
// LIPWIRE_TRANSPARENCY_RUNS=20000 LIPWIRE_TRANSPARENCY_SEED=7 npx vitest run --project unit packages/gateway/test/transparency
import { Buffer, isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addedField } from './support/added-field.js';
import { framed, type SentMessage } from './support/frame-traffic.js';
import { pcm16, randomOf, serverMessage } from './support/live-traffic.js';
import { connectRaw, type RawPeer, type RawUpstream, startRawUpstream } from './support/raw-peer.js';
import { steppingEngines } from './support/stepping-engine.js';
import { API_KEY, startTestGateway, type TestGateway } from './support/test-gateway.js';
import { VisemeOracle } from './support/viseme-oracle.js';
import { encodeFrame, OPCODE } from './support/wire-frame.js';

const RUNS = Number(process.env.LIPWIRE_TRANSPARENCY_RUNS ?? 250);
const SEED = Number(process.env.LIPWIRE_TRANSPARENCY_SEED ?? 20_261);
/** For machines that have much else to do: two hundred and fifty calls take some seconds on an idle one. */
const PATIENCE = { timeout: 60_000 + RUNS * 200 };

let upstream: RawUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startRawUpstream();
  const env = { LIPWIRE_REQUESTS_PER_MINUTE: '1000000000', LIPWIRE_LOG_LEVEL: 'error' };
  gateway = await startTestGateway({ geminiUrl: upstream.url, env });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

/** Each run has a call of its own, so that one that was given up for lack of time disturbs no other. */
let runs = 0;
async function call(visemeModel: string): Promise<{ client: RawPeer; server: RawPeer }> {
  const key = `run-${runs++}`;
  const url = `${gateway.wsUrl}/v1/conversation/gemini?key=${key}&mascot_key=${API_KEY}&viseme_model=${visemeModel}`;
  const server = upstream.callWith(key);
  return { client: await connectRaw(url.replace('ws:', 'http:')), server: await server };
}

/** Sends messages as TCP segments of any size. */
async function send(peer: RawPeer, messages: readonly SentMessage[], seed: number): Promise<void> {
  const bytes = Buffer.concat(messages.map(({ wire }) => wire));
  const random = randomOf(seed);
  const cuts = Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * bytes.length));
  await peer.write(
    bytes,
    cuts.sort((a, b) => a - b),
  );
}

function expectAnswered(peer: RawPeer, sent: readonly SentMessage[]): void {
  const pings = sent.flatMap((message) => message.pings);
  expect(peer.pongs.map((pong) => pong.toString('hex'))).toEqual(pings.map((ping) => ping.toString('hex')));
  expect(peer.complaints).toEqual([]);
}

/** Code and reason as they were; only a reason that is no UTF-8, which nobody may take, is put right, and cut to fit. */
function expectSaid(close: Buffer | undefined, goodbye: Buffer): void {
  const reason = goodbye.subarray(2);
  if (isUtf8(reason)) {
    expect(close?.toString('hex')).toBe(goodbye.toString('hex'));
    return;
  }
  expect(close?.subarray(0, 2)).toEqual(goodbye.subarray(0, 2));
  const said = close?.subarray(2) ?? Buffer.alloc(0);
  expect(isUtf8(said) && said.length <= 123).toBe(true);
  expect(reason.toString().startsWith(said.toString())).toBe(true);
  expect(said.length).toBeGreaterThan(Math.min(reason.toString().length, 123) - 4);
}

const closing = fc.record({
  byClient: fc.boolean(),
  code: fc.constantFrom(1000, 1001, 1007, 1008, 1011, 3000, 4321, 4999),
  reason: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => Buffer.from(text).subarray(0, 123)),
    fc.uint8Array({ maxLength: 123 }).map((bytes) => Buffer.from(bytes)),
  ),
});

const conversation = fc.record({
  /** One in four wants no visemes. */
  visemeModel: fc.constantFrom('default', 'default', 'default', 'none'),
  fromServer: fc.array(framed(serverMessage, false), { minLength: 1, maxLength: 12, size: 'max' }),
  fromClient: fc.array(framed(fc.oneof(serverMessage, pcm16(70_000)), true), { maxLength: 5 }),
  segments: fc.nat(),
  closing,
});

it(
  'both ends get what the other sent: every byte, in order, with its opcode, and the right visemes',
  PATIENCE,
  async () => {
    const seen = { annotated: 0, untouched: 0, withoutVisemes: 0 };
    await fc.assert(
      fc.asyncProperty(conversation, async ({ visemeModel, fromServer, fromClient, segments, closing }) => {
        const { client, server } = await call(visemeModel);
        await Promise.all([send(server, fromServer, segments), send(client, fromClient, segments + 1)]);
        await client.until(() => client.messages.length >= fromServer.length);
        await server.until(() => server.messages.length >= fromClient.length);
        const [leaver, stayer] = closing.byClient ? [client, server] : [server, client];
        const code = Buffer.alloc(2);
        code.writeUInt16BE(closing.code);
        const goodbye = Buffer.concat([code, closing.reason]);
        const mask = closing.byClient ? Buffer.from([1, 2, 3, 4]) : undefined;
        leaver.socket.write(encodeFrame({ fin: true, opcode: OPCODE.close, payload: goodbye, mask }));
        await stayer.until(() => stayer.close !== undefined);
        await leaver.until(() => leaver.close !== undefined);

        expectSaid(stayer.close, goodbye);
        expect(server.messages.length).toBe(fromClient.length);
        for (const [i, { data, isBinary }] of fromClient.entries()) {
          expect(server.messages[i]?.isBinary).toBe(isBinary);
          expect(server.messages[i]?.data.equals(data)).toBe(true);
        }
        expect(client.messages.length).toBe(fromServer.length);
        const oracle = new VisemeOracle(steppingEngines);
        for (const [i, { data, isBinary }] of fromServer.entries()) {
          const received = client.messages[i];
          expect(received?.isBinary).toBe(isBinary);
          const field = addedField(received?.data ?? Buffer.alloc(0), data);
          if (visemeModel === 'none') expect(field).toBeUndefined();
          else oracle.check(data, field);
          seen[visemeModel === 'none' ? 'withoutVisemes' : field === undefined ? 'untouched' : 'annotated']++;
        }
        expectAnswered(client, fromClient);
        expectAnswered(server, fromServer);
        stayer.socket.destroy();
        leaver.socket.destroy();
      }),
      { seed: SEED, numRuns: RUNS },
    );
    // The traffic was worth the name.
    expect(seen.annotated).toBeGreaterThan(RUNS);
    expect(seen.untouched).toBeGreaterThan(RUNS);
    expect(seen.withoutVisemes).toBeGreaterThan(RUNS / 2);
    expect(gateway.log()).toBe('');
  },
);
