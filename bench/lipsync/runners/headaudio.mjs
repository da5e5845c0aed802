import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuSecondsOf } from '../engines/cpu-time.mjs';
import { peerPackage } from './peer-packages.mjs';
import { BROWSER_RATE_HZ, resample } from './resample.mjs';
import { installWorkletGlobals, QUANTUM_SAMPLES, quantaOf, restartWorkletClock } from './worklet-host.mjs';

const VERSION = '0.1.0';

/** Its names for the shapes of Oculus, in the order of its numbers. */
export const HEADAUDIO_SHAPES = ['aa', 'E', 'I', 'O', 'U', 'PP', 'SS', 'TH', 'DD', 'FF', 'kk', 'nn', 'RR', 'CH', 'sil'];

/**
 * HeadAudio: its own worklet and node, with their defaults and the model that comes with them, in a 48 kHz context.
 *
 * A cue is the node's active viseme, from the quantum on in which it changes: the moment at which the avatar begins to
 * move there. (The blend shapes it drives take another 100 ms to arrive, which is not counted.)
 *
 * @returns {Promise<import('../engines/engine.mjs').Engine>}
 */
export async function headAudioEngine() {
  const folder = await peerPackage('@met4citizen/headaudio', VERSION);
  const load = (path) => import(pathToFileURL(join(folder, path)).href);
  installWorkletGlobals(BROWSER_RATE_HZ);
  await load('modules/headworklet.mjs');
  const { HeadAudio } = await load('modules/headaudio.mjs');
  const model = `data:application/octet-stream;base64,${readFileSync(join(folder, 'dist/model-en-mixed.bin'), 'base64')}`;
  return {
    name: 'headaudio',
    title: `HeadAudio ${VERSION}`,
    async run({ samples, sampleRateHz }) {
      restartWorkletClock();
      const node = new HeadAudio({ sampleRate: BROWSER_RATE_HZ });
      await node.loadModel(model);
      const sound = resample(samples, sampleRateHz);
      const cues = [];
      let [active, heard] = [-1, 0];
      const [, cpuSeconds] = await cpuSecondsOf(() => {
        for (const quantum of quantaOf(sound)) {
          node.render(quantum);
          heard += QUANTUM_SAMPLES;
          if (node.visemeActive === active) continue;
          active = node.visemeActive;
          const atMs = (1000 * heard) / BROWSER_RATE_HZ;
          cues.push({ t: atMs, n: active < 0 ? 'sil' : HEADAUDIO_SHAPES[active], at: atMs });
        }
      });
      return { set: 'oculus15', cues, durationMs: (1000 * samples.length) / sampleRateHz, cpuSeconds };
    },
  };
}
