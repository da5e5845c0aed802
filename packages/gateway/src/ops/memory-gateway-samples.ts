import { SAMPLES_KEPT } from '../limits.js';
import type { GatewaySample, GatewaySamples } from './gateway-sample.js';

/** The samples of a gateway that stands alone. */
export class MemoryGatewaySamples implements GatewaySamples {
  readonly #samples: GatewaySample[] = [];

  async add(sample: GatewaySample): Promise<void> {
    this.#samples.push(sample);
    if (this.#samples.length > SAMPLES_KEPT) this.#samples.shift();
  }

  async read(count: number): Promise<readonly (readonly GatewaySample[])[]> {
    return this.#samples.length === 0 ? [] : [this.#samples.slice(-count)];
  }
}
