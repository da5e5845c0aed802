import type { TranscriptEvent, VoiceEvent } from '@lipwire/providers';
import type { CallFollower } from '../call-follower.js';
import type { Motion } from '../rig/motion.js';
import type { Liveliness } from '../rig/stage.js';
import type { AccentKind } from './accents.js';
import { Backchannel } from './backchannel.js';
import { Blinks } from './blinks.js';
import { Body } from './body.js';
import { between, type Random } from './chance.js';
import { Delivery } from './delivery.js';
import { Gaze } from './gaze.js';
import type { LifeMode } from './mode.js';
import { Nods } from './nods.js';
import { type PointerWatcher, watchPointer } from './pointer.js';
import { Posture } from './posture.js';
import { Pulse } from './pulse.js';
import type { SpokenMark } from './spoken-marks.js';
import { STEP_MS } from './spring.js';

/** The usual interval between two blinks that have no reason, in milliseconds; a still mascot blinks rarely. */
const BLINK_MS: Readonly<Record<LifeMode, number>> = {
  idle: 3_900,
  waiting: 3_900,
  hearing: 4_300,
  thinking: 3_000,
  speaking: 3_100,
  attending: 4_000,
};
const STILL_BLINK_MS = 6_500;
/**
 * A movement for a stressed syllable sets out before it, and is at its furthest with it (Loehr, "Aspects of rhythm in gesture
 * and speech", 2007): so long is the head on its way.
 */
const BEAT_MS = 120;
const LIFT_MS = 260;
/** A playhead that moves on by so much more than time does has jumped, in milliseconds. */
const SKIP_MS = 500;
/** The head rises with the brows. */
const LIFT_HEAD = 0.14;
/** Who asks tilts the head, and leans in. */
const ASK_TILT = 0.5;
const ASK_LEAN = 0.08;
/** Leaps of the eyes of this size come with a blink, by this share for each part of the way. */
const BLINK_LEAP = 0.22;
const BLINK_PER_LEAP = 0.9;
/**
 * What makes a mascot alive beside its mouth: where it looks, how it holds its head, nods, stresses what it says, and blinks.
 *
 * It hears the mascot's voice before it is heard and writes down what moves a head, at media times; it knows the words and
 * their punctuation, the state of the conversation, the user's voice and pointer. All movement comes from springs that
 * pass in steps of a fixed length, so that it is the same at any frame rate, and nothing is made in a frame.
 */
