/** Everything is compared in frames of this length, read at their centres. */
export const FRAME_MS = 10;

/** The first frame whose centre lies at or after a time; never negative. */
export function firstFrameAt(timeMs) {
  return Math.max(0, Math.ceil(timeMs / FRAME_MS - 0.5));
}

/**
 * Fills the frames whose centres lie between two times.
 *
 * @param {{ length: number, fill(value: number, start: number, end: number): unknown }} frames
 */
export function fillFrames(frames, startMs, endMs, value) {
  const [start, end] = [firstFrameAt(startMs), firstFrameAt(endMs)];
  if (start < end) frames.fill(value, start, Math.min(end, frames.length));
}
