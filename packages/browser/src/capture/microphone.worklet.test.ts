import { afterEach, expect, test, vi } from 'vitest';
import { settle } from '../../test/manual-clock.js';

/** Counts the arrays that are made from now on. */
function countArrays(): { made: number } {
  const count = { made: 0 };
  const construct = (Class: typeof Float32Array, args: [number]) => {
    count.made++;
    return new Class(...args);
  };
  vi.stubGlobal('Float32Array', new Proxy(Float32Array, { construct }));
  return count;
}

interface Posted {
  samples: Float32Array<ArrayBuffer>;
  level: number;
}

/** The audio thread as the worklet sees it: its globals, and a real port that moves buffers. */
async function loadWorklet() {
  const { port1: port, port2: page } = new MessageChannel();
  let Processor: (new () => { process(inputs: Float32Array[][]): boolean }) | undefined;
  vi.stubGlobal('sampleRate', 48_000);
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      port = port;
    },
  );
  vi.stubGlobal('registerProcessor', (name: string, processor: typeof Processor) => {
    expect(name).toBe('lipwire-microphone');
    Processor = processor;
  });
  vi.resetModules();
  await import('./microphone.worklet.js');
  if (!Processor) throw new Error('No processor was registered.');
  const posted: Posted[] = [];
  page.onmessage = ({ data }) => posted.push(data);
  return { processor: new Processor(), posted, page, close: () => port.close() };
}

afterEach(() => vi.unstubAllGlobals());

const QUANTUM = new Float32Array(128).fill(0.25);

test('render quanta become posted pieces, in the same 16 buffers over and over', async () => {
  const { processor, posted, page, close } = await loadWorklet();
  const arrays = countArrays();
  let levels = 0;
  // 51 pieces of 32 ms.
  for (let quantum = 0; quantum < 620; quantum++) {
    expect(processor.process([[QUANTUM]])).toBe(true);
    await settle();
    for (const { samples, level } of posted.splice(0)) {
      levels++;
      if (levels > 1) expect(level).toBeCloseTo(0.25, 3);
      page.postMessage(samples, [samples.buffer]);
    }
  }
  expect(levels).toBe(51);
  expect(arrays.made).toBe(0);
  close();
});

test('a page that is stuck loses nothing: more buffers are made than there were', async () => {
  const { processor, posted, close } = await loadWorklet();
  for (let quantum = 0; quantum < 375; quantum++) processor.process([[QUANTUM]]);
  await settle();
  expect(posted).toHaveLength(31);
  for (const { samples } of posted) expect(samples).toHaveLength(512);
  close();
});

test('no device connected yet is no samples', async () => {
  const { processor, posted, close } = await loadWorklet();
  expect(processor.process([[]])).toBe(true);
  expect(processor.process([])).toBe(true);
  await settle();
  expect(posted).toEqual([]);
  close();
});
