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

  describe('beside one who draws', () => {
    /** Frames as browsers give them: callbacks run in the order in which they were asked for. */
    function orderedFrames() {
      let asked: { id: number; callback: (beganMs: number) => void }[] = [];
      let nextId = 1;
      let running: typeof asked = [];
      let nowMs = 0;
      return {
        nowMs: () => nowMs,
        request(callback: (beganMs: number) => void): number {
          asked.push({ id: nextId, callback });
          return nextId++;
        },
        cancel(id: number): void {
          asked = asked.filter((each) => each.id !== id);
          running = running.filter((each) => each.id !== id);
        },
        draw(): void {
          nowMs += 16;
          running = asked;
          asked = [];
          for (let next = running.shift(); next; next = running.shift()) next.callback(nowMs);
        },
      };
    }

    function scene(asksFirst: boolean) {
      const frames = orderedFrames();
      const log: string[] = [];
      const loop = new FrameLoop(frames, () => {
        log.push('mouth');
        return true;
      });
      const draw = () => {
        if (asksFirst) frames.request(draw);
        loop.moveBefore(frames.nowMs());
        log.push('draw');
        if (!asksFirst) frames.request(draw);
      };
      frames.request(draw);
      return { frames, loop, log };
    }

    it('comes first, although it began later: what it says is drawn in the same frame', () => {
      const { frames, loop, log } = scene(false);
      frames.draw();
      loop.wake();
      for (let i = 0; i < 50; i++) frames.draw();
      expect(log.slice(0, 6)).toEqual(['draw', 'draw', 'mouth', 'draw', 'mouth', 'draw']);
      expect(log.slice(-2)).toEqual(['mouth', 'draw']);
      expect(log.filter((what) => what === 'mouth')).toHaveLength(49);
    });

    it('still gets its frames where it cannot come first', () => {
      const { frames, loop, log } = scene(true);
      loop.wake();
      for (let i = 0; i < 310; i++) frames.draw();
      expect(log.filter((what) => what === 'mouth').length).toBeGreaterThanOrEqual(298);
    });
  });
});
