// Runs in the page and in its worker: fetches a recording, and posts or keeps what the engine makes of it.
import type { Cue } from '@lipwire/cues';
import { LipSyncEngine } from '../src/index.js';

/** What one run gives. */
export interface BrowserCues {
  readonly runtime: string;
  readonly cues: readonly Cue[];
}

declare global {
  var lipwireCues: (() => Promise<BrowserCues>) | undefined;
}

const RATE_HZ = 16_000;
const CHUNK_SAMPLES = 640;

async function cuesOfRecording(): Promise<BrowserCues> {
  const response = await fetch('/recording.f32');
  const samples = new Float32Array(await response.arrayBuffer());
  const engine = new LipSyncEngine({ sampleRateHz: RATE_HZ });
  const cues: Cue[] = [];
  const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
  for (let at = 0; at < samples.length; at += CHUNK_SAMPLES) {
    engine.push(samples.subarray(at, at + CHUNK_SAMPLES), keep);
  }
  engine.flush(keep);
  return { runtime: engine.runtime, cues };
}

globalThis.lipwireCues = cuesOfRecording;
if (!('document' in globalThis)) cuesOfRecording().then((result) => globalThis.postMessage(result));
