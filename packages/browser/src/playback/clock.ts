/** Where playback is at one moment. Filled in by whoever is asked, so that asking makes no garbage. */
export interface PlaybackPosition {
  /** Media time that is heard, in milliseconds: the playhead. */
  mediaMs: number;
  /** Speech is heard at this moment. */
  sounding: boolean;
  /** If not: milliseconds until speech that is already on its way to the speaker is heard; else 0, or Infinity. */
  startsInMs: number;
}

/** How many changes between sound and silence are remembered; a latency of seconds holds a handful. */
const MAX_ANCHORS = 64;

/**
 * Maps the context's time to the media time of one epoch.
 *
 * The audio thread tells when sound started and stopped, in frames of the context. Between the two, a frame of media
 * passes with each frame of the context, exactly. So the map is a broken line, and asking for the time that is *heard*,
 * some latency ago, gives the right answer even if sound stopped and started since then.
 */
export class MediaClock {
  readonly #rateHz: number;
  /** Parallel lists, oldest first: from this context frame on, this many frames had played, and sound went on or not. */
  readonly #contextFrames = new Float64Array(MAX_ANCHORS);
  readonly #playedFrames = new Float64Array(MAX_ANCHORS);
  readonly #playing = new Uint8Array(MAX_ANCHORS);
  #anchors = 0;
  #baseMs = 0;
  #limitFrames = 0;
  #lastMediaMs = 0;

  /** @param rateHz frames a second of context and media alike. */
  constructor(rateHz: number) {
    this.#rateHz = rateHz;
  }

  /**
   * Begins a new epoch: nothing of it has sounded.
   *
   * @param baseMs media time of its first frame.
   */
  restart(baseMs: number): void {
    this.#anchors = 0;
    this.#baseMs = baseMs;
    this.#limitFrames = 0;
    this.#lastMediaMs = Math.max(this.#lastMediaMs, baseMs);
  }

  /** How many frames of the epoch exist: the playhead never runs beyond them. */
  set limitFrames(frames: number) {
    this.#limitFrames = frames;
  }

  /** Sound started at `contextFrame`, when `playedFrames` of the epoch had played. */
  started(contextFrame: number, playedFrames: number): void {
    this.#add(contextFrame, playedFrames, 1);
  }

  /** Sound stopped at `contextFrame`, when `playedFrames` of the epoch had played. */
  stopped(contextFrame: number, playedFrames: number): void {
    this.#add(contextFrame, playedFrames, 0);
  }

  /**
   * Where playback is for a listener who hears this context time. The media time never runs back: while it would, for
   * example because a headset with more latency was connected, it stands still.
   *
   * @param heardSeconds context time that leaves the speaker now.
   * @param position is filled in.
   */
  read(heardSeconds: number, position: PlaybackPosition): void {
    const frame = heardSeconds * this.#rateHz;
    const at = this.#anchorAt(frame);
    const played = this.#playedAt(at, frame);
    this.#lastMediaMs = Math.max(this.#lastMediaMs, this.#mediaMs(played));
    position.mediaMs = this.#lastMediaMs;
    // Sound that ran out before the message about it came: as long as there is nothing to play, nothing is heard.
    position.sounding = at >= 0 && this.#playing[at] === 1 && played < this.#limitFrames;
    position.startsInMs = position.sounding ? 0 : this.#startsInMs(at + 1, frame);
  }

  /** The media time that is heard together with a context time: as {@link read}, but it may run back. */
  mediaMsAt(heardSeconds: number): number {
    const frame = heardSeconds * this.#rateHz;
    return this.#mediaMs(this.#playedAt(this.#anchorAt(frame), frame));
  }

  #mediaMs(played: number): number {
    return this.#baseMs + (played / this.#rateHz) * 1000;
  }

  /** The latest change at or before a frame of the context; -1 before the first. */
  #anchorAt(frame: number): number {
    let at = this.#anchors - 1;
    while (at >= 0 && (this.#contextFrames[at] as number) > frame) at--;
    return at;
  }

  #playedAt(at: number, frame: number): number {
    if (at < 0) return 0;
    const played = this.#playedFrames[at] as number;
    if (this.#playing[at] === 0) return played;
    const elapsed = frame - (this.#contextFrames[at] as number);
    return Math.min(played + elapsed, this.#limitFrames);
  }

  #startsInMs(from: number, frame: number): number {
    for (let at = from; at < this.#anchors; at++) {
      if (this.#playing[at] === 1) return (((this.#contextFrames[at] as number) - frame) / this.#rateHz) * 1000;
    }
    return Number.POSITIVE_INFINITY;
  }

  #add(contextFrame: number, playedFrames: number, playing: 0 | 1): void {
    if (this.#anchors === MAX_ANCHORS) {
      this.#contextFrames.copyWithin(0, 1);
      this.#playedFrames.copyWithin(0, 1);
      this.#playing.copyWithin(0, 1);
      this.#anchors--;
    }
    this.#contextFrames[this.#anchors] = contextFrame;
    this.#playedFrames[this.#anchors] = playedFrames;
    this.#playing[this.#anchors] = playing;
    this.#anchors++;
  }
}
