// Networks of any shape with random weights: for measuring, and for holding the kernel against the plain version.

/** @param {number} seed @returns {() => number} -1 to 1, evenly spread, the same every time. */
export function noise(seed = 1) {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  };
}

/**
 * A model as training exports one, with random weights that keep the size of what flows through it.
 *
 * @param {Partial<import('../dist/index.js').NetworkShape>} [shape] default: 112 channels, 7 blocks.
 * @param {number} [seed]
 */
export function syntheticModel(shape = {}, seed = 1) {
  const whole = {
    bands: 40,
    stride: 2,
    stem_rows: 4,
    channels: 112,
    dilations: [1, 2, 4, 8, 1, 2, 4],
    taps: 3,
    output_frames: 6,
    oldest_frame: 6,
    ...shape,
  };
  const { bands, stem_rows, channels, dilations, taps, output_frames } = whole;
  const random = noise(seed);
  const weights = [];
  const scales = [];
  const layer = (inputs, outputs, gain) => {
    for (let i = 0; i < inputs * outputs; i++) weights.push(Math.round(127 * random()));
    for (let i = 0; i < outputs; i++) scales.push((gain * (1 + 0.5 * random()) * Math.sqrt(3 / inputs)) / 127);
    for (let i = 0; i < outputs; i++) scales.push(0.1 * random());
  };
  layer(stem_rows * bands, channels, 1);
  for (const _ of dilations) {
    layer(taps * channels, channels, 1);
    layer(channels, channels, 0.5);
  }
  layer(channels, output_frames * 22, 2);
  const base64 = (array) => Buffer.from(array.buffer).toString('base64');
  return {
    name: 'synthetic',
    shape: whole,
    decoder: { change_cost: 2, hasty_change_cost: 1 },
    weights: base64(Int8Array.from(weights)),
    scales: base64(Float32Array.from(scales)),
  };
}
