import {
  isWireViseme,
  type NaturalLipSyncConfig,
  NaturalLipSyncProcessor,
  SILENCE,
  type VisemeInput,
  type WireViseme,
} from '@lipwire/cues';
import { CueQueue } from './cue-queue.js';
import type { PlaybackPosition } from './playback/clock.js';
import { MouthDriver } from './rig/driver.js';
import type { Performer, Stage } from './rig/stage.js';

/** Options of {@link MascotPlayback}. */
export interface MascotPlaybackOptions {
  /** Let the mascot speak (`is_speaking`) while cues play. Default true. */
  readonly setSpeakingState?: boolean | undefined;
  /** Shape the cues like a mouth. Default false. */
  readonly enableNaturalLipSync?: boolean | undefined;
  /** Fields that are left out have their defaults. */
  readonly naturalLipSyncConfig?: Partial<NaturalLipSyncConfig> | undefined;
  /** Only {@link MascotPlayback.setSpeakingStateManually} says whether the mascot speaks. Default false. */
  readonly manualSpeakingStateControl?: boolean | undefined;
}

/** A shape that is not silence holds this long if nothing follows, in milliseconds. */
const LAST_SHAPE_MS = 150;

/**
 * Plays cues that an app has, beside audio that the app plays: start both together.
 *
 * Times are in milliseconds from the start of playback. Cues may be added before and during it.
 */
export class MascotPlayback implements Performer {
  readonly #stage: Stage;
  readonly #nowMs: () => number;
  readonly #cues = new CueQueue();
  readonly #driver = new MouthDriver(this.#cues);
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
  /** All cues, to play them again from the start. */
  #added: WireViseme[] = [];
  #naturalLipSync: NaturalLipSyncProcessor | undefined;
  #speaksByItself = true;
  #startedMs: number | undefined;
  #pausedAtMs = 0;
  #endMs = 0;
  #leave: (() => void) | undefined;

  /**
   * @param nowMs wall time in milliseconds, rising.
   * @throws CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID`.
   */
  constructor(stage: Stage, options: MascotPlaybackOptions = {}, nowMs: () => number = () => performance.now()) {
    this.#stage = stage;
    this.#nowMs = nowMs;
    this.configure(options);
  }

  get weights(): Float32Array {
    return this.#driver.weights;
  }

  get active(): boolean {
    return this.#startedMs !== undefined || !this.#driver.atRest;
  }

  /** Playback is running: started, not paused, and not over. */
  get playing(): boolean {
    return this.#startedMs !== undefined;
  }

  /** Where playback is, in milliseconds from its start. */
  get playheadMs(): number {
    return this.#startedMs === undefined ? this.#pausedAtMs : this.#nowMs() - this.#startedMs;
  }

  /**
   * Sets all options; what is left out has its default. Cues that were added stay as they are.
   *
   * @throws CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID`.
   */
  configure(options: MascotPlaybackOptions): void {
    const { enableNaturalLipSync = false, naturalLipSyncConfig } = options;
    this.#naturalLipSync = enableNaturalLipSync ? new NaturalLipSyncProcessor(naturalLipSyncConfig) : undefined;
    this.#speaksByItself = (options.setSpeakingState ?? true) && !(options.manualSpeakingStateControl ?? false);
  }

  /** Adds cues; offsets in milliseconds from the start of playback. What is no viseme is left out. */
  readonly add = (visemes: readonly VisemeInput[]): void => {
    for (const viseme of this.#naturalLipSync?.processVisemes(visemes) ?? visemes.filter(isWireViseme)) {
      const { visemeId, offset } = viseme;
      this.#added.push(viseme);
      this.#cues.add(visemeId, offset);
      this.#endMs = Math.max(this.#endMs, offset + (visemeId === SILENCE ? 0 : LAST_SHAPE_MS));
    }
    this.#stage.wake();
  };

  /** Adds the cues of pieces in the order of their numbers; offsets in milliseconds from the start of playback. */
  readonly loadPrefetchedData = (visemesBySequence: ReadonlyMap<number, readonly VisemeInput[]>): void => {
    const pieces = [...visemesBySequence].sort(([a], [b]) => a - b);
    this.add(pieces.flatMap(([, visemes]) => visemes));
  };

  /** Starts, or goes on after {@link pause}. After the end it plays from the start again. */
  readonly play = (): void => {
    if (this.#startedMs !== undefined) return;
    if (this.#pausedAtMs >= this.#endMs) this.#rewind();
    this.#startedMs = this.#nowMs() - this.#pausedAtMs;
    this.#join();
    this.#speak(true);
    this.#stage.wake();
  };

  /** Stops where it is; the mouth goes to rest. */
  readonly pause = (): void => {
    this.#pausedAtMs = this.playheadMs;
    this.#startedMs = undefined;
    this.#speak(false);
    this.#stage.wake();
  };

  /** Stops and forgets all cues. */
  readonly reset = (): void => {
    this.#startedMs = undefined;
    this.#added = [];
    this.#endMs = 0;
    this.#rewind();
    this.#speak(false);
    this.#stage.wake();
  };

  /** Lets the mascot speak or not, whatever plays. */
  readonly setSpeakingStateManually = (speaking: boolean): void => {
    this.#join();
    this.#stage.setSpeaking(this, speaking);
  };

  /** Takes it off the stage; it comes back with the next {@link play}. Safe to call twice. */
  dispose(): void {
    this.reset();
    this.#leave?.();
    this.#leave = undefined;
  }

  advance(_nowMs: number, elapsedMs: number, screenInMs: number): boolean {
    if (this.#startedMs !== undefined && this.playheadMs >= this.#endMs) this.pause();
    // What is drawn now is seen when the screen shows its next picture.
    this.#position.mediaMs = this.playheadMs + (this.playing ? screenInMs : 0);
    this.#position.sounding = this.playing;
    this.#driver.advance(this.#position, elapsedMs);
    return this.active;
  }

  #rewind(): void {
    this.#pausedAtMs = 0;
    this.#cues.clear();
    this.#driver.reset();
    for (const { visemeId, offset } of this.#added) this.#cues.add(visemeId, offset);
  }

  #join(): void {
    this.#leave ??= this.#stage.add(this);
  }

  #speak(speaking: boolean): void {
    if (this.#speaksByItself) this.#stage.setSpeaking(this, speaking);
  }
}
