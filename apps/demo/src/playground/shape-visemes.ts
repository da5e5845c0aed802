import { type NaturalLipSyncConfig, NaturalLipSyncProcessor, type WireViseme } from '@lipwire/cues';

/** What natural lip sync made of a list of cues. */
export interface ShapedVisemes {
  readonly visemes: readonly WireViseme[];
  /** What one run took, the mean of many. */
  readonly processingMs: number;
}

/** Browsers round their clocks to 0.1 ms: only many runs together can be timed. */
const MEASURED_MS = 3;
const MAX_RUNS = 200;

/**
 * Shapes cues and measures how long that takes.
 *
 * @throws CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID`.
 */
export function shapeVisemes(
  visemes: readonly WireViseme[],
  config: NaturalLipSyncConfig,
  nowMs: () => number = () => performance.now(),
): ShapedVisemes {
  const processor = new NaturalLipSyncProcessor(config);
  const shaped = processor.processVisemes(visemes);
  const startedMs = nowMs();
  let runs = 0;
  let elapsedMs = 0;
  while (elapsedMs < MEASURED_MS && runs < MAX_RUNS) {
    processor.processVisemes(visemes);
    runs++;
    elapsedMs = nowMs() - startedMs;
  }
  return { visemes: shaped, processingMs: elapsedMs / runs };
}
