import { SILENCE, VISEME_COUNT } from '@lipwire/cues';
import type { Expression } from '@lipwire/rig/contract';
import { callListener } from '../call-listener.js';
import { FrameLoop, type FrameSource } from './frame-loop.js';
import type { MascotTheme } from './mascot-theme.js';
import type { Motion } from './motion.js';
import type { RigTarget } from './rig-target.js';

/** Something that moves the mouth: speech as it is heard, or cues that an app plays. */
export interface Performer {
  /**
   * Computes {@link weights} for a frame.
   *
   * @param screenInMs from now until what is drawn is on the screen.
   * @returns whether it wants another.
   */
  advance(nowMs: number, elapsedMs: number, screenInMs: number): boolean;
  /** 22 weights, 0 to 1, sum 1, of the latest frame. */
  readonly weights: Float32Array;
  /** It has something to say: it gets the mouth. */
  readonly active: boolean;
}

/** What keeps a mascot alive beside its mouth: how it holds itself and when it blinks, frame by frame. */
export interface Liveliness {
  /** Whether there is anybody to see it; nothing need be kept in mind while there is not. */
  awake: boolean;
  /** How the mascot holds itself, as of the latest {@link advance}; filled again by the next. */
  readonly motion: Readonly<Motion>;
  /** A blink begins with the latest {@link advance}. */
  readonly blinking: boolean;
  /**
   * Computes a frame, behind the performers'.
   *
   * @param elapsedMs time since the frame before.
   * @param screenInMs from now until what is drawn is on the screen.
   * @param speaks the mascot's voice is heard.
   */
  advance(elapsedMs: number, screenInMs: number, speaks: boolean): void;
}

/** A frame as it was drawn, for those who measure or show. Lent for the call: it is filled again by the next frame. */
export interface MouthFrame {
  /** Wall time, `performance.now()`. */
  readonly atMs: number;
  /** Time since the frame before. */
  readonly elapsedMs: number;
  /** 22 weights, 0 to 1, sum 1. */
  readonly weights: Float32Array;
}

/** Files that follow with a delay need frames after the last movement to come to rest. */
const SETTLE_MS = 300;

const MOUTH_AT_REST = Float32Array.from({ length: VISEME_COUNT }, (_, id) => (id === SILENCE ? 1 : 0));

/** The mascot in front: one rig, the frames in which it is drawn, and who moves its mouth. */
export class Stage {
  readonly #loop: FrameLoop;
  readonly #performers: Performer[] = [];
  readonly #speakers = new Set<object>();
  /** Replaced when it changes: it may do so while its listeners are told. */
  #frameListeners: readonly ((frame: MouthFrame) => void)[] = [];
  readonly #frame = { atMs: 0, elapsedMs: 0, weights: new Float32Array(0) as Float32Array };
  #target: RigTarget | undefined;
  #life: Liveliness | undefined;
  #listening = false;
  #expression: Expression = 'neutral';
  #theme: MascotTheme | undefined;
  #calm = false;
  #settleMs = 0;
  #open = true;

  constructor(frames: FrameSource) {
    this.#loop = new FrameLoop(frames, (nowMs, elapsedMs, screenInMs) => this.#onFrame(nowMs, elapsedMs, screenInMs));
  }

  /** The rig that is driven; it gets the present state at once. */
  get target(): RigTarget | undefined {
    return this.#target;
  }

