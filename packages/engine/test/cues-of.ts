import type { Cue } from '@lipwire/cues';
import { LipSyncEngine } from '../src/index.js';

/** All cues of a recording that is pushed in chunks of the given sizes, over and over; default: all at once. */
export function cuesOf(samples: Float32Array, sampleRateHz: number, chunkSizes: readonly number[] = []): Cue[] {
  const engine = new LipSyncEngine({ sampleRateHz });
  const cues: Cue[] = [];
  const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
  let at = 0;
  for (let i = 0; at < samples.length; i++) {
    const size = chunkSizes[i % chunkSizes.length] ?? samples.length;
    engine.push(samples.subarray(at, at + size), keep);
    at += size;
  }
  engine.flush(keep);
  return cues;
}

/** The viseme that is shown at a moment. */
export function shownAt(cues: readonly Cue[], ms: number): number {
  return cues.findLast((cue) => cue.offsetMs <= ms)?.visemeId ?? 0;
}

/** The share of 10 ms frames in which two lists of cues show the same. */
export function agreement(a: readonly Cue[], b: readonly Cue[], durationMs: number): number {
  let same = 0;
  const frames = Math.floor(durationMs / 10);
  for (let frame = 0; frame < frames; frame++) if (shownAt(a, frame * 10 + 5) === shownAt(b, frame * 10 + 5)) same++;
  return same / frames;
}
