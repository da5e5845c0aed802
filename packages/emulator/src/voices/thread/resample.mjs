/**
 * Changes the rate of a recording by a rational factor: a polyphase bank of Kaiser-windowed sincs.
 *
 * The filter is symmetric and centred on each output sample, so nothing moves in time: the time of a phone at 16 kHz is
 * its time at 24 kHz.
 */

/** Input samples on either side that make an output sample: the filter falls within an eighth of the band. */
const REACH_SAMPLES = 40;
/** Middle of that fall, as a share of the lower Nyquist frequency: flat to 0.875 of it, 80 dB down where the band ends. */
const CUTOFF = 0.9375;
/** Kaiser's shape parameter for 80 dB: 0.1102 (80 - 8.7). */
const KAISER_BETA = 7.857;

/** @type {Map<string, Float64Array[]>} */
const banks = new Map();

/**
 * @param {Int16Array} samples mono; only read.
 * @param {number} fromHz
 * @param {number} toHz
 * @returns {Int16Array} `round(samples.length * toHz / fromHz)` samples, mono; a new array.
 */
export function resample(samples, fromHz, toHz) {
  if (fromHz === toHz) return samples.slice();
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const bank = filterBank(up, down);
  const taps = /** @type {Float64Array} */ (bank[0]).length;
  const out = new Int16Array(Math.round((samples.length * up) / down));
  for (let n = 0; n < out.length; n++) {
    // Output n lies between two input samples; the phase says where, and picks the filter.
    const position = n * down;
    const phase = /** @type {Float64Array} */ (bank[position % up]);
    const first = Math.floor(position / up) - taps / 2 + 1;
    let sum = 0;
    for (let k = Math.max(0, -first); k < taps && first + k < samples.length; k++) {
      sum += /** @type {number} */ (phase[k]) * /** @type {number} */ (samples[first + k]);
    }
    out[n] = Math.max(-32768, Math.min(32767, Math.round(sum)));
  }
  return out;
}

/**
 * One filter for each of the `up` places that an output sample can have between two input samples. Each adds up to 1,
 * so that silence with an offset stays what it is.
 *
 * @param {number} up @param {number} down
 */
function filterBank(up, down) {
  const key = `${up}/${down}`;
  const known = banks.get(key);
  if (known) return known;
  const cutoff = CUTOFF * Math.min(1, up / down);
  // When the rate falls the filter gets longer in input samples, by as much as the band gets narrower.
  const reach = Math.ceil(REACH_SAMPLES / Math.min(1, up / down));
  const bank = Array.from({ length: up }, (_, phase) => {
    const filter = Float64Array.from({ length: 2 * reach }, (_, k) => {
      const distance = k - reach + 1 - phase / up;
      return cutoff * sinc(cutoff * distance) * kaiser(distance / reach);
    });
    const sum = filter.reduce((total, value) => total + value, 0);
    return filter.map((value) => value / sum);
  });
  banks.set(key, bank);
  return bank;
}

/** @param {number} x */
function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param {number} x -1 to 1 across the window */
function kaiser(x) {
  return Math.abs(x) >= 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) / besselI0(KAISER_BETA);
}

/** @param {number} x */
function besselI0(x) {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** @param {number} a @param {number} b @returns {number} */
function greatestCommonDivisor(a, b) {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
