import { type Cue, cuesToTimeline, type VisemeTimeline } from '@lipwire/cues';
import { LipSyncEngine } from './engine.js';

/**
 * The mouth of a whole recording, as it can be stored.
 *
 * @param samples mono, -1 to 1.
 * @param sampleRateHz a whole number of Hz, 8000 to 48000.
 * @throws EngineError `ENGINE_SAMPLE_RATE_UNSUPPORTED` for another rate.
 */
export function analyzeSpeech(samples: Float32Array, sampleRateHz: number): VisemeTimeline {
  const engine = new LipSyncEngine({ sampleRateHz });
  const cues: Cue[] = [];
  const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
  engine.push(samples, keep);
  engine.flush(keep);
  return cuesToTimeline(cues, (samples.length * 1000) / sampleRateHz);
}