export class Life implements CallFollower, Liveliness, PointerWatcher {
  /** Whether anybody sees it: nothing is heard and remembered while nobody does. */
  awake = true;
  /** Whether it looks after the pointer. */
  followsPointer = true;
  readonly #random: Random;
  readonly #delivery = new Delivery();
  readonly #blinks: Blinks;
  readonly #gaze: Gaze;
  readonly #nods: Nods;
  readonly #posture: Posture;
  readonly #backchannel: Backchannel;
  readonly #beat = new Pulse();
  readonly #brow = new Pulse();
  readonly #question = new Pulse();
  readonly #body = new Body();
  #expressiveness = 0.7;
  #mode: LifeMode = 'idle';
  #blinking = false;
  #askSide = 1;
  /** Media time of the latest frame, and of the latest step. */
  #mediaMs = 0;
  #stepMediaMs = 0;
  /** Time that was not made into a step yet. */
  #restMs = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#blinks = new Blinks(random);
    this.#gaze = new Gaze(random);
    this.#nods = new Nods(random);
    this.#posture = new Posture(random);
    this.#backchannel = new Backchannel(random);
  }

  /** How the mascot holds itself in the latest frame; filled again by the next. */
  get motion(): Readonly<Motion> {
    return this.#body.motion;
  }

  /** A blink begins with the latest frame. */
  get blinking(): boolean {
    return this.#blinking;
  }

  /** How much it moves, 0 to 1; 0: it blinks, and that is all. */
  set expressiveness(expressiveness: number) {
    this.#expressiveness = expressiveness;
    if (expressiveness === 0) this.#calm();
  }

  /** What goes on in the conversation. */
  set mode(mode: LifeMode) {
    const before = this.#mode;
    if (mode === before) return;
    this.#mode = mode;
    if (before === 'hearing' && this.#backchannel.end()) this.#nodAt(0.65, 1);
    if (mode === 'hearing') this.#backchannel.reset();
    if (mode === 'attending') this.#calm();
    // A turn is over, or begins: people blink at both.
    this.#suggestBlink(0.5);
  }

  /** Words came. */
  onWords(event: TranscriptEvent): void {
    if (!this.awake) return;
    if (event.speaker === 'model') this.#delivery.onWords(event);
    else if (this.#mode === 'hearing' && this.#backchannel.read()) this.#nodAt(0.5, 1);
  }

  /** Speech of the mascot came that is heard from this media time on; see `CallFollower.onSpeech`. */
  onSpeech(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    if (!this.awake) return;
    this.#delivery.onSpeech(samples, sampleRateHz, startMs);
  }

  /** Follows where turns end. */
  onVoiceEvent(event: VoiceEvent): void {
    this.#delivery.onVoiceEvent(event);
  }

  /** What was not heard yet will not be heard: whoever is interrupted holds still. */
  onCut(): void {
    this.#delivery.clear();
    this.#calm();
    this.#gaze.attend();
  }

  /** The playhead is here. */
  onPlayhead(mediaMs: number): void {
    this.#mediaMs = mediaMs;
  }

  /** How loud the user is, root mean square, 0 to 1. */
  onUserLevel(level: number, elapsedMs: number): void {
    if (this.#mode !== 'hearing') return;
    if (this.#backchannel.hear(level, elapsedMs)) this.#nodAt(between(this.#random, 0.45, 0.75), this.#times());
  }

  /**
   * Follows the pointer over a page.
   *
   * @param place where the mascot is drawn; `undefined`: the middle of the page.
   * @returns stops it.
   */
  watchPointer(page: Window, place: () => Element | undefined): () => void {
    return watchPointer(page, place, this);
  }

  /** The pointer is there: -1 to 1, as the mascot would have to look. */
  onPointer(x: number, y: number): void {
    this.#gaze.notice(x, y);
  }

  /**
   * Computes {@link motion} and {@link blinking} for a frame.
   *
   * @param elapsedMs time since the frame before.
   * @param screenInMs from now until what is drawn is on the screen.
   * @param speaks the mascot's voice is heard.
   */
  advance(elapsedMs: number, screenInMs: number, speaks: boolean): void {
    this.#follow(speaks);
    const toMs = this.#mediaMs + screenInMs;
    // Speech that was heard while the page was hidden is not made up for.
    if (toMs - this.#stepMediaMs > elapsedMs + SKIP_MS) {
      this.#stepMediaMs = toMs;
      this.#delivery.skip(toMs);
    }
    const fromMs = this.#stepMediaMs;
    const wayMs = toMs - fromMs;
    const spanMs = this.#restMs + elapsedMs;
    this.#blinking = false;
    let passedMs = 0;
    while (spanMs - passedMs >= STEP_MS) {
      passedMs += STEP_MS;
      // The playhead of a step lies between those of two frames.
      this.#stepMediaMs = fromMs + (wayMs * passedMs) / spanMs;
      this.#step(this.#stepMediaMs);
    }
    this.#restMs = spanMs - passedMs;
    this.#body.fill(this.#restMs / STEP_MS);
  }

  #follow(speaks: boolean): void {
    const mode = speaks ? 'speaking' : this.#mode;
    this.#gaze.mode = mode;
    this.#posture.mode = mode;
    this.#blinks.medianMs = this.#expressiveness === 0 ? STILL_BLINK_MS : BLINK_MS[mode];
  }

  #step(mediaMs: number): void {
    for (;;) {
      const accent = this.#delivery.accentAt(mediaMs);
      if (!accent) break;
      this.#onAccent(accent.kind, accent.strength);
    }
    for (;;) {
      const mark = this.#delivery.markAt(mediaMs);
      if (!mark) break;
      this.#onMark(mark);
    }
    const expressiveness = this.#expressiveness;
    this.#gaze.step(1.7 - expressiveness);
    if (this.#gaze.leap > BLINK_LEAP) this.#suggestBlink(this.#gaze.leap * BLINK_PER_LEAP);
    if (this.#posture.step()) this.#suggestBlink(0.25);
    if (this.#blinks.step()) this.#blinking = true;
    this.#intend(expressiveness);
    this.#body.step();
  }

  #onAccent(kind: AccentKind, strength: number): void {
    if (kind === 'beat') {
      this.#beat.start(strength, BEAT_MS);
      this.#posture.nudge(strength);
    } else if (kind === 'lift') this.#brow.start(strength, LIFT_MS);
    else if (kind === 'pause') this.#suggestBlink(0.3);
    else this.#posture.suggest();
  }

  #onMark(mark: SpokenMark): void {
    switch (mark) {
      case 'question':
        this.#question.start(1, 1_150);
        this.#brow.start(0.8, 900);
        this.#askSide = this.#random() < 0.5 ? -1 : 1;
        this.#gaze.attend();
        break;
      case 'exclamation':
        this.#beat.start(1, 160);
        this.#brow.start(0.7, 420);
        break;
      case 'stop':
        if (this.#random() < 0.4) this.#nodAt(0.35, 1);
        this.#suggestBlink(0.5);
        break;
      case 'comma':
        this.#suggestBlink(0.3);
        break;
      case 'trail':
        this.#gaze.avert();
        break;
      case 'end':
        this.#gaze.attend();
    }
  }

  /** What the body is to do. */
  #intend(expressiveness: number): void {
    const { intent } = this.#body;
    const gaze = this.#gaze;
    const posture = this.#posture;
    // Even a calm mascot looks where it looks.
    const looks = expressiveness > 0 ? 0.4 + 0.6 * expressiveness : 0;
    const asks = this.#question.step();
    const lift = this.#brow.step();
    intent.eyeX = gaze.x * looks;
    intent.eyeY = gaze.y * looks;
    intent.lookX = gaze.centreX * looks;
    intent.lookY = gaze.centreY * looks;
    intent.turnX = posture.x * expressiveness;
    intent.turnY = (posture.y + asks * ASK_LEAN - lift * LIFT_HEAD) * expressiveness;
    intent.tilt = (posture.tilt * (1 - asks) + asks * this.#askSide * ASK_TILT) * expressiveness;
    intent.nod = this.#nods.step() * expressiveness;
    intent.emphasis = this.#beat.step() * expressiveness;
    intent.browLift = lift * expressiveness;
    intent.idle = looks;
  }

  #suggestBlink(share: number): void {
    if (this.#expressiveness > 0) this.#blinks.suggest(share);
  }

  /** How many nods in a row: one, mostly. */
  #times(): number {
    const luck = this.#random();
    return luck < 0.6 ? 1 : luck < 0.9 ? 2 : 3;
  }

  #nodAt(depth: number, times: number): void {
    if (this.#expressiveness > 0) this.#nods.nod(depth, times);
  }

  /** Lets go of every movement that was begun. */
  #calm(): void {
    this.#beat.stop();
    this.#brow.stop();
    this.#question.stop();
    this.#nods.stop();
  }
}
