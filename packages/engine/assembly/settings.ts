// Numbers and tables that the TypeScript version of the analysis owns. `src/kernel/kernel-tables.ts` writes them here once,
// so that there is one place to change any of them.

/** Scalars, in the order in which they are written: all f64. */
@unmanaged
export class Settings {
  dcPole: f64;
  bandPowerFloor: f64;
  quietLogPower: f64;
  lowestLevel: f64;
  attack: f64;
  decayActive: f64;
  decayPause: f64;
  activeRange: f64;
  bandRange: f64;
  typicalFrames: f64;
  averagedFrames: f64;
  scale: f64;
}

/** Rate of the analysis, Hz. */
export const ANALYSIS_RATE_HZ: i32 = 16000;
/** Samples of a window, and from one to the next. */
export const WINDOW_SAMPLES: i32 = 400;
export const HOP_SAMPLES: i32 = 160;
/** Samples before the first that a window's frame stands for. */
export const WINDOW_LEAD_SAMPLES: i32 = (WINDOW_SAMPLES - HOP_SAMPLES) / 2;
/** Length of the transform. */
export const FFT_SIZE: i32 = 512;
/** Numbers in a row of features. */
export const BANDS: i32 = 40;

/** A {@link Settings}. */
export const settings: usize = memory.data(12 * 8, 16);
/** f32[WINDOW_SAMPLES]. */
export const hann: usize = memory.data(WINDOW_SAMPLES * 4, 16);
/** f32[BANDS]: the spectrum that the normaliser starts from. */
export const typicalSpectrum: usize = memory.data(BANDS * 4, 16);

/** i32[BANDS]: the first bin of each band. */
export const melFirstBins: usize = memory.data(BANDS * 4, 16);
/** i32[BANDS]: weights of each band, a multiple of four. */
export const melLengths: usize = memory.data(BANDS * 4, 16);
/** f32: the weights of all bands, one after the other; at most 1024. */
export const melWeights: usize = memory.data(1024 * 4, 16);

/** f32[16][6]: `w64^p`, `w64^2p`, `w64^3p` (cosine, then sine of the negative angle) for each p. */
export const twiddles64: usize = memory.data(16 * 6 * 4, 16);
/** f32[4][6]: the same for `w16`. */
export const twiddles16: usize = memory.data(4 * 6 * 4, 16);
/** f32[64][8]: for each k, `w256^(r k)` for r = 0 to 3: four cosines, four sines. */
export const twiddles256: usize = memory.data(64 * 8 * 4, 16);
/** f32[32][8]: for each four k, `w512^k`: four cosines, four sines. */
export const twiddles512: usize = memory.data(32 * 8 * 4, 16);
