import type { FrameSource } from '../src/rig/frame-loop.js';

/** Frames that come when the test says so. */
export class ManualFrames implements FrameSource {
  now = 0;
  callback: (() => void) | undefined;
  request(callback: () => void): number {
    this.callback = callback;
    return 1;
  }
  cancel(): void {
    this.callback = undefined;
  }
  nowMs(): number {
    return this.now;
  }
  next(elapsedMs = 16): boolean {
    this.now += elapsedMs;
    const { callback } = this;
    this.callback = undefined;
    callback?.();
    return callback !== undefined;
  }
}
