/** Cosines and sines for each length, made once. */
const turns = new Map();

/**
 * The discrete Fourier transform, in place (Cooley and Tukey, radix 2).
 *
 * @param {Float64Array} real
 * @param {Float64Array} imaginary the same length, a power of two.
 */
export function transform(real, imaginary) {
  const size = real.length;
  const { cos, sin, order } = turnsFor(size);
  for (let i = 0; i < size; i++) {
    const j = order[i];
    if (j <= i) continue;
    [real[i], real[j]] = [real[j], real[i]];
    [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
  }
  for (let half = 1; half < size; half *= 2) {
    const step = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [a, b] = [start + k, start + k + half];
        const [c, s] = [cos[k * step], sin[k * step]];
        const re = real[b] * c + imaginary[b] * s;
        const im = imaginary[b] * c - real[b] * s;
        real[b] = real[a] - re;
        imaginary[b] = imaginary[a] - im;
        real[a] += re;
        imaginary[a] += im;
      }
    }
  }
}

function turnsFor(size) {
  const known = turns.get(size);
  if (known) return known;
  const bits = Math.log2(size);
  const made = {
    cos: Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size)),
    sin: Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / size)),
    order: Uint32Array.from({ length: size }, (_, i) => {
      let mirrored = 0;
      for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) mirrored |= 1 << (bits - 1 - bit);
      return mirrored;
    }),
  };
  turns.set(size, made);
  return made;
}
