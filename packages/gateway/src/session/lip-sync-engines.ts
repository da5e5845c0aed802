import { EngineError, LipSyncEngine, loadVisemeModel } from '@lipwire/engine';
import type { Metrics } from '../observe/metrics.js';
import type { SpeechEngine, SpeechEngines } from './speech-engines.js';

/** Engines of `@lipwire/engine`, which count the time they take. */
export function lipSyncEngines(metrics: Metrics): SpeechEngines {
  return {
    hasModel: (name) => unless('ENGINE_MODEL_UNKNOWN', () => loadVisemeModel(name)) !== undefined,
    create(name, sampleRateHz) {
      const model = loadVisemeModel(name);
      const engine = unless('ENGINE_SAMPLE_RATE_UNSUPPORTED', () => new LipSyncEngine({ sampleRateHz, model }));
      return engine && metered(engine, metrics);
    },
  };
}

function metered(engine: SpeechEngine, metrics: Metrics): SpeechEngine {
  const count = (work: () => void): void => {
    const startedAtMs = performance.now();
    work();
    metrics.addEngineMs(performance.now() - startedAtMs);
  };
  return {
    push: (samples, emit) => count(() => engine.push(samples, emit)),
    flush: (emit) => count(() => engine.flush(emit)),
    reset: () => engine.reset(),
  };
}

/** What `make` makes, or `undefined` if it fails for the expected reason. */
function unless<T>(expected: EngineError['code'], make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof EngineError && error.code === expected) return undefined;
    throw error;
  }
}
