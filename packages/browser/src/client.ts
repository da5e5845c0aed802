import { EXPRESSIONS, type Expression } from '@lipwire/rig/contract';
import type { CallFollower } from './call-follower.js';
import { callListener } from './call-listener.js';
import { CallReport } from './call-report.js';
import { checkedNumber } from './checked-number.js';
import type { LipwireClientChanges, LipwireClientOptions, LipwireClientSettings } from './client-options.js';
import { changedSettings, DEFAULT_SETTINGS } from './client-options.js';
import type { LipwireEvent, LipwireState, SessionStatus } from './client-state.js';
import type { CueQueue } from './cue-queue.js';
import { BrowserError } from './errors.js';
import type { Random } from './life/chance.js';
import type { Life } from './life/life.js';
import { MascotVoice } from './mascot-voice.js';
import { onGesture } from './playback/audio-unlock.js';
import type { LipwireTiming } from './playback/lipwire-timing.js';
import { describeRigReport } from './rig/describe-rig-report.js';
import { animationFrames, type FrameSource } from './rig/frame-loop.js';
import type { MascotTheme } from './rig/mascot-theme.js';
import type { RigTarget } from './rig/rig-target.js';
import { createRiveRig, type RiveRigOptions } from './rig/rive-rig.js';
import type { RiveView } from './rig/rive-view.js';
import { type MouthFrame, Stage } from './rig/stage.js';
import { checkTheme } from './rig/theme-setter.js';
import { type GatewaySockets, pageSockets } from './socket/gateway-sockets.js';
import { MessageIntake } from './socket/message-intake.js';
import type { MessageSource } from './socket/message-reader.js';
import type { Conversation } from './state/conversation.js';
import type { ExpressionOptions } from './state/face.js';
import { MascotBearing } from './state/mascot-bearing.js';
import { type Clock, systemClock } from './wall-clock.js';

/** What tests and tools replace. */
export interface LipwireClientPlatform {
  readonly frames?: FrameSource;
  readonly sockets?: GatewaySockets;
  readonly nowMs?: () => number;
  readonly clock?: Clock;
  /** What the mascot leaves to chance. */
  readonly random?: Random;
}

/** What was said of each file that lacks something. */
const remarks = new WeakMap<RiveView, string>();

/**
 * A mascot's voice and mouth, without a framework: takes what the gateway sends, plays the speech, and moves the mouth
 * with what is heard.
 *
 * Give it the messages by {@link handleMessage} or {@link attach}, or let it find them by {@link intercept}: one of the
 * three, or speech is heard twice.
 */
export class LipwireClient {
  /** The mascot's stage, for others who move its mouth. */
  readonly stage: Stage;
  readonly #report = new CallReport();
  readonly #random: Random;
  readonly #bearing: MascotBearing;
  readonly #followers: CallFollower[];
  readonly #voice: MascotVoice;
  readonly #intake: MessageIntake;
  #settings: LipwireClientSettings = DEFAULT_SETTINGS;
  /** Loaded for the first rig that can move. */
  #life: Life | 'loading' | undefined;
  #leavePointer: (() => void) | undefined;
  /** Where the mascot is drawn, as far as is known. */
  #canvas: Element | undefined;
  #disposed = false;
  readonly #cleanups = new Set<() => void>();

