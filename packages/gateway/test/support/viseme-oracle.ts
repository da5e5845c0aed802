import type { MascotVisemes } from '@lipwire/cues';
import { expect } from 'vitest';
import type { SpeechEngine, SpeechEngines } from '../../src/session/speech-engines.js';

/** A stretch of speech at one rate. */
interface Stretch {
  readonly rateHz: number;
  readonly pieces: Buffer[];
}

interface PlacedCue {
  readonly visemeId: number;
  readonly atMs: number;
}

/** What a message says, read without any of the code under test. */
interface Said {
  readonly isAnnotatedAlready: boolean;
  readonly audio: readonly { readonly rateHz: number; readonly bytes: Buffer }[];
  readonly isInterrupted: boolean;
  readonly isEnd: boolean;
}

/** A rounded offset lies within this of the true time, in milliseconds. */
const ROUNDING_MS = 0.5001;

/**
 * The second opinion on what the gateway adds: it keeps the whole utterance, and after every message runs one new engine
 * over all of it, in one piece.
 */
export class VisemeOracle {
  readonly #engines: SpeechEngines;
  #stretches: Stretch[] = [];
  #received: PlacedCue[] = [];
  #audioEventId = 0;

  constructor(engines: SpeechEngines) {
    this.#engines = engines;
  }

  /** Checks one message, in its order: what was sent, and what was added to it. */
  check(sent: Buffer, field: MascotVisemes | undefined): void {
    const { isAnnotatedAlready, audio, isInterrupted, isEnd } = read(sent);
    if (isAnnotatedAlready) {
      expect(field).toBeUndefined();
      return;
    }
    const startMs = this.#heardMs;
    for (const { rateHz, bytes } of audio) {
      const last = this.#stretches.at(-1);
      if (last?.rateHz === rateHz) last.pieces.push(bytes);
      else this.#stretches.push({ rateHz, pieces: [bytes] });
    }
    if (audio.length > 0) this.#audioEventId++;

    if (isInterrupted) this.#checkInterruption(field, audio.length, startMs);
    else if (audio.length > 0 || isEnd) this.#checkSpeech(field, audio.length, isEnd, startMs);
    else expect(field).toBeUndefined();
    if (!isEnd) return;
    this.#stretches = [];
    this.#received = [];
  }

  #checkSpeech(field: MascotVisemes | undefined, parts: number, isEnd: boolean, startMs: number): void {
    const due = this.#cues(isEnd);
    // Speech always has the field, and an end only if cues are left.
    expect(field !== undefined).toBe(parts > 0 || due.length > this.#received.length);
    if (field === undefined) return;
    this.#checkCounts(field, parts, startMs);
    for (const { visemeId, offset } of field.visemes) {
      expect(Number.isInteger(offset)).toBe(true);
      this.#received.push({ visemeId, atMs: startMs + offset });
    }
    expect(this.#received.map(({ visemeId }) => visemeId)).toEqual(due.map(({ visemeId }) => visemeId));
    for (const [i, { atMs }] of due.entries()) {
      expect(Math.abs((this.#received[i]?.atMs ?? Number.NaN) - atMs)).toBeLessThanOrEqual(ROUNDING_MS);
    }
  }

  /** Speech that dies in its own message keeps the mouth shut; nothing else is said about it. */
  #checkInterruption(field: MascotVisemes | undefined, parts: number, startMs: number): void {
    expect(field !== undefined).toBe(parts > 0);
    if (field === undefined) return;
    this.#checkCounts(field, parts, startMs);
    expect(field.visemes).toEqual([{ visemeId: 0, offset: 0 }]);
  }

  #checkCounts(field: MascotVisemes, parts: number, startMs: number): void {
    expect(field).toMatchObject({ audio_event_id: this.#audioEventId, subchunk_id: 1, total_chunks: parts });
    expect(Math.abs(field.audio_duration - (this.#heardMs - startMs))).toBeLessThanOrEqual(ROUNDING_MS);
  }

  get #heardMs(): number {
    return this.#stretches.reduce((sum, stretch) => sum + durationMs(stretch), 0);
  }

  /** One engine for each stretch, over all of it at once; of the last one what is certain, or all if speech is over. */
  #cues(isEnd: boolean): PlacedCue[] {
    const cues: PlacedCue[] = [];
    let startMs = 0;
    for (const [i, stretch] of this.#stretches.entries()) {
      const engine: SpeechEngine | undefined = this.#engines.create('default', stretch.rateHz);
      const stretchStartMs = startMs;
      const emit = (visemeId: number, offsetMs: number) => cues.push({ visemeId, atMs: stretchStartMs + offsetMs });
      const samples = samplesOf(stretch);
      engine?.push(new Float32Array(samples), emit);
      if (samples > 0 && (isEnd || i < this.#stretches.length - 1)) engine?.flush(emit);
      startMs += durationMs(stretch);
    }
    return cues;
  }
}

function samplesOf({ pieces }: Stretch): number {
  return Math.floor(pieces.reduce((sum, { length }) => sum + length, 0) / 2);
}

function durationMs(stretch: Stretch): number {
  return (samplesOf(stretch) * 1000) / stretch.rateHz;
}

function read(sent: Buffer): Said {
  let message: Record<string, unknown> = {};
  try {
    message = record(JSON.parse(sent.toString()));
  } catch {
    // What is not JSON says nothing.
  }
  const content = record(message.serverContent);
  const parts = record(content.modelTurn).parts;
  const audio = (Array.isArray(parts) ? parts : []).flatMap((part) => {
    const { mimeType, data } = record(record(part).inlineData);
    if (typeof mimeType !== 'string' || typeof data !== 'string') return [];
    const rateHz = rateOf(mimeType);
    const isBase64 = /^[A-Za-z0-9+/_-]*={0,2}$/.test(data) && data.replace(/=/g, '').length % 4 !== 1;
    if (rateHz === undefined || !isBase64 || (data.includes('=') && data.length % 4 !== 0)) return [];
    const bytes = Buffer.from(data, 'base64');
    return bytes.length > 0 ? [{ rateHz, bytes }] : [];
  });
  const isInterrupted = content.interrupted === true;
  const isEnd = isInterrupted || content.generationComplete === true || content.turnComplete === true;
  return { isAnnotatedAlready: 'mascotVisemes' in message, audio, isInterrupted, isEnd };
}

/** The rate of PCM in Hz; Vertex AI names none, which means 24,000. */
function rateOf(mimeType: string): number | undefined {
  const [type = '', ...parameters] = mimeType.split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'audio/pcm') return undefined;
  const rates = parameters.flatMap((parameter) => /^rate\s*=\s*(\d{1,6})$/.exec(parameter)?.[1] ?? []);
  const rateHz = Number(rates[0] ?? 24_000);
  return rateHz >= 8_000 && rateHz <= 192_000 ? rateHz : undefined;
}

/** Also: a value that is no object reads as one without fields. */
function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
