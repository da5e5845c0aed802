import { readMascotVisemes } from '@lipwire/cues';
import { LipSyncEngine } from '@lipwire/engine';
import { encodePcm16, Pcm16Decoder } from '@lipwire/providers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readGatewayConfig, startGateway } from '../src/index.js';
import { audioMessage, pretty } from './support/gemini-messages.js';
import { type ScriptedUpstream, startScriptedUpstream } from './support/scripted-upstream.js';
import { connect } from './support/test-client.js';

const RATE_HZ = 24_000;
const KEY = 'a-key';

let upstream: ScriptedUpstream;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  gateway = await startGateway(
    readGatewayConfig({
      env: { LIPWIRE_PORT: '0', LIPWIRE_API_KEYS: KEY, LIPWIRE_GEMINI_URL: upstream.url, LIPWIRE_LOG_LEVEL: 'silent' },
    }),
  );
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

/** Five seconds of something that moves like speech: a buzz through two wandering resonances, hiss, and pauses. */
function babble(): Float32Array {
  const samples = new Float32Array(5 * RATE_HZ);
  let noise = 1;
  for (let i = 0; i < samples.length; i++) {
    const t = i / RATE_HZ;
    const syllable = Math.floor(t * 5);
    noise = (noise * 16_807) % 2_147_483_647;
    const hiss = (noise / 2_147_483_647 - 0.5) * (syllable % 4 === 1 ? 0.3 : 0.01);
    const [f1, f2] = [300 + ((syllable * 211) % 500), 900 + ((syllable * 397) % 1_300)];
    let buzz = 0;
    for (let harmonic = 1; harmonic <= 25; harmonic++) {
      const f = 125 * harmonic;
      const gain = Math.exp(-(((f - f1) / 120) ** 2)) + 0.6 * Math.exp(-(((f - f2) / 180) ** 2)) + 0.01;
      buzz += gain * Math.sin(2 * Math.PI * f * t);
    }
    const isPause = syllable % 6 === 5;
    samples[i] = isPause ? 0 : 0.15 * buzz * Math.sin(Math.PI * ((t * 5) % 1)) + hiss;
  }
  return samples;
}

it('gives exactly the cues of the engine, at the same media times, however the speech is cut', async () => {
  const pcm16 = encodePcm16(babble());
  const expected: { visemeId: number; atMs: number }[] = [];
  const engine = new LipSyncEngine({ sampleRateHz: RATE_HZ });
  const emit = (visemeId: number, atMs: number) => expected.push({ visemeId, atMs });
  engine.push(new Pcm16Decoder().decode(pcm16), emit);
  engine.flush(emit);
  expect(expected.length).toBeGreaterThan(10);

  const url = `${gateway.url.replace('http', 'ws')}/v1/conversation/gemini?key=k&mascot_key=${KEY}`;
  const client = connect(url);
  const { socket } = await upstream.call();
  // Pieces as uneven as the service's, some with an odd number of bytes.
  const pieces: Uint8Array[] = [];
  for (let at = 0, i = 0; at < pcm16.length; i++) {
    const size = 1 + ((i * 7_919) % 9_601);
    pieces.push(pcm16.subarray(at, at + size));
    at += size;
  }
  for (const piece of pieces) socket.send(pretty(audioMessage([piece])));
  socket.send(pretty({ serverContent: { generationComplete: true } }));
  await client.received(pieces.length + 1);
  client.socket.close();

  const cues: { visemeId: number; atMs: number }[] = [];
  let bytes = 0;
  for (const [i, { data }] of client.messages.entries()) {
    const startMs = (Math.floor(bytes / 2) * 1000) / RATE_HZ;
    bytes += pieces[i]?.length ?? 0;
    for (const { visemeId, offset } of readMascotVisemes(JSON.parse(data.toString()))?.visemes ?? []) {
      cues.push({ visemeId, atMs: startMs + offset });
      // The look-ahead holds on the wire too: no cue comes later than this behind the end of what was heard.
      if (i < pieces.length) expect(offset).toBeGreaterThanOrEqual(-engine.lookaheadMs - 1);
    }
  }
  expect(cues.map(({ visemeId }) => visemeId)).toEqual(expected.map(({ visemeId }) => visemeId));
  for (const [i, { atMs }] of cues.entries()) {
    expect(Math.abs(atMs - (expected[i]?.atMs ?? Number.NaN))).toBeLessThanOrEqual(0.5001);
  }
});

it('counts speech and the time it takes', async () => {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
  expect(value('lipwire_audio_seconds_total')).toBeCloseTo(5, 3);
  expect(value('lipwire_engine_seconds_total')).toBeGreaterThan(0);
});

it('knows the names of the models that there are', async () => {
  const wrap = (viseme_model: string) =>
    fetch(`${gateway.url}/v1/get-signed-url`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        config: { provider: 'gemini', provider_config: { ephemeral_token: 'auth_tokens/x', model: 'm', viseme_model } },
      }),
    });
  expect((await wrap('default')).status).toBe(200);
  expect((await wrap('no such model')).status).toBe(400);
});

it('passes speech at a rate that the engine does not take, with a field but without cues', async () => {
  const client = connect(`${gateway.url.replace('http', 'ws')}/v1/conversation/gemini?key=k&mascot_key=${KEY}`);
  const { socket } = await upstream.call(upstream.calls.length);
  socket.send(pretty(audioMessage([new Uint8Array(9_600)], 'audio/pcm;rate=96000')));
  await client.received(1);
  expect(readMascotVisemes(JSON.parse(client.messages[0]?.data.toString() ?? ''))).toMatchObject({
    visemes: [],
    audio_duration: 50,
  });
  client.socket.close();
});
