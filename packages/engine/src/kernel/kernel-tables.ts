import { QUIET_LOG_POWER } from '../features/feature-extractor.js';
import { LEVEL_SETTINGS, TYPICAL_SPECTRUM } from '../features/level-normaliser.js';
import { BAND_POWER_FLOOR, FFT_SIZE, makeMelBands, makeScaledHann } from '../features/log-mel.js';
import { DC_POLE } from '../frames/framer.js';
import type { KernelAddress, KernelExports } from './web-assembly.js';

/** Writes the numbers that both versions of the analysis share into a new kernel; `assembly/settings.ts` lists them. */
export function writeKernelTables(kernel: KernelExports): void {
  const { buffer } = kernel.memory;
  const floats = ({ value }: KernelAddress, values: ArrayLike<number>) =>
    new Float32Array(buffer, value, values.length).set(values);
  const integers = ({ value }: KernelAddress, values: ArrayLike<number>) =>
    new Int32Array(buffer, value, values.length).set(values);

  const settings = [
    DC_POLE,
    BAND_POWER_FLOOR,
    QUIET_LOG_POWER,
    LEVEL_SETTINGS.lowestLevel,
    LEVEL_SETTINGS.attack,
    LEVEL_SETTINGS.decayActive,
    LEVEL_SETTINGS.decayPause,
    LEVEL_SETTINGS.activeRange,
    LEVEL_SETTINGS.bandRange,
    LEVEL_SETTINGS.typicalFrames,
    LEVEL_SETTINGS.averagedFrames,
    LEVEL_SETTINGS.scale,
  ];
  new Float64Array(buffer, kernel.settings.value, settings.length).set(settings);
  floats(kernel.hann, makeScaledHann());
  floats(kernel.typicalSpectrum, TYPICAL_SPECTRUM);

  const mel = makeMelBands();
  const lengths = Array.from(mel.firstBin, (_, band) => {
    const weights = (mel.weightStart[band + 1] as number) - (mel.weightStart[band] as number);
    return 4 * Math.ceil(weights / 4);
  });
  const padded = lengths.flatMap((length, band) => {
    const weights = mel.weights.subarray(mel.weightStart[band], mel.weightStart[band + 1]);
    return Array.from({ length }, (_, i) => weights[i] ?? 0);
  });
  integers(kernel.melFirstBins, mel.firstBin);
  integers(kernel.melLengths, lengths);
  floats(kernel.melWeights, padded);

  const thirds = (size: number) =>
    Array.from({ length: size / 4 }, (_, p) => [1, 2, 3].flatMap((times) => rootOfUnity(size, times * p))).flat();
  floats(kernel.twiddles64, thirds(64));
  floats(kernel.twiddles16, thirds(16));
  const fours = (size: number, powers: (vector: number, lane: number) => number) =>
    Array.from({ length: 32 * (512 / size) }, (_, vector) => {
      const roots = [0, 1, 2, 3].map((lane) => rootOfUnity(size, powers(vector, lane)));
      return [...roots.map(([cos]) => cos), ...roots.map(([, sin]) => sin)];
    }).flat();
  floats(
    kernel.twiddles256,
    fours(FFT_SIZE / 2, (k, r) => r * k),
  );
  floats(
    kernel.twiddles512,
    fours(FFT_SIZE, (group, lane) => 4 * group + lane),
  );
}

/** `e^(-2 pi i power / size)`: real and imaginary part. */
function rootOfUnity(size: number, power: number): [cos: number, sin: number] {
  const angle = (-2 * Math.PI * power) / size;
  return [Math.cos(angle), Math.sin(angle)];
}
