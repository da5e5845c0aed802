import { once } from 'node:events';
import { request } from 'node:http';
import { createSpeaker } from '@lipwire/emulator';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onStage, type Stage, tell, wholeCall } from '../support/fault-stage.js';
import { type RedisServer, startRedisServer } from '../support/redis-server.js';
import { SHORT_TALK, say, setUp, talk } from '../support/reference-call.js';
import { ask, expectNoWebSockets } from '../support/remains.js';
import { connect, LIVE_PATH, type TestClient } from '../support/test-client.js';
import { API_KEY, signedUrlBody, type TestGateway } from '../support/test-gateway.js';

/** Keeps the voices loaded from one emulator to the next. */
const speaker = createSpeaker();
afterAll(() => speaker.close());

let redis: RedisServer;
beforeEach(async () => {
  redis = await startRedisServer();
});
afterEach(() => redis.close());

/** A client with a new wrapped token. */
async function callWithToken({ url, wsUrl }: TestGateway): Promise<TestClient> {
  const posting = request(`${url}/v1/get-signed-url`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
  });
  posting.end(JSON.stringify(signedUrlBody({ ephemeral_token: 'a-plain-key' })));
  const [response] = await once(posting, 'response');
  let text = '';
  for await (const bytes of response) text += bytes;
  return connect(`${wsUrl}${LIVE_PATH}?key=${JSON.parse(text).api_key}`);
}

const statusOf = async ({ url }: TestGateway, path: string) => (await ask(`${url}${path}`)).status;

/** Redis goes, and comes back; the running call must not notice. */
async function goAndComeBack({ gateway, call }: Stage, go: () => unknown, comeBack: () => unknown) {
  const running = call();
  await once(running.socket, 'open');
  await setUp(running);

  await go();
  // At once, for each may wait as long as Redis is given.
  const [putOff, away] = await Promise.all([
    Promise.all([callWithToken(gateway).then(tell), tell(call())]),
    Promise.all([statusOf(gateway, '/readyz'), statusOf(gateway, '/healthz')]),
    say(running, SHORT_TALK[0]),
  ]);

  await comeBack();
  await expect.poll(() => statusOf(gateway, '/readyz'), { timeout: 8_000 }).toBe(200);
  const next = await callWithToken(gateway);
  await once(next.socket, 'open');
  await talk(next, SHORT_TALK);
  for (const { socket } of [running, next]) socket.close(1000);
  return { putOff, away, running: await tell(running), next: await tell(next) };
}

describe('Redis, in the middle of calls,', () => {
  it.each<[string, () => unknown, () => unknown]>([
    [
      'is killed and comes back empty',
      () => redis.close(),
      async () => {
        redis = await startRedisServer(Number(new URL(redis.url).port));
      },
    ],
    ['hangs and goes on', () => redis.pause(), () => redis.resume()],
  ])('%s: calls live on, new ones are put off, and taken again', async (_what, go, comeBack) => {
    const outcome = await onStage(
      // By the emulator's clock this takes minutes.
      { env: { REDIS_URL: redis.url }, emulator: { goAwayAfterMs: Number.POSITIVE_INFINITY } },
      (stage) => goAndComeBack(stage, go, comeBack),
    );
    const putOff = { messages: [], closed: expect.stringMatching(/^1013 .*try again later/), isFaithful: true };
    expect(outcome).toEqual({
      putOff: [putOff, putOff],
      away: [503, 200],
      running: { messages: await wholeCall(), closed: '1000', isFaithful: true },
      // Of another session at the emulator, which cuts speech into other pieces.
      next: expect.objectContaining({ closed: '1000', messages: expect.arrayContaining(['ready', 'turn-complete']) }),
    });
  });
});

it('nothing refers to any of these calls any more', expectNoWebSockets);
