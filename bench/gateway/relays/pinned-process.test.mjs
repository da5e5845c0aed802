import { describe, expect, it } from 'vitest';
import { cpuSecondsOf, endProcess, residentBytesOf, startPinned } from './pinned-process.mjs';

describe.runIf(process.platform === 'linux')('a process', () => {
  it('tells what it took and what it holds', () => {
    const before = cpuSecondsOf(process.pid);
    const { user, system } = process.cpuUsage();
    expect(before).toBeLessThanOrEqual((user + system) / 1e6 + 0.02);
    expect(before).toBeGreaterThan(((user + system) / 1e6) * 0.8 - 0.02);
    expect(residentBytesOf(process.pid)).toBeGreaterThan(10e6);
    const busyUntilMs = performance.now() + 60;
    while (performance.now() < busyUntilMs);
    expect(cpuSecondsOf(process.pid)).toBeGreaterThanOrEqual(before);
  });

  it('ends when it is told to, once', async () => {
    const child = startPinned(0, process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await endProcess(child);
    expect(child.signalCode).toBe('SIGTERM');
    await endProcess(child);
  });
});
