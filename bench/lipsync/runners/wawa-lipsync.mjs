import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuSecondsOf } from '../engines/cpu-time.mjs';
import { Analyser } from './analyser.mjs';
import { peerPackage } from './peer-packages.mjs';
import { BROWSER_RATE_HZ, resample } from './resample.mjs';
import { QUANTUM_SAMPLES } from './worklet-host.mjs';

const VERSION = '0.0.2';

/** Screens draw so often, and its README asks at every frame. */
const FRAMES_PER_SECOND = 60;

/** Its names for the shapes of Oculus are those of Oculus behind this. */
const PREFIX = 'viseme_';

/**
 * wawa-lipsync with its defaults, in a 48 kHz context, asked at every frame of a 60 Hz screen. Its analyser is
 * {@link Analyser}; its clock is that of the recording.
 *
 * @returns {Promise<import('../engines/engine.mjs').Engine>}
 */
export async function wawaLipSyncEngine() {
  const folder = await peerPackage('wawa-lipsync', VERSION);
  const { Lipsync } = await import(pathToFileURL(join(folder, 'dist/wawa-lipsync.es.js')).href);
  return {
    name: 'wawa',
    title: `wawa-lipsync ${VERSION}`,
    async run({ samples, sampleRateHz }) {
      const sound = resample(samples, sampleRateHz);
      const analyser = new Analyser(sound);
      const lipsync = withGlobals({ window: { AudioContext: contextWith(analyser) } }, () => new Lipsync());
      const cues = [];
      const clock = { nowMs: 0 };
      const [, cpuSeconds] = await cpuSecondsOf(() =>
        withGlobals({ performance: { now: () => clock.nowMs } }, () => {
          const frames = Math.floor((sound.length / BROWSER_RATE_HZ) * FRAMES_PER_SECOND);
          for (let frame = 1; frame <= frames; frame++) {
            const seconds = frame / FRAMES_PER_SECOND;
            clock.nowMs = 1000 * seconds;
            const quanta = Math.floor((seconds * BROWSER_RATE_HZ) / QUANTUM_SAMPLES);
            analyser.heardSamples = quanta * QUANTUM_SAMPLES;
            lipsync.processAudio();
            const shape = lipsync.viseme.slice(PREFIX.length);
            if (shape !== cues.at(-1)?.n) cues.push({ t: clock.nowMs, n: shape, at: clock.nowMs });
          }
        }),
      );
      return { set: 'oculus15', cues, durationMs: (1000 * samples.length) / sampleRateHz, cpuSeconds };
    },
  };
}

function contextWith(analyser) {
  return class {
    sampleRate = BROWSER_RATE_HZ;
    createAnalyser() {
      return analyser;
    }
  };
}

/** Gives the page's globals other values while some work is done. */
function withGlobals(values, work) {
  const before = Object.keys(values).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  try {
    return work();
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  }
}
