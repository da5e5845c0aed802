import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { cpuSecondsOf } from '../engines/cpu-time.mjs';
import { peerFile, peerPackage } from './peer-packages.mjs';
import { BROWSER_RATE_HZ, resample } from './resample.mjs';
import { installWorkletGlobals, QUANTUM_SAMPLES, quantaOf, restartWorkletClock } from './worklet-host.mjs';

const VERSION = '1.3.1';

/** It ships no voice profile; this is the one of its example. */
const PROFILE_URL =
  'https://raw.githubusercontent.com/mrxz/wLipSync/12b61d33df5f76d615c566a65e199e33f76703be/example/profile.bin';
const PROFILE_SHA256 = '47207838dd0c7e979341d84ef5f87a296efda3ba3db12d7ec188a6547bd65974';

/** A shape with less weight than this is not seen. From 0.02 to 0.2 its accuracy hardly changes; its rest does. */
const LEAST_WEIGHT = 0.1;

/** What the sounds of that profile, five Japanese vowels and an s, are drawn with. */
export const WLIPSYNC_VISEMES = { A: 2, I: 6, U: 7, E: 4, O: 8, S: 15 };

/**
 * wLipSync: its own worklet, WebAssembly and node with their defaults and the profile of its example, in a 48 kHz context.
 *
 * A cue is the sound with the largest weight, from the quantum on in which it becomes that; at rest while the node's
 * volume is 0, as its example multiplies the two.
 *
 * @returns {Promise<import('../engines/engine.mjs').Engine>}
 */
export async function wLipSyncEngine() {
  const folder = await peerPackage('wlipsync', VERSION);
  const profileBytes = await peerFile('wlipsync-profile.bin', PROFILE_URL, PROFILE_SHA256);
  installWorkletGlobals(BROWSER_RATE_HZ);
  const { WLipSyncAudioNode, parseBinaryProfile } = await import(pathToFileURL(join(folder, 'dist/wlipsync.js')).href);
  const wasmModule = await WebAssembly.compile(readFileSync(join(folder, 'dist/wlipsync.wasm')));
  const processor = readFileSync(join(folder, 'dist/audio-processor.js'), 'utf8');
  const profile = parseBinaryProfile(Uint8Array.from(profileBytes).buffer);
  return {
    name: 'wlipsync',
    title: `wLipSync ${VERSION}`,
    async run({ samples, sampleRateHz }) {
      restartWorkletClock();
      // The script keeps its memory in a variable of its own: each recording gets a new one, as each page does.
      runInThisContext(`(() => {${processor}\n})()`);
      const node = new WLipSyncAudioNode({ sampleRate: BROWSER_RATE_HZ }, profile, wasmModule);
      await ready(node);
      const sound = resample(samples, sampleRateHz);
      const cues = [];
      let heard = 0;
      const [, cpuSeconds] = await cpuSecondsOf(() => {
        for (const quantum of quantaOf(sound)) {
          node.render(quantum);
          heard += QUANTUM_SAMPLES;
          const name = heaviest(node.weights);
          const v = node.weights[name] * node.volume >= LEAST_WEIGHT ? WLIPSYNC_VISEMES[name] : 0;
          const atMs = (1000 * heard) / BROWSER_RATE_HZ;
          if (v !== (cues.at(-1)?.v ?? 0)) cues.push({ t: atMs, v, at: atMs });
        }
      });
      return { cues, durationMs: (1000 * samples.length) / sampleRateHz, cpuSeconds };
    },
  };
}

/** The worklet instantiates its WebAssembly by itself and says nothing when it has; it ignores sound until then. */
async function ready(node) {
  const processor = node.processor;
  for (let turn = 0; processor.inputBufferIndex === -1; turn++) {
    if (turn > 1000) throw new Error('wLipSync did not start');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function heaviest(weights) {
  let best;
  for (const name of Object.keys(weights)) if (best === undefined || weights[name] > weights[best]) best = name;
  return best;
}
