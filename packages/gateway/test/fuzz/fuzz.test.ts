// A storm of requests, handshakes and frames, nearly right and far from it. `npm run fuzz -- --seconds 600 --seed 7` for
// longer ones; `--case 123` brings back one case of a seed.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { connectRaw, type RawUpstream, startRawUpstream } from '../support/raw-peer.js';
import { API_KEY, SECRET, signedUrlBody, startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { Bystander } from './bystander.js';
import { Dice } from './dice.js';
import { ADMIN_KEY, httpCase, SECRET_MARK } from './http-case.js';
import { relayTraffic } from './relay-case.js';
import { judgeAnswer, sendHttp } from './send-http.js';

const SEED = Number(process.env.LIPWIRE_FUZZ_SEED ?? 20_261);
const SECONDS = Number(process.env.LIPWIRE_FUZZ_SECONDS ?? 0);
const ONLY_CASE = process.env.LIPWIRE_FUZZ_CASE;
/** Without a time, so many cases. */
const CASES = 300;
/** Cases at one time. */
const WIDTH = 8;
/** What a heap may be larger behind the storm than before, in bytes; the code that was compiled is in it. */
const HEAP_SLACK_BYTES = 24 * 1024 * 1024;

const SECRETS = [API_KEY, ADMIN_KEY, SECRET, SECRET_MARK];
/** Both ends of both connections: they are all in this process. */
const SOCKETS_OF_A_CALL = 4;
/** Otherwise `fetch` keeps its connections. */
const LET_GO = { headers: { connection: 'close' } };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('survives the storm: right answers, no other call disturbed, nothing left behind', {
  timeout: 60_000 + SECONDS * 2_000,
}, async () => {
  const upstream = await startRawUpstream(answerOfUpstream);
  const badLines: string[] = [];
  const gateway = await startTestGateway({
    geminiUrl: upstream.url,
    // Read at once and not kept: a log of ten minutes would look like a leak.
    parts: { logTo: { write: (line) => void (isBadLine(line) && badLines.push(line)) } },
    env: {
      LIPWIRE_REQUESTS_PER_MINUTE: '1000000000',
      LIPWIRE_MAX_SESSIONS: '1000',
      LIPWIRE_ADMIN_KEY: ADMIN_KEY,
      LIPWIRE_LOG_LEVEL: 'debug',
    },
  });
  const bystander = await Bystander.join(gateway, upstream, 'bystander');
  await bystander.talk();
  // What is loaded and compiled late is no leak.
  for (let i = 0; i < 60; i++) await play(gateway, upstream, SEED, -1 - i);
  await settled(gateway);
  const before = await footprint();

  const endsAtMs = performance.now() + SECONDS * 1000;
  let next = ONLY_CASE === undefined ? 0 : Number(ONLY_CASE);
  const more = () => {
    if (ONLY_CASE !== undefined) return next === Number(ONLY_CASE);
    return SECONDS > 0 ? performance.now() < endsAtMs : next < CASES;
  };
  const storm = async () => {
    while (more()) await play(gateway, upstream, SEED, next++);
  };
  let isOver = false;
  const beside = (async () => {
    while (!isOver) {
      await bystander.talk();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  await Promise.all(Array.from({ length: WIDTH }, storm));
  isOver = true;
  await beside;

  await settled(gateway);
  const after = await footprint();
  expect(after - before).toBeLessThan(HEAP_SLACK_BYTES);

  // A good call that begins now is as good as one that began before.
  const late = await Bystander.join(gateway, upstream, 'late');
  await late.talk();
  await late.leave();
  await bystander.talk();
  await bystander.leave();
  expect((await gateway.wrap()).status).toBe(200);

  await gateway.close();
  await upstream.close();
  expect(badLines).toEqual([]);
  if (SECONDS > 0)
    console.log(
      `seed ${SEED}: ${next} cases, heap ${((after - before) / 1e6).toFixed(1)} MB more, the good call's slowest message took ${bystander.longestMs.toFixed(0)} ms`,
    );
});

/** A line that holds a secret, or tells of something that nobody expected. */
function isBadLine(line: string): boolean {
  return /"level":(?:50|60|"error"|"fatal")/.test(line) || SECRETS.some((secret) => line.includes(secret));
}

async function play(gateway: TestGateway, upstream: RawUpstream, seed: number, index: number): Promise<void> {
  const dice = new Dice(seed * 1_000_003 + index);
  try {
    if (dice.chance(0.1)) await playHandshake(gateway, index);
    else if (dice.chance(0.4)) await playRelay(dice, gateway, upstream, `case-${seed}-${index}`);
    else await playHttp(dice, gateway);
  } catch (cause) {
    throw new Error(`seed ${seed}, case ${index}: ${(cause as Error).message}`, { cause });
  }
}

async function playHttp(dice: Dice, gateway: TestGateway): Promise<void> {
  const token = dice.chance(0.2) ? await freshToken(gateway) : `lipwire_${SECRET_MARK}`;
  const answer = await sendHttp(Number(new URL(gateway.url).port), httpCase(dice, token));
  const complaint = judgeAnswer(answer);
  if (complaint !== undefined) throw new Error(complaint);
}

const ACCEPTANCE =
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n';
const REFUSAL = 'HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno';

/** A voice service that answers a call with next to nothing that a WebSocket could begin with. */
function answerOfUpstream(credential: string): Buffer | undefined {
  const index = /^junk(-?\d+)$/.exec(credential)?.[1];
  if (index === undefined) return undefined;
  const dice = new Dice(SEED * 7_919 + Number(index));
  return dice.harm(Buffer.from(dice.pick([ACCEPTANCE, REFUSAL, `${ACCEPTANCE}\x81\x02{}`, 'x'.repeat(40_000), ''])));
}

/** The client is told with a close code that the service failed, whatever the service answered. */
async function playHandshake(gateway: TestGateway, index: number): Promise<void> {
  const url = `${gateway.url}/v1/conversation/gemini?key=junk${index}&mascot_key=${API_KEY}`;
  const client = await connectRaw(url);
  await client.until(() => client.close !== undefined);
  const code = client.close?.readUInt16BE(0);
  client.socket.destroy();
  if (code !== 1011) throw new Error(`close code ${code} for a service that answers nonsense`);
}

async function freshToken(gateway: TestGateway): Promise<string> {
  const answer = await gateway.wrap(signedUrlBody({ ephemeral_token: `auth_tokens/${SECRET_MARK}` }), LET_GO.headers);
  return ((await answer.json()) as { api_key: string }).api_key;
}

/** A call in which both ends do as they like. What reaches the other end must be frames all the same. */
async function playRelay(dice: Dice, gateway: TestGateway, upstream: RawUpstream, key: string): Promise<void> {
  const server = upstream.callWith(key);
  const model = dice.pick(['default', 'default', 'none']);
  const client = await connectRaw(
    `${gateway.url}/v1/conversation/gemini?key=${key}&mascot_key=${API_KEY}&viseme_model=${model}`,
  );
  const ends = [client, await server] as const;
  await Promise.all(
    ends.map(async (end, i) => {
      for (const piece of relayTraffic(dice, i === 0)) {
        if (end.socket.destroyed) return;
        await end.write(piece, dice.chance(0.3) ? [dice.upTo(piece.length)] : []);
      }
    }),
  );
  const leaver = dice.pick(ends);
  if (dice.chance(0.5)) leaver.socket.resetAndDestroy();
  else leaver.socket.end();
  const other = leaver === client ? ends[1] : client;
  // Whoever is left is told, or cut off; nobody is left hanging.
  await other.until(() => other.close !== undefined).catch(() => {});
  for (const end of ends) {
    if (end.complaints.length > 0) throw new Error(`frames that are none: ${end.complaints}`);
    if (end.close !== undefined && end.close.length === 1) throw new Error('a close frame with half a code');
    end.socket.destroy();
  }
}

/** All calls but the good one are over, on both sides. */
async function settled(gateway: TestGateway): Promise<void> {
  const isQuiet = async () => expect(await gateway.metric('lipwire_sessions_open')).toBe(1);
  await vi.waitFor(isQuiet, { timeout: 20_000, interval: 100 });
}

/** What the process holds: the heap behind a collection, in bytes. @throws if there is a socket too many. */
async function footprint(): Promise<number> {
  const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  await vi.waitFor(() => expect(sockets()).toBe(SOCKETS_OF_A_CALL), { timeout: 20_000, interval: 50 });
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
