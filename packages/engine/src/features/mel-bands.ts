/** Triangular filters of equal width on the mel scale; each passes on to the next, so that together they weigh 1. */
export class MelBands {
  readonly count: number;
  /** The lowest bin of each band. */
  readonly firstBin: Uint16Array;
  /** Where each band's weights start in `weights`; one more entry than bands. */
  readonly weightStart: Uint16Array;
  /** Weights of the bins of all bands, one band after the other. */
  readonly weights: Float32Array;

  /**
   * @param count how many bands.
   * @param lowHz lower edge of the first band.
   * @param highHz upper edge of the last.
   * @param binHz distance of the spectrum's bins.
   */
  constructor(count: number, lowHz: number, highHz: number, binHz: number) {
    this.count = count;
    const lowMel = melOfHz(lowHz);
    const stepMel = (melOfHz(highHz) - lowMel) / (count + 1);
    const firstBins: number[] = [];
    const starts: number[] = [0];
    const weights: number[] = [];
    for (let band = 0; band < count; band++) {
      const centreMel = lowMel + (band + 1) * stepMel;
      const firstBin = Math.ceil(hzOfMel(centreMel - stepMel) / binHz);
      firstBins.push(firstBin);
      for (let bin = firstBin; melOfHz(bin * binHz) < centreMel + stepMel; bin++) {
        weights.push(1 - Math.abs(melOfHz(bin * binHz) - centreMel) / stepMel);
      }
      starts.push(weights.length);
    }
    this.firstBin = Uint16Array.from(firstBins);
    this.weightStart = Uint16Array.from(starts);
    this.weights = Float32Array.from(weights);
  }

  /** Writes the weighted sum of `power` (one value per bin from 0 Hz) in each band into `energies`. */
  apply(power: Float32Array, energies: Float32Array): void {
    for (let band = 0; band < this.count; band++) {
      const start = this.weightStart[band] as number;
      const end = this.weightStart[band + 1] as number;
      const offset = (this.firstBin[band] as number) - start;
      let sum = 0;
      for (let i = start; i < end; i++) sum += (this.weights[i] as number) * (power[i + offset] as number);
      energies[band] = sum;
    }
  }
}

/** The mel scale of O'Shaughnessy (1987). */
function melOfHz(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700);
}

function hzOfMel(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}
