import { describe, expect, it } from 'vitest';
import { ManualFrames } from '../../test/manual-frames.js';
import { FrameLoop } from './frame-loop.js';

describe('FrameLoop', () => {
  it('draws while there is something to draw, and then stops', () => {
    const frames = new ManualFrames();
    const elapsed: number[] = [];
    const loop = new FrameLoop(frames, (_now, elapsedMs) => elapsed.push(elapsedMs) < 3);
    expect(loop.running).toBe(false);
    loop.wake();
    loop.wake();
    for (let i = 0; i < 5; i++) frames.next();
    expect(elapsed).toEqual([0, 16, 16]);
    expect(loop.running).toBe(false);
    loop.wake();
    frames.next();
    expect(elapsed).toEqual([0, 16, 16, 0]);
  });

  it('takes the time in which the page was hidden for one long frame', () => {
    const frames = new ManualFrames();
    const elapsed: number[] = [];
    const loop = new FrameLoop(frames, (_now, elapsedMs) => elapsed.push(elapsedMs) > 0);
    loop.wake();
    frames.next();
    frames.next(60_000);
    expect(elapsed).toEqual([0, 250]);
  });

  it('draws nothing after it was stopped', () => {
    const frames = new ManualFrames();
    let drawn = 0;
    const loop = new FrameLoop(frames, () => ++drawn > 0);
    loop.wake();
    loop.stop();
    expect(frames.next()).toBe(false);
    expect(drawn).toBe(0);
  });
});
