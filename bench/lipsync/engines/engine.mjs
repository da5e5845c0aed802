/**
 * Something that hears speech and names mouth shapes.
 *
 * @typedef {object} Engine
 * @property {string} name by which it is asked for, and under which its cues are saved.
 * @property {string} title for tables and pictures.
 * @property {string} [note] what a reader of its row must know.
 * @property {(sound: Sound) => Promise<EngineRecord | undefined>} run hears one recording from its start to its end;
 *   `undefined` if it has nothing to say of it.
 * @property {() => Promise<void>} [close]
 */

/**
 * @typedef {object} Sound
 * @property {string} id
 * @property {Float32Array} samples -1 to 1, mono.
 * @property {number} sampleRateHz
 */

/**
 * Cues and, where it was measured, the processor time that they took.
 *
 * @typedef {import('../score/cue-track.mjs').CueRecord & { cpuSeconds?: number }} EngineRecord
 */

export {};
