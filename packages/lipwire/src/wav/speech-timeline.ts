import { type Cue, cuesToTimeline, type VisemeId, type VisemeTimeline } from '@lipwire/cues';
import { LipSyncEngine } from '@lipwire/engine';
import { Resampler } from './resampler.js';
import { WavDecoder } from './wav-decoder.js';

/** Rates that the engine takes as they are; others are brought to the nearer end first. */
const ENGINE_RATE_RANGE_HZ = { lowest: 8000, highest: 48_000 } as const;

/** The timeline of a WAV stream, and what is to be said about the file. */
export interface SpeechOfWav {
  readonly timeline: VisemeTimeline;
  /** Length of the sound that the header promises but the file lacks, in milliseconds; 0 for a whole file. */
  readonly missingMs: number;
}

/**
 * Reads a WAV stream and works out its mouth shapes. Memory does not grow with the length of the recording, save for
 * the cues themselves.
 *
 * @throws CliError `CLI_WAV_INVALID` or `CLI_WAV_UNSUPPORTED`.
 */
export async function speechOfWav(stream: AsyncIterable<Uint8Array>): Promise<SpeechOfWav> {
  const decoder = new WavDecoder();
  const cues: Cue[] = [];
  const emit = (visemeId: VisemeId, offsetMs: number): void => {
    cues.push({ visemeId, offsetMs });
  };
  let engine: RateMatchedEngine | undefined;
  let sampleCount = 0;
  for await (const bytes of stream) {
    const samples = decoder.push(bytes);
    if (samples.length === 0 || decoder.format === undefined) continue;
    engine ??= rateMatchedEngine(decoder.format.sampleRateHz);
    engine.push(samples, emit);
    sampleCount += samples.length;
  }
  const { missingBytes } = decoder.end();
  engine?.flush(emit);
  const { sampleRateHz = 1, channels = 1, bytesPerSample = 1 } = decoder.format ?? {};
  return {
    timeline: cuesToTimeline(cues, (sampleCount / sampleRateHz) * 1000),
    missingMs: Math.round((missingBytes / (channels * bytesPerSample) / sampleRateHz) * 1000),
  };
}

type RateMatchedEngine = Pick<LipSyncEngine, 'push' | 'flush'>;

function rateMatchedEngine(sampleRateHz: number): RateMatchedEngine {
  const { lowest, highest } = ENGINE_RATE_RANGE_HZ;
  const engineRateHz = Math.min(highest, Math.max(lowest, sampleRateHz));
  const engine = new LipSyncEngine({ sampleRateHz: engineRateHz });
  if (engineRateHz === sampleRateHz) return engine;
  const resampler = new Resampler(sampleRateHz, engineRateHz);
  return {
    push: (samples, emit) => engine.push(resampler.push(samples), emit),
    flush: (emit) => {
      engine.push(resampler.flush(), emit);
      engine.flush(emit);
    },
  };
}
