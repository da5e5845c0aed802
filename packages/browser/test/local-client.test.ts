import { LipSyncEngine } from '@lipwire/engine';
import { encodePcm16, Pcm16Decoder } from '@lipwire/providers';
import { describe, expect, it } from 'vitest';
import { LipwireClient, type LipwireClientOptions } from '../src/index.js';
import { LocalCues } from '../src/local/index.js';
import { babble } from './babble.js';
import { ending, speech } from './gemini-messages.js';
import { ManualClock } from './manual-clock.js';
import { ManualFrames } from './manual-frames.js';
import { ManualWorker } from './manual-worker.js';

const RATE_HZ = 24_000;
const SPOKEN = babble(2, RATE_HZ);

/** A message as the voice service itself sends it. */
const plain = (samples: Float32Array) => ({ serverContent: speech(samples).serverContent });
const END = ending({ generationComplete: true, turnComplete: true });

/** The cues of the engine for one utterance, in media time from `startMs`. */
function expected(startMs = 0): number[][] {
  const engine = new LipSyncEngine({ sampleRateHz: RATE_HZ });
  const cues: number[][] = [];
  const keep = (visemeId: number, offsetMs: number) => cues.push([startMs + offsetMs, visemeId]);
  engine.push(new Pcm16Decoder().decode(encodePcm16(SPOKEN)), keep);
  engine.flush(keep);
  return cues;
}

function call(options: LipwireClientOptions = {}) {
  const workers: ManualWorker[] = [];
  const clock = new ManualClock();
  const local = new LocalCues({
    clock,
    createWorker: () => {
      const worker = new ManualWorker();
      workers.push(worker);
      return worker;
    },
  });
  const frames = new ManualFrames();
  const client = new LipwireClient(
    { playAudio: false, displayLatencyMs: 0, local, ...options },
    { frames, nowMs: () => frames.now },
  );
  return {
    client,
    frames,
    clock,
    local,
    workers,
    work: () => workers.at(-1)?.run(),
    cues: () => Array.from({ length: client.cues.length }, (_, i) => [client.cues.timeMs(i), client.cues.visemeId(i)]),
  };
}

describe('a client without a gateway', () => {
  it('gets the cues of the engine for the messages of the service itself, turn after turn', () => {
    const visemes: number[] = [];
    const { client, work, cues } = call({ onVisemeReceived: (list) => visemes.push(list.length) });
    for (let at = 0; at < SPOKEN.length; at += 4800) client.handleMessage(plain(SPOKEN.subarray(at, at + 4800)));
    client.handleMessage(END);
    work();
    expect(cues()).toEqual(expected());
    client.handleMessage(plain(SPOKEN));
    client.handleMessage(END);
    work();
    expect(cues()).toEqual([...expected(), ...expected(2000)]);
    expect(client.state.messageCount).toBe(11);
    expect(visemes).toHaveLength(11);
    expect(client.state.lastResponse?.mergedVisemes).toEqual(
      expected().map(([offset, visemeId]) => ({ visemeId, offset })),
    );
  });

  it('falls silent at once when the user interrupts, and lets no cue of the dead turn through', () => {
    const { client, work, cues } = call();
    client.handleMessage(plain(SPOKEN));
    work();
    client.handleMessage(plain(SPOKEN));
    client.handleMessage(ending({ interrupted: true }));
    expect(client.queuedMs).toBe(0);
    expect(cues()).toEqual([]);
    work();
    expect(cues()).toEqual([]);
    client.handleMessage(ending({ turnComplete: true }));
    client.handleMessage(plain(SPOKEN));
    client.handleMessage(END);
    work();
    expect(cues()).toEqual(expected(4000));
  });

  it('drops what waits for cues when the app interrupts, or its call ends', () => {
    for (const stop of ['interrupt', 'hang up'] as const) {
      const { client, work, cues } = call();
      client.setSessionStatus('connected');
      client.handleMessage(plain(SPOKEN));
      if (stop === 'interrupt') client.interrupt();
      else client.setSessionStatus('disconnected');
      work();
      expect([client.queuedMs, cues()]).toEqual([0, []]);
    }
  });

  it('gives its worker back, and takes it again when it is mounted twice', async () => {
    const { client, workers, clock, local, work, cues } = call();
    client.handleMessage(plain(SPOKEN));
    client.dispose();
    client.start();
    client.handleMessage(plain(SPOKEN));
    client.handleMessage(END);
    work();
    expect(workers).toHaveLength(1);
    expect(cues()).toEqual(expected(client.cues.timeMs(0) - (expected()[0]?.[0] ?? 0)));
    client.dispose();
    client.dispose();
    expect(local.place).toBe('worker');
    await clock.advance(5000);
    expect([local.place, workers[0]?.terminated]).toEqual(['none', true]);
    client.start();
    client.handleMessage(plain(SPOKEN));
    expect(workers).toHaveLength(2);
  });

  it('shares one worker among mascots, and keeps their voices apart', () => {
    const { client, local, workers, work, cues } = call();
    const other = new LipwireClient({ playAudio: false, local }, { frames: new ManualFrames() });
    const half = SPOKEN.length / 2;
    client.handleMessage(plain(SPOKEN.subarray(0, half)));
    other.handleMessage(plain(SPOKEN.subarray(half)));
    client.handleMessage(plain(SPOKEN.subarray(half)));
    client.handleMessage(END);
    work();
    expect(workers).toHaveLength(1);
    expect(cues()).toEqual(expected());
  });

  it('goes on in the page when no worker ever answers', async () => {
    const { client, clock, local, cues } = call();
    client.handleMessage(plain(SPOKEN));
    client.handleMessage(END);
    await clock.advance(4999);
    expect(local.place).toBe('worker');
    await clock.advance(1);
    expect(local.place).toBe('page');
    // The sound went ahead after a quarter of a second; its cues came late, at the right times.
    expect(cues()).toEqual(expected());
  });

  it('trusts a worker that has answered', async () => {
    const { client, clock, local, workers } = call();
    client.handleMessage(plain(SPOKEN));
    workers[0]?.report('ready');
    await clock.advance(60_000);
    expect(local.place).toBe('worker');
  });
});
