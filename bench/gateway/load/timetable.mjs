/** Length of one piece of speech, in milliseconds. */
export const PIECE_MS = 100;

/** Pieces in a turn of the voice: 8 s of speech, an answer of usual length. */
export const PIECES_A_TURN = 80;

/** A turn and the silence of the one who sends: as long as it takes to hear the turn. */
export const CYCLE_MS = PIECE_MS * PIECES_A_TURN;

/** What is due: a piece of speech by its number in the turn, or one of the two messages at its end. */
export const GENERATION_COMPLETE = PIECES_A_TURN;
export const TURN_COMPLETE = PIECES_A_TURN + 1;

/**
 * When each message of one turn is due, in milliseconds from its start.
 *
 * At pace 1 pieces come as fast as they play. At pace 4 they come in a quarter of that time, and for the other three
 * quarters nothing comes, while the listener hears the rest: a voice speaks all the time either way, and no more bytes pass.
 *
 * @param {number} pace times real time.
 * @returns {number[]} by event.
 */
export function turnTimesMs(pace) {
  const pieces = Array.from({ length: PIECES_A_TURN }, (_, i) => Math.floor((i * PIECE_MS) / pace));
  // As the service does it: all is said, and later, all is heard.
  return [...pieces, pieces[PIECES_A_TURN - 1] + 1, CYCLE_MS - 1];
}

/**
 * What is due in each millisecond of a cycle, for many calls whose turns begin at different times.
 *
 * @param {readonly number[]} phasesMs whole milliseconds at which each call's turn begins, 0 to below `cycleMs`.
 * @param {readonly number[]} timesMs of one call's events, from its turn's start.
 * @param {number} cycleMs
 * @returns {{ cycleMs: number, starts: Uint32Array, calls: Uint16Array, events: Uint8Array }} the entries of millisecond
 *   `m` are those from `starts[m]` to before `starts[m + 1]`.
 */
export function timetable(phasesMs, timesMs, cycleMs) {
  const starts = new Uint32Array(cycleMs + 1);
  const due = (phaseMs, timeMs) => (phaseMs + timeMs) % cycleMs;
  for (const phaseMs of phasesMs) for (const timeMs of timesMs) starts[due(phaseMs, timeMs) + 1]++;
  for (let ms = 0; ms < cycleMs; ms++) starts[ms + 1] += starts[ms];
  const next = starts.slice();
  const calls = new Uint16Array(phasesMs.length * timesMs.length);
  const events = new Uint8Array(calls.length);
  for (const [call, phaseMs] of phasesMs.entries()) {
    for (const [event, timeMs] of timesMs.entries()) {
      const entry = next[due(phaseMs, timeMs)]++;
      calls[entry] = call;
      events[entry] = event;
    }
  }
  return { cycleMs, starts, calls, events };
}

/** Numbers from 0 to below 1 that are the same in every run (mulberry32, public domain). */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
