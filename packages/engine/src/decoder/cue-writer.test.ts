import { describe, expect, it } from 'vitest';
import { CueWriter } from './cue-writer.js';

function record(write: (writer: CueWriter, emit: (visemeId: number, offsetMs: number) => void) => void): number[][] {
  const cues: number[][] = [];
  write(new CueWriter(), (visemeId, offsetMs) => cues.push([visemeId, offsetMs]));
  return cues;
}

describe('CueWriter', () => {
  it('writes a cue where the shape changes, and none for silence at the start', () => {
    const cues = record((writer, emit) => {
      for (const [frame, viseme] of ([0, 0, 21, 21, 4, 0, 0] as const).entries()) writer.put(frame, viseme, emit);
    });
    expect(cues).toEqual([
      [21, 20],
      [4, 40],
      [0, 50],
    ]);
  });

  it('rests where the audio ends, in the middle of a frame too', () => {
    const cues = record((writer, emit) => {
      writer.put(0, 2, emit);
      writer.end(7.5, emit);
    });
    expect(cues).toEqual([
      [2, 0],
      [0, 7.5],
    ]);
  });

  it('has nothing to end when the mouth rests', () => {
    expect(record((writer, emit) => writer.end(10, emit))).toEqual([]);
  });
});
