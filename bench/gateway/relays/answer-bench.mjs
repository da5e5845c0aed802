/**
 * Lets the benchmark ask this process what it holds. The program is started with `--expose-gc` and a channel.
 *
 * @param {number} port on which it relays.
 */
export function answerBench(port) {
  process.on('message', () => {
    // What the first collection finds dead may have kept buffers alive.
    globalThis.gc?.();
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send?.({ rss, heldBytes: heapUsed + external });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}
