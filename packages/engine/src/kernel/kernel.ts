import { MEL_BAND_COUNT } from '../features/log-mel.js';
import type { ResamplerDesign } from '../frames/resampler-design.js';
import { decodeBase64 } from '../model/base64.js';
import type { NetworkLayer, VisemeModel } from '../model/viseme-model.js';
import { KERNEL_WASM } from './kernel.wasm.js';
import { KernelHeap } from './kernel-heap.js';
import { writeKernelTables } from './kernel-tables.js';
import { fitsKernel, packedBytes, packModel } from './pack-model.js';
import { instantiate, type KernelExports } from './web-assembly.js';

/** Most samples that {@link Kernel.push} takes at once. */
export const MAX_BLOCK_SAMPLES = 2048;
/** Tables of filters that are kept while no stream uses them, so that the next utterance need not make them again. */
const KEPT_FILTERS = 8;
const FILTERS_HEADER_BYTES = 32;

/** A place in the kernel's memory. */
interface Place {
  readonly address: number;
  readonly bytes: number;
}

/** Filters for one rate, and how many streams use them. */
interface PlacedFilters extends Place {
  readonly sampleRateHz: number;
  users: number;
}

/** A stream's place, and what it uses. */
export interface KernelStream extends Place {
  readonly filters: PlacedFilters;
}

/**
 * The WebAssembly kernel: one instance, whose memory holds every model once and a slot for each stream that is open.
 * Calls of different streams may alternate in any order.
 */
export class Kernel {
  /** Where {@link push} reads samples. Another object after the memory has grown, so do not keep it. */
  input!: Float32Array;
  /** Where {@link push} leaves the logits of a step. Do not keep it. */
  logits!: Float32Array;
  /** The newest row of features, and what {@link pushRow} reads. Do not keep it. */
  features!: Float32Array;

  readonly #exports: KernelExports;
  readonly #heap: KernelHeap;
  /** By a model's stem, which copies of a model with other settings share. */
  readonly #models = new WeakMap<NetworkLayer, Place>();
  readonly #filters = new Map<number, PlacedFilters>();
  /** Models whose memory can be used again, once nobody can ask for them any more. */
  readonly #forgottenModels = new FinalizationRegistry<Place>(({ address, bytes }) =>
    this.#heap.release(address, bytes),
  );

  constructor(exports: KernelExports) {
    this.#exports = exports;
    writeKernelTables(exports);
    this.#heap = new KernelHeap(exports.memory, exports.heapStart.value, () => this.#findBuffers());
    this.#findBuffers();
  }

  /** Bytes that models, filters and open streams take. */
  get usedBytes(): number {
    return this.#heap.usedBytes;
  }

  /** True if the kernel's buffers are large enough for a model. */
  takes(model: VisemeModel): boolean {
    return fitsKernel(model, MEL_BAND_COUNT);
  }

  /**
   * Opens a stream.
   *
   * @returns `undefined` when the model is too large for the kernel, or when there is no more memory.
   */
  openStream(model: VisemeModel, design: ResamplerDesign): KernelStream | undefined {
    const placedModel = this.#placeModel(model);
    const filters = placedModel && this.#placeFilters(design);
    if (!filters) return undefined;
    const bytes = this.#exports.streamBytes(placedModel.address, filters.address);
    const address = this.#heap.allocate(bytes);
    if (address === undefined) return undefined;
    filters.users++;
    this.#exports.startStream(address, placedModel.address, filters.address);
    return { address, bytes, filters };
  }

  /** Closes a stream: its place is for others. Once only. */
  closeStream({ address, bytes, filters }: KernelStream): void {
    this.#heap.release(address, bytes);
    filters.users--;
    if (filters.users > 0 || this.#filters.size <= KEPT_FILTERS) return;
    this.#filters.delete(filters.sampleRateHz);
    this.#heap.release(filters.address, filters.bytes);
  }

  /**
   * Takes the first `count` samples of {@link input}: at most {@link MAX_BLOCK_SAMPLES}, and no more than one step lasts.
   *
   * @returns -1, or after a step a bit for each of its rows, the oldest lowest: too quiet to be speech?
   */
  push(stream: KernelStream, count: number): number {
    return this.#exports.push(stream.address, count);
  }

  /** Takes the row at {@link features}, as {@link push}. */
  pushRow(stream: KernelStream): number {
    return this.#exports.pushRow(stream.address);
  }

  #findBuffers(): void {
    const { memory, input, logits, features } = this.#exports;
    this.input = new Float32Array(memory.buffer, input.value, MAX_BLOCK_SAMPLES);
    this.logits = new Float32Array(memory.buffer, logits.value, 512);
    this.features = new Float32Array(memory.buffer, features.value, MEL_BAND_COUNT);
  }

  #placeModel(model: VisemeModel): Place | undefined {
    const known = this.#models.get(model.stem);
    if (known) return known;
    if (!this.takes(model)) return undefined;
    const bytes = packedBytes(model);
    const address = this.#heap.allocate(bytes);
    if (address === undefined) return undefined;
    packModel(model, this.#exports.memory.buffer, address);
    const place = { address, bytes };
    this.#models.set(model.stem, place);
    this.#forgottenModels.register(model.stem, place);
    return place;
  }

  #placeFilters(design: ResamplerDesign): PlacedFilters | undefined {
    const { sampleRateHz, phases, taps, filterLength } = design;
    const known = this.#filters.get(sampleRateHz);
    if (known) return known;
    const values = design.makeFilters();
    const bytes = FILTERS_HEADER_BYTES + values.byteLength;
    const address = this.#heap.allocate(bytes);
    if (address === undefined) return undefined;
    const { buffer } = this.#exports.memory;
    const valuesAt = address + FILTERS_HEADER_BYTES;
    new Int32Array(buffer, address, 5).set([sampleRateHz, phases, taps, filterLength, valuesAt]);
    new Float32Array(buffer, valuesAt, values.length).set(values);
    const placed = { address, bytes, sampleRateHz, users: 0 };
    this.#filters.set(sampleRateHz, placed);
    return placed;
  }
}

let loaded: Kernel | undefined;
let tried = false;

/** The kernel that all streams share; `undefined` where WebAssembly cannot be used. */
export function loadKernel(): Kernel | undefined {
  if (tried) return loaded;
  tried = true;
  const bytes = decodeBase64(KERNEL_WASM);
  const exports = bytes && instantiate(bytes);
  loaded = exports && new Kernel(exports);
  return loaded;
}
