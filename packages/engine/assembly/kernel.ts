import { analyse } from './log-mel';
import { logits as logitsAddress, takeRow } from './network';
import { features as featuresAddress, normalise } from './normalise';
import { input as inputAddress, resample, resampled } from './resample';
import * as tables from './settings';
import { Filters, Model, Stream, sizeOfStream, startStreamAt } from './stream';

/*
 * What a stream of speech costs most: resampling, spectra, features, and the network. `src/kernel/` loads this and owns
 * its memory: models, filters and one slot a stream, above `heapStart`; the fixed buffers below it serve all streams.
 * Pointers are checked by nobody. Nothing is allocated here.
 */

/** The first address that belongs to nobody. */
export const heapStart: usize = __heap_base;
/** f32[2048]: samples for {@link push}. */
export const input: usize = inputAddress;
/** f32[512]: the network's answer, rows of 22, after {@link push} or {@link pushRow} gave a step. */
export const logits: usize = logitsAddress;
/** f32[40]: the newest row of features; the row that {@link pushRow} takes. */
export const features: usize = featuresAddress;
export const settings: usize = tables.settings;
export const hann: usize = tables.hann;
export const typicalSpectrum: usize = tables.typicalSpectrum;
export const melFirstBins: usize = tables.melFirstBins;
export const melLengths: usize = tables.melLengths;
export const melWeights: usize = tables.melWeights;
export const twiddles64: usize = tables.twiddles64;
export const twiddles16: usize = tables.twiddles16;
export const twiddles256: usize = tables.twiddles256;
export const twiddles512: usize = tables.twiddles512;

/** Bytes of the slot of a stream. */
export function streamBytes(model: usize, filters: usize): i32 {
  return sizeOfStream(changetype<Model>(model), changetype<Filters>(filters));
}

/** Makes a slot a new stream. */
export function startStream(slot: usize, model: usize, filters: usize): void {
  const lowestLevel = changetype<tables.Settings>(tables.settings).lowestLevel;
  startStreamAt(slot, changetype<Model>(model), changetype<Filters>(filters), lowestLevel);
}

/**
 * Takes `count` samples of {@link input}: at most 2048, and at most as many as one step of the network lasts, so that no
 * more than one step comes of them.
 *
 * @returns -1, or after a step a bit for each of its rows, the oldest lowest: too quiet to be speech?
 */
export function push(slot: usize, count: i32): i32 {
  const stream = changetype<Stream>(slot);
  const pole = changetype<tables.Settings>(tables.settings).dcPole;
  const end = resampled + ((<usize>resample(stream, count)) << 2);
  const pending = stream.pending;
  let filled = stream.filled;
  let lastIn = stream.lastIn;
  let lastOut = stream.lastOut;
  let mask = -1;
  for (let from = resampled; from < end; from += 4) {
    const sample = <f64>load<f32>(from);
    lastOut = sample - lastIn + pole * lastOut;
    lastIn = sample;
    store<f32>(pending + ((<usize>filled) << 2), <f32>lastOut);
    if (++filled === tables.WINDOW_SAMPLES) {
      const result = takeWindow(stream);
      if (result >= 0) mask = result;
      filled = tables.WINDOW_SAMPLES - tables.HOP_SAMPLES;
    }
  }
  stream.filled = filled;
  stream.lastIn = lastIn;
  stream.lastOut = lastOut;
  return mask;
}

function takeWindow(stream: Stream): i32 {
  const logPower = <f64>analyse(stream.pending);
  memory.copy(
    stream.pending,
    stream.pending + 4 * tables.HOP_SAMPLES,
    4 * (tables.WINDOW_SAMPLES - tables.HOP_SAMPLES),
  );
  normalise(stream, logPower);
  const quiet = logPower < changetype<tables.Settings>(tables.settings).quietLogPower;
  return takeRow(stream, featuresAddress, quiet);
}

/**
 * Takes the row of {@link features}, without any sound.
 *
 * @returns as {@link push}.
 */
export function pushRow(slot: usize): i32 {
  return takeRow(changetype<Stream>(slot), featuresAddress, false);
}
