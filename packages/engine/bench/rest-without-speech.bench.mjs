#!/usr/bin/env node
/**
 * Does the mouth rest where nobody speaks? Prints the share of time in which it moves, for each sound that is no speech.
 *
 *   npm run build && node packages/engine/bench/rest-without-speech.bench.mjs [--seconds 20] [--model default]
 */
import { parseArgs } from 'node:util';
import { LipSyncEngine, loadVisemeModel } from '../dist/index.js';
import { MUSIC, NOISES, NOTHING, RATE_HZ } from './sounds-without-speech.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, model: { type: 'string', default: 'default' } },
});
const seconds = Number(values.seconds);
const engine = new LipSyncEngine({ sampleRateHz: RATE_HZ, model: loadVisemeModel(values.model) });

for (const [name, make] of Object.entries({ ...NOTHING, ...NOISES, ...MUSIC })) {
  const sample = make();
  const cues = [];
  const keep = (visemeId, offsetMs) => cues.push({ visemeId, offsetMs });
  engine.push(
    Float32Array.from({ length: seconds * RATE_HZ }, (_, i) => sample(i)),
    keep,
  );
  engine.flush(keep);
  const movingMs = cues.reduce(
    (sum, { visemeId, offsetMs }, i) =>
      visemeId === 0 ? sum : sum + (cues[i + 1]?.offsetMs ?? 1000 * seconds) - offsetMs,
    0,
  );
  const shapes = [...new Set(cues.map(({ visemeId }) => visemeId))].filter(Boolean).sort((a, b) => a - b);
  const share = ((100 * movingMs) / (1000 * seconds)).toFixed(1);
  console.log(`${name.padEnd(28)} ${share.padStart(5)} %  ${cues.length} cues  ${shapes.join(' ')}`);
}
