import { LocalCues } from '@lipwire/browser/local';
import { readGeminiServerMessage } from '@lipwire/providers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LiveSocket, say, sdkSocketUrl } from './live-socket.js';
import { MODEL, type Stack, startStack } from './stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ emulator: { pace: 20 } });
});
afterAll(() => stack.close());

it('makes of what the voice service sends exactly what the gateway makes of it, message for message', async () => {
  const { baseUrl, ephemeralToken } = await stack.grant();
  const client = new LiveSocket(sdkSocketUrl(baseUrl, ephemeralToken));
  await client.send({ setup: { model: `models/${MODEL}` } });
  await client.until((message) => 'setupComplete' in message);
  for (const [turn, words] of ['Bobby put my map by the pump.', 'We both move on.'].entries()) {
    await client.send(say(`Say: ${words}`));
    let ends = 0;
    await client.until((message) => {
      if (readGeminiServerMessage(message).some(({ type }) => type === 'turn-complete')) ends++;
      return ends > turn;
    });
  }
  client.close();
  await client.closed;

  const annotated = client.frames.map(({ data }) => JSON.parse(data.toString()));
  const sent = (stack.wire.connections.at(-1)?.fromServer ?? []).map(({ data }) => JSON.parse(data.toString()));
  const made: unknown[] = [];
  const session = new LocalCues().open({ deliver: (message) => made.push(message), defaultSampleRateHz: () => 24_000 });
  for (const message of sent) session.take(message);
  session.close();

  expect(annotated.filter((message) => 'mascotVisemes' in message).length).toBeGreaterThan(10);
  expect(annotated.flatMap(({ mascotVisemes }) => mascotVisemes?.visemes ?? []).length).toBeGreaterThan(20);
  expect(made).toEqual(annotated);
});
