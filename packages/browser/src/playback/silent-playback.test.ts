import { describe, expect, it } from 'vitest';
import type { PlaybackPosition } from './clock.js';
import { SilentPlayback } from './silent-playback.js';

describe('SilentPlayback', () => {
  it('assumes that what comes is played at once, one after the other', () => {
    let nowMs = 0;
    const playback = new SilentPlayback(() => nowMs);
    const position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: 0 };
    const at = (ms: number) => {
      nowMs = ms;
      playback.read(position);
      return [position.mediaMs, position.sounding];
    };
    expect(at(1000)).toEqual([0, false]);
    expect(playback.push(new Float32Array(2400), 24_000)).toBe(0);
    expect(playback.push(new Float32Array(1600), 16_000)).toBe(100);
    expect(at(1050)).toEqual([50, true]);
    expect(playback.queuedMs).toBe(150);
    expect(at(1300)).toEqual([200, false]);
    expect(playback.push(new Float32Array(2400), 24_000)).toBe(200);
    expect(at(1340)).toEqual([240, true]);
    playback.clear();
    expect(at(1350)).toEqual([300, false]);
  });
});