  set target(target: RigTarget | undefined) {
    this.#target = target;
    this.#rouse();
    target?.setCalm?.(this.#calm);
    target?.setSpeaking(this.#speakers.size > 0);
    target?.setListening(this.#listening);
    // A file that was drawn with another face keeps it until there is something to show.
    if (this.#expression !== 'neutral') target?.setExpression?.(this.#expression);
    if (this.#theme) target?.setTheme?.(this.#theme);
    this.wake();
  }

  /** Moves rigs that have a head, or eyes, to move: they are drawn for as long as they are in front. */
  set life(life: Liveliness) {
    this.#life = life;
    this.#rouse();
    this.wake();
  }

  /** Frames are being drawn. */
  get running(): boolean {
    return this.#loop.running;
  }

  /** Adds a performer; those added later get the mouth first. @returns takes it away again. */
  add(performer: Performer): () => void {
    this.#performers.push(performer);
    return () => {
      const at = this.#performers.indexOf(performer);
      if (at >= 0) this.#performers.splice(at, 1);
      this.setSpeaking(performer, false);
      this.wake();
    };
  }

  /** Says that a speaker is heard, or not any more. The mascot speaks while any of them is. */
  setSpeaking(speaker: object, speaking: boolean): void {
    const before = this.#speakers.size > 0;
    if (speaking) this.#speakers.add(speaker);
    else this.#speakers.delete(speaker);
    if (this.#speakers.size > 0 !== before) this.#target?.setSpeaking(!before);
  }

  /** The user speaks, or may. */
  setListening(listening: boolean): void {
    if (listening === this.#listening) return;
    this.#listening = listening;
    this.#target?.setListening(listening);
  }

  /** Changes the face, apart from the mouth. */
  setExpression(expression: Expression): void {
    if (expression === this.#expression) return;
    this.#expression = expression;
    this.#target?.setExpression?.(expression);
  }

  /** Move no more than mouth and face: no gestures, and what the rig can leave out. */
  setCalm(calm: boolean): void {
    if (calm === this.#calm) return;
    this.#calm = calm;
    this.#target?.setCalm?.(calm);
  }

  /** Plays the gesture once, unless it is to be calm. */
  fireGesture(): void {
    if (!this.#calm) this.#target?.fireGesture();
  }

  /** Plays a gesture by name, unless it is to be calm. @returns whether it is played. */
  playGesture(name: string): boolean {
    if (this.#calm || !this.#target?.playGesture?.(name)) return false;
    this.wake();
    return true;
  }

  /** Dresses the mascot, and whichever takes its place. */
  setTheme(theme: MascotTheme): void {
    this.#theme = theme;
    this.#target?.setTheme?.(theme);
    this.wake();
  }

  /** Calls back with each frame that is drawn. @returns stops it. */
  listenFrames(listener: (frame: MouthFrame) => void): () => void {
    // Each call has its own entry, so that the same function may listen twice.
    const entry = (frame: MouthFrame) => listener(frame);
    this.#frameListeners = [...this.#frameListeners, entry];
    return () => {
      this.#frameListeners = this.#frameListeners.filter((other) => other !== entry);
    };
  }

  /** Moves its frames before those of whoever draws the rig; see `FrameLoop.moveBefore`. */
  moveBefore(beganMs: number): void {
    this.#loop.moveBefore(beganMs);
  }

  /** Makes sure that frames are drawn while there is something to draw. */
  wake(): void {
    this.#settleMs = SETTLE_MS;
    if (this.#open) this.#loop.wake();
  }

  /** Puts the mouth to rest and draws no more frames until {@link open}. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#loop.stop();
    // No frame would take the rig there any more.
    this.#target?.setWeights(MOUTH_AT_REST, SETTLE_MS);
  }

  /** Undoes {@link close}. */
  open(): void {
    this.#open = true;
    this.wake();
  }

  #onFrame(nowMs: number, elapsedMs: number, screenInMs: number): boolean {
    let more = false;
    let front = this.#performers[0];
    for (let i = 0; i < this.#performers.length; i++) {
      const performer = this.#performers[i] as Performer;
      if (performer.advance(nowMs, elapsedMs, screenInMs)) more = true;
      if (performer.active) front = performer;
    }
    if (front) {
      this.#target?.setWeights(front.weights, elapsedMs);
      this.#frame.atMs = nowMs;
      this.#frame.elapsedMs = elapsedMs;
      this.#frame.weights = front.weights;
      // An index makes no garbage, an iterator does.
      const listeners = this.#frameListeners;
      for (let i = 0; i < listeners.length; i++) callListener(listeners[i] as (frame: MouthFrame) => void, this.#frame);
    }
    if (this.#life?.awake) {
      this.#enliven(this.#life, elapsedMs, screenInMs);
      more = true;
    }
    this.#settleMs = more ? SETTLE_MS : this.#settleMs - elapsedMs;
    return this.#open && (more || this.#settleMs > 0);
  }

  #rouse(): void {
    if (this.#life) this.#life.awake = this.#target?.setMotion !== undefined || this.#target?.blink !== undefined;
  }

  #enliven(life: Liveliness, elapsedMs: number, screenInMs: number): void {
    life.advance(elapsedMs, screenInMs, this.#speakers.size > 0);
    this.#target?.setMotion?.(life.motion);
    if (life.blinking) this.#target?.blink?.();
  }
}
