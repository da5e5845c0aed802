import { ANALYSIS_RATE_HZ, WINDOW_SAMPLES } from '../frames/analysis-grid.js';
import { MelBands } from './mel-bands.js';
import { RealFft } from './real-fft.js';

/** Numbers in one row of features. */
export const MEL_BAND_COUNT = 40;

/** Length of the transform. */
export const FFT_SIZE = 512;
/** Below lies hum, above what few microphones and fewer codecs keep. */
const LOW_HZ = 60;
const HIGH_HZ = 7600;
/** Added to each band's power: about -110 dB of full scale, under the noise of 16-bit audio. */
export const BAND_POWER_FLOOR = 1e-11;

/** One window of samples to the natural logarithm of the power in each mel band. */
export class LogMel {
  /** Result of the last {@link analyse}: {@link MEL_BAND_COUNT} values. 0 is a full-scale square wave in one band. */
  readonly bands = new Float32Array(MEL_BAND_COUNT);
  /** Natural logarithm of the power in all bands together. */
  logPower = 0;

  readonly #fft = new RealFft(FFT_SIZE);
  readonly #mel = makeMelBands();
  readonly #hann = makeScaledHann();
  /** Zero behind the window, so that 400 samples fill a transform of 512. */
  readonly #signal = new Float32Array(FFT_SIZE);
  readonly #power = new Float32Array(FFT_SIZE / 2 + 1);

  /** @param window {@link WINDOW_SAMPLES} samples, -1 to 1; left as it is. */
  analyse(window: Float32Array): void {
    const signal = this.#signal;
    for (let i = 0; i < WINDOW_SAMPLES; i++) signal[i] = (window[i] as number) * (this.#hann[i] as number);
    this.#fft.power(signal, this.#power);
    this.#mel.apply(this.#power, this.bands);
    let power = 0;
    for (let band = 0; band < MEL_BAND_COUNT; band++) {
      const bandPower = this.bands[band] as number;
      power += bandPower;
      this.bands[band] = Math.log(bandPower + BAND_POWER_FLOOR);
    }
    this.logPower = Math.log(power + BAND_POWER_FLOOR);
  }
}

/** A Hann window, scaled so that the bands of a spectrum add up to the signal's mean square (Parseval). */
export function makeScaledHann(): Float32Array {
  const hann = Float64Array.from(
    { length: WINDOW_SAMPLES },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / WINDOW_SAMPLES),
  );
  const energy = hann.reduce((sum, value) => sum + value * value, 0);
  const scale = Math.sqrt(2 / (FFT_SIZE * energy));
  return Float32Array.from(hann, (value) => value * scale);
}

/** The bands of a row of features. */
export function makeMelBands(): MelBands {
  return new MelBands(MEL_BAND_COUNT, LOW_HZ, HIGH_HZ, ANALYSIS_RATE_HZ / FFT_SIZE);
}
