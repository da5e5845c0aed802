import { readMascotVisemes } from '@lipwire/cues';
import { readGeminiServerMessage } from '@lipwire/providers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveSocket, say, sdkSocketUrl } from './live-socket.js';
import { MODEL, type Stack, startStack } from './stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ emulator: { pace: 20 } });
});
afterAll(() => stack.close());

/** Cuts the added field out of a frame, as bytes: from its comma to the brace that ends the message. */
function withoutAddedField(frame: Buffer): Buffer {
  const at = frame.lastIndexOf(',"mascotVisemes":');
  return at < 0 ? frame : Buffer.concat([frame.subarray(0, at), frame.subarray(frame.lastIndexOf('}'))]);
}

describe('the gateway between a client and the voice service', () => {
  it('passes every byte, in order, and adds cues to the speech', async () => {
    const { baseUrl, ephemeralToken } = await stack.grant();
    const client = new LiveSocket(sdkSocketUrl(baseUrl, ephemeralToken));
    const setup = { setup: { model: `models/${MODEL}` } };
    await client.send(setup);
    await client.until((message) => 'setupComplete' in message);
    const question = say('Say: Bobby put my map by the pump. “Quotes”, {braces} and ünïcode stay.');
    await client.send(question);
    await client.until((message) => readGeminiServerMessage(message).some(({ type }) => type === 'turn-complete'));
    client.close();
    await client.closed;

    const witness = stack.wire.connections.at(-1);
    expect(witness?.fromClient.map(({ data }) => JSON.parse(data.toString()))).toEqual([setup, question]);

    const sent = witness?.fromServer ?? [];
    expect(client.frames.map(({ isBinary }) => isBinary)).toEqual(sent.map(({ isBinary }) => isBinary));
    expect(client.frames.map(({ data }) => withoutAddedField(data))).toEqual(sent.map(({ data }) => data));

    const messages = client.frames.map(({ data }) => JSON.parse(data.toString()));
    const audioIds: number[] = [];
    const absolute: { visemeId: number; atMs: number }[] = [];
    let mediaMs = 0;
    for (const message of messages) {
      const audio = readGeminiServerMessage(message).filter((event) => event.type === 'audio');
      const added = readMascotVisemes(message);
      expect(Object.keys(message)).not.toEqual(['mascotVisemes']);
      if (audio.length === 0) {
        expect(added?.audio_duration ?? 0).toBe(0);
      } else {
        const lengthMs =
          audio.reduce((sum, { pcm16, sampleRateHz }) => sum + pcm16.length / 2 / sampleRateHz, 0) * 1000;
        expect(added?.audio_duration).toBe(Math.round(lengthMs));
        expect(added?.total_chunks).toBe(audio.length);
        audioIds.push(added?.audio_event_id as number);
      }
      for (const { visemeId, offset } of added?.visemes ?? []) {
        expect(Number.isInteger(offset)).toBe(true);
        absolute.push({ visemeId, atMs: mediaMs + offset });
      }
      mediaMs += audio.reduce((sum, { pcm16, sampleRateHz }) => sum + (pcm16.length / 2 / sampleRateHz) * 1000, 0);
    }
    expect(audioIds.length).toBeGreaterThan(5);
    expect(audioIds).toEqual(audioIds.map((_, i) => (audioIds[0] as number) + i));

    // The cues rise, lie within the speech, and end with a mouth at rest.
    const times = absolute.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(0);
    expect(times.at(-1)).toBeLessThanOrEqual(mediaMs + 1);
    expect(absolute.at(-1)?.visemeId).toBe(0);
    expect(absolute.filter(({ visemeId }) => visemeId === 21).length).toBeGreaterThan(3);
  });
});
