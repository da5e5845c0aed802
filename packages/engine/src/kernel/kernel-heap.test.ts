import { describe, expect, it } from 'vitest';
import { KernelHeap } from './kernel-heap.js';

const PAGE = 65_536;

/** A memory of so many pages at most. */
function memoryOf(pages: number, mostPages: number) {
  return {
    buffer: new ArrayBuffer(pages * PAGE),
    grow(more: number) {
      const grown = this.buffer.byteLength + more * PAGE;
      if (grown > mostPages * PAGE) throw new RangeError('full');
      this.buffer = new ArrayBuffer(grown);
      return grown;
    },
  };
}

describe('KernelHeap', () => {
  it('gives places that do not overlap, above the start', () => {
    const heap = new KernelHeap(memoryOf(1, 100), 1001, () => {});
    const sizes = [1, 64, 65, 1000, 20_000, 300_000, 7];
    const places = sizes.map((bytes) => ({ bytes, address: heap.allocate(bytes) ?? -1 }));
    places.forEach(({ address, bytes }, i) => {
      expect(address % 64).toBe(0);
      expect(address).toBeGreaterThanOrEqual(1001);
      const next = places[i + 1];
      if (next) expect(address + bytes).toBeLessThanOrEqual(next.address);
    });
  });

  it('uses a place again for what is as large or a little smaller', () => {
    const heap = new KernelHeap(memoryOf(1, 100), 0, () => {});
    const address = heap.allocate(20_000) ?? -1;
    heap.release(address, 20_000);
    expect(heap.usedBytes).toBe(0);
    expect(heap.allocate(19_999)).toBe(address);
    expect(heap.usedBytes).toBeGreaterThanOrEqual(19_999);
    expect(heap.usedBytes).toBeLessThan(20_000 * 1.125);
    expect(heap.allocate(20_000)).not.toBe(address);
  });

  it('grows the memory, and says so', () => {
    const memory = memoryOf(1, 100);
    let growths = 0;
    const heap = new KernelHeap(memory, 0, () => growths++);
    heap.allocate(PAGE);
    expect(growths).toBe(0);
    heap.allocate(PAGE);
    heap.allocate(PAGE);
    expect(growths).toBe(1);
    expect(memory.buffer.byteLength).toBe(17 * PAGE);
  });

  it('takes the last page there is, and then gives nothing', () => {
    const heap = new KernelHeap(memoryOf(1, 3), 0, () => {});
    expect(heap.allocate(PAGE)).toBe(0);
    expect(heap.allocate(2 * PAGE)).toBe(PAGE);
    expect(heap.allocate(1)).toBeUndefined();
    heap.release(0, PAGE);
    expect(heap.allocate(PAGE)).toBe(0);
  });
});
