import { describe, expect, it } from 'vitest';
import { ManualFrames } from '../../test/manual-frames.js';
import type { MascotTheme } from './mascot-theme.js';
import type { RigTarget } from './rig-target.js';
import { type Performer, Stage } from './stage.js';

class Rig implements RigTarget {
  readonly log: string[] = [];
  weights: number[] = [];
  setWeights(weights: Float32Array): void {
    this.weights = [...weights];
  }
  setSpeaking(speaking: boolean): void {
    this.log.push(`speaking ${speaking}`);
  }
  setListening(listening: boolean): void {
    this.log.push(`listening ${listening}`);
  }
  fireGesture(): void {
    this.log.push('gesture');
  }
  playGesture(name: string): boolean {
    this.log.push(name);
    return name === 'wave';
  }
  setTheme({ accessory }: MascotTheme): void {
    this.log.push(`wears ${accessory}`);
  }
}

const performer = (value: number, frames: number): Performer & { frames: number } => ({
  frames,
  weights: Float32Array.of(value),
  get active() {
    return this.frames > 0;
  },
  advance() {
    return --this.frames > 0;
  },
});

describe('Stage', () => {
  it('gives the mouth to whoever has something to say, the latest first', () => {
    const frames = new ManualFrames();
    const stage = new Stage(frames);
    const rig = new Rig();
    stage.target = rig;
    stage.add(performer(1, 100));
    const remove = stage.add(performer(2, 3));
    const drawn: number[] = [];
    for (let i = 0; i < 4; i++) {
      frames.next();
      drawn.push(rig.weights[0] as number);
    }
    expect(drawn).toEqual([2, 2, 1, 1]);
    remove();
    frames.next();
    expect(rig.weights[0]).toBe(1);
  });

  it('stops when nobody moves, after the time in which a slow file comes to rest', () => {
    const frames = new ManualFrames();
    const stage = new Stage(frames);
    stage.add(performer(1, 3));
    stage.wake();
    let drawn = 0;
    while (frames.next(100)) drawn++;
    expect(stage.running).toBe(false);
    expect(drawn).toBe(2 + 3);
  });

  it('tells a rig what it missed, and speaks while anybody does', () => {
    const stage = new Stage(new ManualFrames());
    const [a, b] = [{}, {}];
    stage.setSpeaking(a, true);
    stage.setListening(true);
    const rig = new Rig();
    stage.target = rig;
    stage.setSpeaking(b, true);
    stage.setSpeaking(a, false);
    stage.setSpeaking(b, false);
    stage.fireGesture();
    expect(rig.log).toEqual(['speaking true', 'listening true', 'speaking false', 'gesture']);
  });

  it('plays gestures that the rig has, unless it is to be calm', () => {
    const stage = new Stage(new ManualFrames());
    expect(stage.playGesture('wave')).toBe(false);
    const rig = new Rig();
    stage.target = rig;
    expect(['wave', 'fly'].map((name) => stage.playGesture(name))).toEqual([true, false]);
    stage.setCalm(true);
    expect(stage.playGesture('wave')).toBe(false);
    expect(rig.log.filter((entry) => ['wave', 'fly'].includes(entry))).toEqual(['wave', 'fly']);
  });

  it('draws what it is asked to do when nobody speaks, and dresses each rig', () => {
    const frames = new ManualFrames();
    const stage = new Stage(frames);
    const [first, second] = [new Rig(), new Rig()];
    stage.target = first;
    expect(first.log).not.toContain('wears hat');
    while (frames.next(100));
    stage.setTheme({ accessory: 'hat' });
    expect(stage.running).toBe(true);
    stage.target = second;
    expect([first.log.at(-1), second.log.at(-1)]).toEqual(['wears hat', 'wears hat']);
    while (frames.next(100));
    stage.playGesture('wave');
    expect(stage.running).toBe(true);
  });

  it('draws nothing between close and open, and lends frames to those who watch', () => {
    const frames = new ManualFrames();
    const stage = new Stage(frames);
    stage.add(performer(1, 100));
    const seen: number[] = [];
    const stop = stage.listenFrames(({ atMs }) => seen.push(atMs));
    stage.wake();
    frames.next();
    stage.close();
    frames.next();
    stage.wake();
    expect(frames.next()).toBe(false);
    stage.open();
    frames.next();
    stop();
    frames.next();
    expect(seen).toHaveLength(2);
  });
});
