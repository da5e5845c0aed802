import type { KernelMemory } from './web-assembly.js';

const PAGE_BYTES = 65_536;
/** Memory is taken 1 MiB at a time: some forty streams. */
const GROWTH_PAGES = 16;
const SMALLEST_STEP_BYTES = 64;

/**
 * Places in the kernel's memory. A place that is given back serves the next that asks for about as much: sizes are
 * rounded up by an eighth at most, so that there are few different ones. Memory grows and never shrinks.
 */
export class KernelHeap {
  readonly #memory: KernelMemory;
  readonly #onGrowth: () => void;
  readonly #freeBySize = new Map<number, number[]>();
  #end: number;
  #usedBytes = 0;

  /**
   * @param start the first address that may be given out.
   * @param onGrowth called when the memory has another `buffer`.
   */
  constructor(memory: KernelMemory, start: number, onGrowth: () => void) {
    this.#memory = memory;
    this.#onGrowth = onGrowth;
    this.#end = Math.ceil(start / SMALLEST_STEP_BYTES) * SMALLEST_STEP_BYTES;
  }

  /** Bytes of all places that are in use. */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** The address of a place of at least so many bytes, a multiple of 64; `undefined` when there is no more memory. */
  allocate(bytes: number): number | undefined {
    const size = roundedUp(bytes);
    const address = this.#freeBySize.get(size)?.pop() ?? this.#takeNew(size);
    if (address !== undefined) this.#usedBytes += size;
    return address;
  }

  /** Gives a place back. `bytes` as they were asked for. */
  release(address: number, bytes: number): void {
    const size = roundedUp(bytes);
    this.#usedBytes -= size;
    const free = this.#freeBySize.get(size);
    if (free) free.push(address);
    else this.#freeBySize.set(size, [address]);
  }

  #takeNew(size: number): number | undefined {
    const address = this.#end;
    const missing = address + size - this.#memory.buffer.byteLength;
    if (missing > 0 && !this.#grow(Math.ceil(missing / PAGE_BYTES))) return undefined;
    this.#end += size;
    return address;
  }

  #grow(pages: number): boolean {
    for (const asked of [Math.max(pages, GROWTH_PAGES), pages]) {
      try {
        this.#memory.grow(asked);
        this.#onGrowth();
        return true;
      } catch {
        // Asked for too much: the smaller number may still be had.
      }
    }
    return false;
  }
}

/** Eight sizes between one power of two and the next. */
function roundedUp(bytes: number): number {
  const step = Math.max(SMALLEST_STEP_BYTES, 2 ** (Math.floor(Math.log2(bytes)) - 3));
  return Math.ceil(bytes / step) * step;
}
