import { FFT_SIZE, twiddles16, twiddles64, twiddles256, twiddles512 } from './settings';

/*
 * The power spectrum of 512 real samples, as in `src/features/real-fft.ts`: even and odd samples are real and imaginary
 * part of 256 complex numbers, whose transform is then taken apart.
 *
 * The 256 points are four interleaved sequences of 64, one in each lane, so that a transform of 64 in plain radix-4 steps
 * (Stockham: no reordering) does all four at once. Twiddles and one more radix-4 step across the lanes join them.
 */

const QUARTER: i32 = 16 * 16;
/** v128[64] each: real and imaginary parts of the four sequences; what lies behind the window's 400 samples stays 0. */
const inRe: usize = memory.data(64 * 16, 16);
const inIm: usize = memory.data(64 * 16, 16);
const aRe: usize = memory.data(64 * 16, 16);
const aIm: usize = memory.data(64 * 16, 16);
const bRe: usize = memory.data(64 * 16, 16);
const bIm: usize = memory.data(64 * 16, 16);
/** f32[257, filled up]: the 256 points in order, the first once more behind the last. */
const zRe: usize = memory.data(260 * 4, 16);
const zIm: usize = memory.data(260 * 4, 16);

/** f32: `|X[k]|²` for k from 0 to 256; zeros behind it, because filters read in fours. */
export const power: usize = memory.data((FFT_SIZE / 2 + 16) * 4, 16);

/** Takes 8 samples, the `m`th such group of the signal; groups that are never given are zeros. */
export function setSignal(m: i32, first: v128, second: v128): void {
  const at = (<usize>m) << 4;
  v128.store(inRe + at, i8x16.shuffle(first, second, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27));
  v128.store(inIm + at, i8x16.shuffle(first, second, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31));
}

/** One radix-4 step of a Stockham transform: `span` points still to transform, `stride` done. */
function radix4(span: i32, stride: i32, re: usize, im: usize, toRe: usize, toIm: usize, twiddles: usize): void {
  const points = span >> 2;
  for (let p = 0; p < points; p++) {
    const w = twiddles + <usize>(p * 24);
    const cos1 = v128.load_splat<f32>(w);
    const sin1 = v128.load_splat<f32>(w, 4);
    const cos2 = v128.load_splat<f32>(w, 8);
    const sin2 = v128.load_splat<f32>(w, 12);
    const cos3 = v128.load_splat<f32>(w, 16);
    const sin3 = v128.load_splat<f32>(w, 20);
    for (let q = 0; q < stride; q++) {
      const from = (<usize>(q + stride * p)) << 4;
      const to = (<usize>(q + stride * 4 * p)) << 4;
      const step = (<usize>stride) << 4;
      const ar = v128.load(re + from);
      const ai = v128.load(im + from);
      const br = v128.load(re + from, QUARTER);
      const bi = v128.load(im + from, QUARTER);
      const cr = v128.load(re + from, 2 * QUARTER);
      const ci = v128.load(im + from, 2 * QUARTER);
      const dr = v128.load(re + from, 3 * QUARTER);
      const di = v128.load(im + from, 3 * QUARTER);
      const sumAcR = f32x4.add(ar, cr);
      const sumAcI = f32x4.add(ai, ci);
      const difAcR = f32x4.sub(ar, cr);
      const difAcI = f32x4.sub(ai, ci);
      const sumBdR = f32x4.add(br, dr);
      const sumBdI = f32x4.add(bi, di);
      const difBdR = f32x4.sub(br, dr);
      const difBdI = f32x4.sub(bi, di);
      v128.store(toRe + to, f32x4.add(sumAcR, sumBdR));
      v128.store(toIm + to, f32x4.add(sumAcI, sumBdI));
      storeTimes(toRe + to + step, toIm + to + step, f32x4.add(difAcR, difBdI), f32x4.sub(difAcI, difBdR), cos1, sin1);
      storeTimes(
        toRe + to + 2 * step,
        toIm + to + 2 * step,
        f32x4.sub(sumAcR, sumBdR),
        f32x4.sub(sumAcI, sumBdI),
        cos2,
        sin2,
      );
      storeTimes(
        toRe + to + 3 * step,
        toIm + to + 3 * step,
        f32x4.sub(difAcR, difBdI),
        f32x4.add(difAcI, difBdR),
        cos3,
        sin3,
      );
    }
  }
}

/** Stores (re + i im)(cos + i sin). */
function storeTimes(toRe: usize, toIm: usize, re: v128, im: v128, cos: v128, sin: v128): void {
  v128.store(toRe, f32x4.sub(f32x4.mul(re, cos), f32x4.mul(im, sin)));
  v128.store(toIm, f32x4.add(f32x4.mul(re, sin), f32x4.mul(im, cos)));
}

