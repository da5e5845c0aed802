import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadVisemeModel } from './load-viseme-model.js';
import { VisemeNetwork } from './viseme-network.js';

const model = loadVisemeModel('default');

/** How many rows `training/export.py` ran through PyTorch, and what came out of the last step. */
const [goldenRows = 0, ...goldenLogits] = readFileSync(
  new URL('../weights/default.golden.txt', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map(Number);

/** The same rows as there. */
function row(t: number): Float32Array {
  return Float32Array.from(
    { length: model.shape.bands },
    (_, band) => 1.5 * Math.sin(1.7 * t + 0.9 * band + 0.01 * t * t),
  );
}

function run(network: VisemeNetwork, rows: number): number {
  let steps = 0;
  for (let t = 0; t < rows; t++) if (network.push(row(t))) steps++;
  return steps;
}

describe('VisemeNetwork', () => {
  it('computes what it computed in training', () => {
    const network = new VisemeNetwork(model);
    run(network, goldenRows);
    expect(goldenLogits).toHaveLength(model.head.outputs);
    const worst = Math.max(...goldenLogits.map((logit, i) => Math.abs(logit - (network.logits[i] ?? Number.NaN))));
    expect(worst).toBeLessThan(2e-3);
  });

  it('steps once per stride', () => {
    expect(run(new VisemeNetwork(model), 11)).toBe(Math.floor(11 / model.shape.stride));
  });

  it('keeps at most 64 KB a stream', () => {
    expect(new VisemeNetwork(model).stateBytes).toBeLessThan(64 * 1024);
  });
});
