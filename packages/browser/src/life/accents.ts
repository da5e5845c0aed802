/**
 * What is heard of a voice beside its words. `beat`: a stressed syllable. `lift`: the pitch rises on one.
 * `onset`: speech begins behind a pause. `pause`: speech pauses.
 */
export type AccentKind = 'beat' | 'lift' | 'onset' | 'pause';

/** Something heard at one moment of media time. */
export interface Accent {
  readonly kind: AccentKind;
  timeMs: number;
  /** 0 to 1. */
  strength: number;
}

/** Those that were heard are forgotten in bundles of this size. */
const BUNDLE = 64;

/** The accents of the speech that came, in media time, for a playhead that passes over them once. */
export class Accents {
  #accents: Accent[] = [];
  #next = 0;

  /** How many were not passed yet. */
  get waiting(): number {
    return this.#accents.length - this.#next;
  }

  /** Adds one where its time belongs; nearly always that is the end. */
  add(accent: Accent): void {
    let at = this.#accents.length;
    while (at > this.#next && (this.#accents[at - 1] as Accent).timeMs > accent.timeMs) at--;
    this.#accents.splice(at, 0, accent);
  }

  /** The next one that lies at or before this media time, each once; `undefined` if there is none. */
  take(mediaMs: number): Accent | undefined {
    const accent = this.#accents[this.#next];
    if (accent === undefined || accent.timeMs > mediaMs) return undefined;
    if (++this.#next >= BUNDLE) this.#forget();
    return accent;
  }

  /** Forgets all. */
  clear(): void {
    this.#accents = [];
    this.#next = 0;
  }

  /** Apart from {@link take}, which every frame calls. */
  #forget(): void {
    this.#accents.splice(0, this.#next);
    this.#next = 0;
  }
}