/** The lanes of four vectors of `from` become vectors themselves, at `to`. */
function transpose(from: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const d = v128.load(from, 48);
  const abLow = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const abHigh = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cdLow = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const cdHigh = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i32x4.shuffle(abLow, cdLow, 0, 1, 4, 5));
  v128.store(to, i32x4.shuffle(abLow, cdLow, 2, 3, 6, 7), 16);
  v128.store(to, i32x4.shuffle(abHigh, cdHigh, 0, 1, 4, 5), 32);
  v128.store(to, i32x4.shuffle(abHigh, cdHigh, 2, 3, 6, 7), 48);
}

/** Joins the four sequences, four points of each at a time: `Z[k + 64 q] = sum over r of (-i)^(q r) w256^(r k) Y_r[k]`. */
function joinLanes(): void {
  for (let k: usize = 0; k < 64; k += 4) {
    const at = k << 4;
    for (let i: usize = 0; i < 4; i++) {
      const w = twiddles256 + ((k + i) << 5);
      const y = at + (i << 4);
      storeTimes(bRe + y, bIm + y, v128.load(aRe + y), v128.load(aIm + y), v128.load(w), v128.load(w, 16));
    }
    transpose(bRe + at, aRe + at);
    transpose(bIm + at, aIm + at);
    const ar = v128.load(aRe + at);
    const ai = v128.load(aIm + at);
    const br = v128.load(aRe + at, 16);
    const bi = v128.load(aIm + at, 16);
    const cr = v128.load(aRe + at, 32);
    const ci = v128.load(aIm + at, 32);
    const dr = v128.load(aRe + at, 48);
    const di = v128.load(aIm + at, 48);
    const sumAcR = f32x4.add(ar, cr);
    const sumAcI = f32x4.add(ai, ci);
    const difAcR = f32x4.sub(ar, cr);
    const difAcI = f32x4.sub(ai, ci);
    const sumBdR = f32x4.add(br, dr);
    const sumBdI = f32x4.add(bi, di);
    const difBdR = f32x4.sub(br, dr);
    const difBdI = f32x4.sub(bi, di);
    const z = k << 2;
    v128.store(zRe + z, f32x4.add(sumAcR, sumBdR));
    v128.store(zIm + z, f32x4.add(sumAcI, sumBdI));
    v128.store(zRe + z, f32x4.add(difAcR, difBdI), 256);
    v128.store(zIm + z, f32x4.sub(difAcI, difBdR), 256);
    v128.store(zRe + z, f32x4.sub(sumAcR, sumBdR), 512);
    v128.store(zIm + z, f32x4.sub(sumAcI, sumBdI), 512);
    v128.store(zRe + z, f32x4.sub(difAcR, difBdI), 768);
    v128.store(zIm + z, f32x4.add(difAcI, difBdR), 768);
  }
  store<f32>(zRe + 1024, load<f32>(zRe));
  store<f32>(zIm + 1024, load<f32>(zIm));
}

function reversed(x: v128): v128 {
  return i32x4.shuffle(x, x, 3, 2, 1, 0);
}

/** Takes the spectra of even and odd samples apart, `E` and `O`: `X[k] = E + w O`, `X[256 - k] = conj(E - w O)`. */
function takeApart(): void {
  const half = f32x4.splat(0.5);
  for (let k: usize = 0; k < 128; k += 4) {
    const at = k << 2;
    const mirror: usize = (256 - 3 - k) << 2;
    const re = v128.load(zRe + at);
    const im = v128.load(zIm + at);
    const mirrorRe = reversed(v128.load(zRe + mirror));
    const mirrorIm = reversed(v128.load(zIm + mirror));
    const evenRe = f32x4.mul(f32x4.add(re, mirrorRe), half);
    const evenIm = f32x4.mul(f32x4.sub(im, mirrorIm), half);
    const oddRe = f32x4.mul(f32x4.add(im, mirrorIm), half);
    const oddIm = f32x4.mul(f32x4.sub(mirrorRe, re), half);
    const w = twiddles512 + (k << 3);
    const cos = v128.load(w);
    const sin = v128.load(w, 16);
    const turnedRe = f32x4.sub(f32x4.mul(oddRe, cos), f32x4.mul(oddIm, sin));
    const turnedIm = f32x4.add(f32x4.mul(oddRe, sin), f32x4.mul(oddIm, cos));
    v128.store(power + at, squared(f32x4.add(evenRe, turnedRe), f32x4.add(evenIm, turnedIm)));
    const upper = squared(f32x4.sub(evenRe, turnedRe), f32x4.sub(evenIm, turnedIm));
    v128.store(power + mirror, reversed(upper));
  }
  const re = load<f32>(zRe, 512);
  const im = load<f32>(zIm, 512);
  store<f32>(power, re * re + im * im, 512);
}

function squared(re: v128, im: v128): v128 {
  return f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im));
}

/** Writes the power spectrum of the signal that was set. */
export function transform(): void {
  radix4(64, 1, inRe, inIm, aRe, aIm, twiddles64);
  radix4(16, 4, aRe, aIm, bRe, bIm, twiddles16);
  radix4(4, 16, bRe, bIm, aRe, aIm, twiddles64);
  joinLanes();
  takeApart();
}
