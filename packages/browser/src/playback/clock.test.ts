import { describe, expect, it } from 'vitest';
import { MediaClock, type PlaybackPosition } from './clock.js';

const RATE = 48_000;
const frames = (ms: number) => (ms / 1000) * RATE;

function reader(clock: MediaClock) {
  const position: PlaybackPosition = { mediaMs: -1, sounding: false, startsInMs: -1 };
  return (heardMs: number) => {
    clock.read(heardMs / 1000, position);
    return { ...position, mediaMs: Math.round(position.mediaMs * 1000) / 1000 };
  };
}

describe('MediaClock', () => {
  it('stands still before sound, runs with it, and knows when it will be heard', () => {
    const clock = new MediaClock(RATE);
    clock.limitFrames = frames(500);
    const at = reader(clock);
    expect(at(100)).toEqual({ mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY });
    clock.started(frames(200), 0);
    expect(at(150)).toMatchObject({ mediaMs: 0, sounding: false });
    expect(at(150).startsInMs).toBeCloseTo(50);
    expect(at(260)).toEqual({ mediaMs: 60, sounding: true, startsInMs: 0 });
  });

  it('looks up what is heard across stops and starts that the listener has yet to hear', () => {
    const clock = new MediaClock(RATE);
    clock.limitFrames = frames(1000);
    const at = reader(clock);
    clock.started(frames(0), 0);
    clock.stopped(frames(100), frames(100));
    clock.started(frames(180), frames(100));
    // A headset 150 ms behind hears the first stretch while the second is rendered.
    expect(at(50)).toMatchObject({ mediaMs: 50, sounding: true });
    expect(at(140)).toMatchObject({ mediaMs: 100, sounding: false });
    expect(at(140).startsInMs).toBeCloseTo(40);
    expect(at(200)).toMatchObject({ mediaMs: 120, sounding: true });
  });

  it('never runs beyond what exists, although the message that sound ran out is late', () => {
    const clock = new MediaClock(RATE);
    clock.limitFrames = frames(300);
    clock.started(0, 0);
    expect(reader(clock)(900)).toMatchObject({ mediaMs: 300, sounding: false });
  });

  it('never runs back when latency grows', () => {
    const clock = new MediaClock(RATE);
    clock.limitFrames = frames(1000);
    clock.started(0, 0);
    const at = reader(clock);
    expect(at(400).mediaMs).toBe(400);
    expect(at(250).mediaMs).toBe(400);
    expect(at(450).mediaMs).toBe(450);
  });

  it('jumps to the base of a new epoch, and waits there', () => {
    const clock = new MediaClock(RATE);
    clock.limitFrames = frames(1000);
    clock.started(0, 0);
    const at = reader(clock);
    at(100);
    clock.restart(1000);
    expect(at(110)).toEqual({ mediaMs: 1000, sounding: false, startsInMs: Number.POSITIVE_INFINITY });
    clock.limitFrames = frames(200);
    clock.started(frames(150), 0);
    expect(at(160)).toMatchObject({ mediaMs: 1010, sounding: true });
  });

  it('remembers the latest changes of many', () => {
    const clock = new MediaClock(RATE);
    clock.limitFrames = frames(1e6);
    for (let i = 0; i < 500; i++) {
      clock.started(frames(i * 20), frames(i * 10));
      clock.stopped(frames(i * 20 + 10), frames(i * 10 + 10));
    }
    expect(reader(clock)(499 * 20 + 5)).toMatchObject({ mediaMs: 4995, sounding: true });
  });
});
