/** Zero crossings of the filter on either side. */
const REACH = 16;

/** Share of the narrower band that is kept; the rest is room for the filter's slope. */
const KEPT = 0.94;

/** The rate of most sound cards, and so of an audio context that nobody has told otherwise. */
export const BROWSER_RATE_HZ = 48_000;

/** Phases of the filter, by the two rates. */
const filters = new Map();

/**
 * Changes the sample rate as a browser does before an audio node hears a file: windowed sinc, no delay.
 *
 * @param {Float32Array} samples
 * @param {number} fromHz
 * @param {number} [toHz]
 */
export function resample(samples, fromHz, toHz = BROWSER_RATE_HZ) {
  if (fromHz === toHz) return samples;
  const { phases, up, down, half } = filterFor(fromHz, toHz);
  return Float32Array.from({ length: Math.floor((samples.length * up) / down) }, (_, i) => {
    const position = i * down;
    const taps = phases[position % up];
    const first = Math.floor(position / up) - half + 1;
    let sum = 0;
    for (let k = Math.max(0, -first); k < taps.length && first + k < samples.length; k++) {
      sum += taps[k] * samples[first + k];
    }
    return sum;
  });
}

function filterFor(fromHz, toHz) {
  const key = `${fromHz}/${toHz}`;
  const known = filters.get(key);
  if (known) return known;
  const divisor = greatestDivisor(fromHz, toHz);
  const [up, down] = [toHz / divisor, fromHz / divisor];
  // In units of the input: half the width of the filter, and its cut-off.
  const cutoff = KEPT * Math.min(1, up / down);
  const half = Math.ceil(REACH / cutoff);
  const phases = Array.from({ length: up }, (_, phase) => {
    const taps = Float64Array.from({ length: 2 * half }, (_, k) => {
      const x = k - half + 1 - phase / up;
      const window = Math.abs(x) < half ? 0.5 + 0.5 * Math.cos((Math.PI * x) / half) : 0;
      return window * (x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x));
    });
    const gain = taps.reduce((a, b) => a + b, 0);
    return taps.map((tap) => tap / gain);
  });
  const filter = { phases, up, down, half };
  filters.set(key, filter);
  return filter;
}

function greatestDivisor(a, b) {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
