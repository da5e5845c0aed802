// Loaded before a relay's program (`--import`): lets the benchmark ask the process what it holds, and end it.
process.on('message', () => {
  // What the first collection finds dead may have kept buffers alive.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, heldBytes: heapUsed + external });
});
process.on('disconnect', () => process.exit());
