/** What the kernel exports; `assembly/kernel.ts` explains each. Addresses are bytes of `memory`. */
export interface KernelExports {
  readonly memory: KernelMemory;
  readonly heapStart: KernelAddress;
  readonly input: KernelAddress;
  readonly logits: KernelAddress;
  readonly features: KernelAddress;
  readonly settings: KernelAddress;
  readonly hann: KernelAddress;
  readonly typicalSpectrum: KernelAddress;
  readonly melFirstBins: KernelAddress;
  readonly melLengths: KernelAddress;
  readonly melWeights: KernelAddress;
  readonly twiddles64: KernelAddress;
  readonly twiddles16: KernelAddress;
  readonly twiddles256: KernelAddress;
  readonly twiddles512: KernelAddress;
  streamBytes(model: number, filters: number): number;
  startStream(slot: number, model: number, filters: number): void;
  push(slot: number, count: number): number;
  pushRow(slot: number): number;
}

/** An exported constant. */
export interface KernelAddress {
  readonly value: number;
}

/** The memory of a module: 64 KiB pages. */
export interface KernelMemory {
  /** Another object after each {@link grow}. */
  readonly buffer: ArrayBuffer;
  /** Adds pages; throws where there are no more. */
  grow(pages: number): number;
}

/** The part of the global of this name that is used here; the compiler's own is not in every environment's types. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/**
 * Compiles and starts a module, at once: browsers do so on the main thread too, Chromium since version 114.
 *
 * @returns `undefined` where WebAssembly or its 128-bit SIMD is missing, or where a page's policy forbids it
 *   (`script-src` without `'wasm-unsafe-eval'`). There is nothing to repair then, so nothing is thrown.
 */
export function instantiate(bytes: Uint8Array): KernelExports | undefined {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (!api) return undefined;
  try {
    return new api.Instance(new api.Module(bytes)).exports as KernelExports;
  } catch {
    return undefined;
  }
}
