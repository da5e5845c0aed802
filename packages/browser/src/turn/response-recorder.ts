import type { WireViseme } from '@lipwire/cues';
import { encodeBase64 } from '@lipwire/providers';

/** All the speech of one turn, with its cues. */
export interface MascotResponseData {
  /** PCM16 little-endian, mono, as base64. Joined when it is first read. */
  readonly mergedAudioBase64: string;
  /** `offset` in milliseconds from the first sample of the turn. */
  readonly mergedVisemes: WireViseme[];
  readonly totalDurationMs: number;
  /** Hz. */
  readonly sampleRate: number;
}

/** The speech of a turn is kept up to this length: 5 minutes at 24 kHz are 14 MB. */
const MAX_RECORDED_MS = 5 * 60_000;

/** Collects what a turn said until it is over. What a turn says beyond five minutes is left out. */
export class ResponseRecorder {
  #pieces: Uint8Array[] = [];
  #visemes: WireViseme[] = [];
  #durationMs = 0;
  #sampleRateHz = 0;

  /** Takes the audio of a message. @returns milliseconds of the turn before it. */
  addAudio(pcm16: Uint8Array, sampleRateHz: number): number {
    const startMs = this.#durationMs;
    if (this.#durationMs >= MAX_RECORDED_MS) return startMs;
    // A turn that changes its rate cannot be one piece of PCM: what comes after is left out.
    if (this.#pieces.length > 0 && sampleRateHz !== this.#sampleRateHz) return startMs;
    this.#sampleRateHz = sampleRateHz;
    this.#pieces.push(pcm16);
    this.#durationMs += (pcm16.length / 2 / sampleRateHz) * 1000;
    return startMs;
  }

  /** Takes the cues of a message; `baseMs` is the time of the message in the turn. */
  addVisemes(visemes: readonly WireViseme[], baseMs = this.#durationMs): void {
    if (baseMs >= MAX_RECORDED_MS) return;
    for (const { visemeId, offset } of visemes) this.#visemes.push({ visemeId, offset: baseMs + offset });
  }

  /** The turn is over. @returns what it said, or `undefined` if it said nothing. */
  finish(): MascotResponseData | undefined {
    const pieces = this.#pieces;
    if (pieces.length === 0) {
      this.reset();
      return undefined;
    }
    const response = lazyResponse(pieces, this.#visemes, this.#durationMs, this.#sampleRateHz);
    this.reset();
    return response;
  }

  /** Forgets the turn. */
  reset(): void {
    this.#pieces = [];
    this.#visemes = [];
    this.#durationMs = 0;
  }
}

/** Base64 of a long turn takes a while: it is made only for those who read it. */
function lazyResponse(
  pieces: readonly Uint8Array[],
  mergedVisemes: WireViseme[],
  totalDurationMs: number,
  sampleRate: number,
): MascotResponseData {
  let waiting = pieces;
  let base64: string | undefined;
  return {
    // A property of the object itself: copies of it, and JSON, have it too.
    get mergedAudioBase64(): string {
      base64 ??= encodeBase64(joined(waiting));
      waiting = [];
      return base64;
    },
    mergedVisemes,
    totalDurationMs,
    sampleRate,
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