  /**
   * Acquires nothing: sound, frames and sockets are taken when they are needed.
   *
   * @throws BrowserError `BROWSER_OPTION_INVALID`, CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID` for an option out of
   *   its range.
   */
  constructor(options: LipwireClientOptions = {}, platform: LipwireClientPlatform = {}) {
    this.#random = platform.random ?? Math.random;
    this.stage = new Stage(platform.frames ?? animationFrames);
    this.#bearing = new MascotBearing(this.stage, platform.clock ?? systemClock);
    this.#followers = [this.#bearing.conversation];
    const { displayLatencyMs } = options;
    this.#voice = new MascotVoice({
      stage: this.stage,
      report: this.#report,
      followers: this.#followers,
      context: options.audioContext,
      workletUrl: options.workletUrl,
      startBufferMs: checkedNumber('startBufferMs', options.startBufferMs ?? 60, 0, 1000, 'ms'),
      displayLatencyMs:
        displayLatencyMs === undefined ? undefined : checkedNumber('displayLatencyMs', displayLatencyMs, 0, 100, 'ms'),
      nowMs: platform.nowMs ?? (() => performance.now()),
    });
    this.#intake = new MessageIntake({
      sockets: () => platform.sockets ?? pageSockets(),
      gatewayUrl: options.gatewayUrl,
      local: options.local,
      defaultSampleRateHz: () => this.#settings.audioSampleRate,
      take: (message) => this.#take(message),
      onError: (error) => this.#report.emit({ type: 'error', error }),
      onClosed: () => this.#bearing.conversation.onClosed(),
    });
    this.listen((event) => this.#debug(event.type === 'voice' ? event.event.type : event.type));
    this.configure(options);
  }

  // What it does now.

  /** The state; the same object until something in it changes. Safe to pass around unbound. */
  readonly getSnapshot = this.#report.get;

  /** Watches {@link getSnapshot}; returns what stops it. Safe to pass around unbound. */
  readonly subscribe = this.#report.subscribe;

  /** As {@link getSnapshot}. */
  get state(): LipwireState {
    return this.#report.get();
  }

  /**
   * What goes on in the call, by name. `expectReply()` says that the app sent something to be answered, `onVoice(active)` that
   * the user speaks or not; `watchVoice` knows by a microphone.
   */
  get conversation(): Pick<Conversation, 'getSnapshot' | 'subscribe' | 'expectReply' | 'onVoice'> {
    return this.#bearing.conversation;
  }

  /** The playhead: media time that is heard now, in milliseconds since the client's first sample. Never runs back. */
  get playheadMs(): number {
    return this.#voice.playheadMs;
  }

  /** Speech that came but was not heard yet, in milliseconds. */
  get queuedMs(): number {
    return this.#voice.output.queuedMs;
  }

  /** What the clock knows: playhead, buffer, latency, gaps. The same object each time, filled when it is asked for. */
  get timing(): LipwireTiming {
    return this.#voice.timing;
  }

  /** The cues that are kept, in media time: those ahead of the playhead and up to two behind it. */
  get cues(): CueQueue {
    return this.#voice.cues;
  }

  /** 22 weights of the latest frame, 0 to 1, sum 1. Filled again by each frame. */
  get weights(): Float32Array {
    return this.#voice.weights;
  }

  /** What leaves for the speaker, to measure or record; `undefined` until sound was needed. */
  get output(): AudioNode | undefined {
    return this.#voice.output.node;
  }

  /** Where the sound is made; `undefined` until sound was needed. */
  get audioContext(): AudioContext | undefined {
    return this.#voice.output.context;
  }

  /** Calls back with each event. @returns stops it. */
  listen(listener: (event: LipwireEvent) => void): () => void {
    return this.#report.listen(listener);
  }

  /** Calls back with each frame that is drawn. @returns stops it. */
  listenFrames(listener: (frame: MouthFrame) => void): () => void {
    return this.stage.listenFrames(listener);
  }

  /** Adds something that keeps pace with the call, for the client's life: `captionsOf` does. @returns takes it away again. */
  follow(follower: CallFollower): () => void {
    this.#followers.push(follower);
    return () => {
      const at = this.#followers.indexOf(follower);
      if (at >= 0) this.#followers.splice(at, 1);
    };
  }

  // Where messages come from.

  /**
   * Takes the next message of the service: an object from an SDK's callback, or the data of a socket's event. Messages
   * are acted on in the order of the calls.
   */
  handleMessage(message: MessageSource): void {
    if (!this.#disposed) this.#intake.read(message);
  }

  /**
   * Takes the messages of a session from now on: a `WebSocket`, or what `ai.live.connect()` resolved to.
   *
   * @returns stops it.
   * @throws BrowserError `BROWSER_SESSION_UNKNOWN` for something else.
   */
  attach(session: object): () => void {
    return this.#keep(this.#intake.attach(session));
  }

  /**
   * Listens to the sockets that the page opens to the gateway, by putting a stand-in in place of the global `WebSocket`.
   * For apps whose SDK hides its messages.
   *
   * @param status what the app says about its call; `undefined`: always listen. See {@link setSessionStatus}.
   * @returns undoes it.
   */
  intercept(status?: SessionStatus): () => void {
    if (status) this.setSessionStatus(status);
    else this.#activate(true);
    const leave = this.#intake.intercept();
    this.#report.patch({ intercepting: this.#intake.intercepting });
    return this.#keep(() => {
      leave();
      this.#report.patch({ intercepting: this.#intake.intercepting });
    });
  }

  /**
   * Says how the app's call is doing. While it connects or is connected, sockets are listened to; when it ends, the
   * mascot falls silent. A socket that the app opened a moment before it said so is not missed.
   *
   * @param code why it failed, for `failed`: any code that the app knows.
   */
  setSessionStatus(status: SessionStatus, code?: string): void {
    const { conversation } = this.#bearing;
    if (status === 'connecting' && conversation.getSnapshot().name !== 'connecting') {
      for (const follower of this.#followers) callListener((each) => each.onCallStart?.(), follower);
    }
    conversation.setStatus(status, code);
    this.#activate(status === 'connecting' || status === 'connected' || status === 'reconnecting');
  }

  // What it is told to do.

  /**
   * Changes settings; those that are left out stay, `undefined` means the default. Cheap: call it as often as you like.
   *
   * @throws BrowserError `BROWSER_OPTION_INVALID`, CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID`; nothing is then
   *   changed.
   */
  configure(changes: LipwireClientChanges): void {
    this.#settings = changedSettings(this.#settings, changes);
    this.#voice.settings = this.#settings;
    this.#bearing.settings = this.#settings;
  }

  /** Connects a rig. @returns disconnects it. */
  setRig(target: RigTarget): () => void {
    this.stage.target = target;
    if (target.setMotion || target.blink) void this.#enliven();
    return () => {
      // Another may have taken its place.
      if (this.stage.target === target) this.stage.target = undefined;
    };
  }

  /**
   * Connects a loaded Rive file, and reports by a `rig` event how it is driven and what it lacks.
   *
   * @throws BrowserError `BROWSER_OPTION_INVALID` for an option `mouth` that is neither a strategy nor a map.
   */
  connectRive(view: RiveView, options?: RiveRigOptions): () => void {
    const { target, report } = createRiveRig(view, options);
    const unset = this.setRig(target);
    this.#canvas = canvasOf(view);
    const onAdvance = () => this.stage.moveBefore(Number(document.timeline.currentTime));
    view.on?.('advance' as never, onAdvance);
    const disconnect = () => {
      view.off?.('advance' as never, onAdvance);
      unset();
    };
    this.#report.emit({ type: 'rig', report });
    const sentence = describeRigReport(report);
    // An app that connects the same file again, as React does in development, has read it.
    if (sentence && remarks.get(view) !== sentence) console.warn(`[lipwire] ${sentence}`);
    if (sentence) remarks.set(view, sentence);
    return disconnect;
  }

  /**
   * Changes the face, apart from the mouth; `undefined`, as at first: the state of the conversation says. What was said
   * last counts, save that a mascot looks surprised while it is interrupted, and sad after a call that failed; with
   * `showState: false` not even then.
   *
   * @throws BrowserError `BROWSER_OPTION_INVALID` for an expression that no mascot has, or a time out of its range.
   */
  setExpression(expression: Expression | undefined, options: ExpressionOptions = {}): void {
    if (expression !== undefined && !EXPRESSIONS.includes(expression)) {
      throw new BrowserError(
        'BROWSER_OPTION_INVALID',
        `expression is "${expression}"; it must be one of ${EXPRESSIONS.join(', ')}.`,
      );
    }
    if (options.holdMs !== undefined) checkedNumber('holdMs', options.holdMs, 0, 86_400_000, 'ms');
    this.#bearing.setExpression(expression, options);
  }

  /**
   * Plays a gesture once: one of `GESTURES`, or a trigger of that name in any file.
   *
   * @returns whether it is played: not without a rig, not if its file has none of that name, and not if it is to be still.
   */
  playGesture(name: string): boolean {
    return this.stage.playGesture(name);
  }

  /**
   * Dresses the mascot, now and whenever its file is another. What the theme leaves out is as the file draws it: `{}`
   * undoes it.
   *
   * @throws BrowserError `BROWSER_OPTION_INVALID` for what is no colour.
   */
  setTheme(theme: MascotTheme): void {
    checkTheme(theme);
    this.stage.setTheme(theme);
  }

  /** Says whether the user speaks, or may; `undefined`, as at first: the state of the conversation says. */
  setListening(listening: boolean | undefined): void {
    this.#bearing.listening = listening;
  }

  /**
   * Says how loud the user is, so that the mascot nods at the right moments; `watchVoice` does.
   *
   * @param level root mean square, 0 to 1.
   * @param elapsedMs time since it was said before, at most about 100.
   */
  hearUser(level: number, elapsedMs: number): void {
    if (typeof this.#life === 'object') this.#life.onUserLevel(level, elapsedMs);
  }

  /** Silence and rest at once; what is still being generated of this turn is dropped when it comes. */
  interrupt(): void {
    this.#intake.release();
    this.#voice.interrupt();
  }

  /** Makes sound possible; call it in the handler of a click, or not at all: the client watches for gestures itself. */
  unlock(): void {
    if (!this.#disposed) this.#voice.output.unlock();
  }

  /** Watches for the first gesture, so that sound is ready before speech comes. Undoes {@link dispose}. */
  start(): void {
    this.#disposed = false;
    this.stage.open();
    if (typeof window === 'undefined') return;
    this.#intake.open();
    this.#keep(this.#bearing.watchReducedMotion());
    this.#watchPointer();
    const unlisten = this.#keep(
      onGesture(window, () => {
        unlisten();
        this.unlock();
      }),
    );
  }

  /** Gives back everything: sound, frames, sockets, listeners of the page. Safe to call twice. */
  dispose(): void {
    this.#disposed = true;
    for (const cleanup of [...this.#cleanups]) cleanup();
    this.#intake.close();
    this.#voice.reset();
    this.#bearing.conversation.reset();
    this.#voice.output.close();
    this.stage.close();
  }

  /** Loads what makes a mascot alive, and lets it follow the call. Pages whose rigs cannot move never load it. */
  async #enliven(): Promise<void> {
    if (this.#life) return;
    this.#life = 'loading';
    try {
      const { Life } = await import('./life/life.js');
      const life = new Life(this.#random);
      this.#life = life;
      this.#followers.push(life);
      this.#bearing.life = life;
      this.stage.life = life;
      this.#watchPointer();
    } catch (error) {
      // The next rig tries again.
      this.#life = undefined;
      console.warn('[lipwire] The mascot only moves its mouth: a part of the app could not be loaded.', error);
    }
  }

  #watchPointer(): void {
    if (typeof this.#life !== 'object' || this.#disposed || typeof window === 'undefined') return;
    this.#leavePointer?.();
    this.#leavePointer = this.#keep(this.#life.watchPointer(window, () => this.#canvas));
  }

  #activate(active: boolean): void {
    if (!this.#intake.activate(active)) return;
    if (!active) this.#voice.reset();
    this.#report.patch({ intercepting: this.#intake.intercepting });
  }

  #take(message: unknown): void {
    this.#debug('message');
    this.#voice.take(message);
  }

  #debug(what: string): void {
    if (!this.#settings.debug) return;
    const [heardMs, queuedMs] = [this.#voice.heard.mediaMs.toFixed(0), this.queuedMs.toFixed(0)];
    console.debug(`[lipwire] ${what}: heard ${heardMs} ms, queued ${queuedMs} ms, ${this.cues.length} cues`);
  }

  /** Remembers what dispose() must undo. @returns undoes it before. */
  #keep(undo: () => void): () => void {
    const cleanup = () => {
      if (this.#cleanups.delete(cleanup)) undo();
    };
    this.#cleanups.add(cleanup);
    return cleanup;
  }
}

/** The canvas of a Rive instance; its types keep it to themselves. */
function canvasOf(view: object): Element | undefined {
  const canvas: unknown = 'canvas' in view ? view.canvas : undefined;
  return typeof Element === 'function' && canvas instanceof Element ? canvas : undefined;
}
