import { NaturalLipSyncProcessor } from '@lipwire/cues';
import { callListener } from './call-listener.js';
import { Captions } from './captions/captions.js';
import type { LipwireClientChanges, LipwireClientOptions, LipwireClientSettings } from './client-options.js';
import { changedSettings, checkedNumber, DEFAULT_SETTINGS } from './client-options.js';
import { INITIAL_STATE, type LipwireEvent, type LipwireState, type SessionStatus } from './client-state.js';
import { CueQueue } from './cue-queue.js';
import type { CueSource, CueSourceSession } from './cue-source.js';
import { onGesture } from './playback/audio-unlock.js';
import type { PlaybackPosition } from './playback/clock.js';
import { initialTiming, type LipwireTiming } from './playback/lipwire-timing.js';
import { VoiceOutput } from './playback/voice-output.js';
import { animationFrames, type FrameSource } from './rig/frame-loop.js';
import type { RigTarget } from './rig/rig-target.js';
import { createRiveRig, describeRigReport, type RigReport, type RiveRigOptions } from './rig/rive-rig.js';
import type { RiveView } from './rig/rive-view.js';
import { type MouthFrame, Stage } from './rig/stage.js';
import { type GatewaySockets, pageSockets, type SocketOwner } from './socket/gateway-sockets.js';
import { MessageReader, type MessageSource } from './socket/message-reader.js';
import { sessionSocket } from './socket/session-socket.js';
import { tapSocket } from './socket/socket-tap.js';
import { SpeechPerformer } from './speech-performer.js';
import { SpeechStream } from './speech-stream.js';
import { Conversation } from './state/conversation.js';
import { bearingOf } from './state/conversation-state.js';
import { Face } from './state/face.js';
import { watchReducedMotion } from './state/reduced-motion.js';
import { type VoiceSource, watchVoice } from './state/watch-voice.js';
import { StateStore } from './state-store.js';
import { type Clock, systemClock } from './wall-clock.js';

/** What tests and tools replace. */
export interface LipwireClientPlatform {
  readonly frames?: FrameSource;
  readonly sockets?: GatewaySockets;
  readonly nowMs?: () => number;
  readonly clock?: Clock;
}

/**
 * A mascot's voice and mouth, without a framework: takes what the gateway sends, plays the speech, and moves the mouth
 * with what is heard.
 *
 * Give it the messages by {@link handleMessage} or {@link attach}, or let it find them by {@link intercept}: one of the
 * three, or speech is heard twice.
 */
export class LipwireClient {
  readonly #sockets: () => GatewaySockets;
  readonly #store = new StateStore<LipwireState>(INITIAL_STATE);
  readonly #listeners = new Set<(event: LipwireEvent) => void>();
  readonly #cues = new CueQueue();
  readonly #stage: Stage;
  readonly #clock: Clock;
  readonly #conversation: Conversation;
  readonly #face: Face;
  readonly #captions = new Captions();
  readonly #performer: SpeechPerformer;
  readonly #speech: SpeechStream;
  readonly #reader: MessageReader;
  readonly #local: CueSource | undefined;
  #localCues: CueSourceSession | undefined;
  readonly #owner: SocketOwner & { active: boolean };
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
  readonly #voice: VoiceOutput;
  readonly #timing = initialTiming();
  #settings: LipwireClientSettings = DEFAULT_SETTINGS;
  #naturalLipSync: NaturalLipSyncProcessor | undefined;
  /** Media times at which turns begin that were not heard yet. */
  #utterances: number[] = [];
  #intercepting = false;
  /** What the app says; `undefined`: the conversation says. */
  #listening: boolean | undefined;
  #prefersCalm = false;
  #disposed = false;
  readonly #cleanups = new Set<() => void>();

  /**
   * Acquires nothing: sound, frames and sockets are taken when they are needed.
   *
   * @throws BrowserError `BROWSER_OPTION_INVALID`, CuesError `CUES_NATURAL_LIP_SYNC_CONFIG_INVALID` for an option out of
   *   its range.
   */
  constructor(options: LipwireClientOptions = {}, platform: LipwireClientPlatform = {}) {
    this.#sockets = () => platform.sockets ?? pageSockets();
    this.#stage = new Stage(platform.frames ?? animationFrames);
    this.#clock = platform.clock ?? systemClock;
    this.#conversation = new Conversation(this.#clock);
    this.#face = new Face(this.#clock, (expression) => this.#stage.setExpression(expression));
    this.#conversation.subscribe(() => this.#showState());
    const displayLatencyMs = checkedNumber('displayLatencyMs', options.displayLatencyMs ?? 16, 0, 100, 'ms');
    this.#performer = new SpeechPerformer(this.#cues, (position) => this.#read(position), displayLatencyMs);
    this.#stage.add(this.#performer);
    this.#voice = new VoiceOutput({
      context: options.audioContext,
      workletUrl: options.workletUrl,
      startBufferMs: checkedNumber('startBufferMs', options.startBufferMs ?? 60, 0, 1000, 'ms'),
      nowMs: platform.nowMs ?? (() => performance.now()),
      onChange: () => this.#onVoice(),
      onError: (error) => this.#emit({ type: 'error', error }),
    });
    this.#speech = new SpeechStream({
      cues: this.#cues,
      playback: this.#voice,
      naturalLipSync: () => this.#naturalLipSync,
      defaultSampleRateHz: () => this.#settings.audioSampleRate,
      listener: {
        onWords: (event) => this.#captions.onWords(event),
        onSpeech: (samples, sampleRateHz, startMs) => {
          this.#captions.addSound(samples, sampleRateHz, startMs);
          this.#conversation.onSpeech();
        },
        onCut: () => {
          this.#voice.read(this.#position);
          this.#captions.cut(this.#position.mediaMs);
          this.#conversation.onCut();
        },
        onUtterance: (startMs) => this.#utterances.push(startMs),
        onVisemes: (visemes, message) => {
          const { onVisemeReceived } = this.#settings;
          if (onVisemeReceived) callListener(onVisemeReceived, [...visemes]);
          this.#emit({ type: 'visemes', visemes });
          const { messageCount } = this.state;
          this.#patch({ messageCount: messageCount + 1, lastMessage: message as LipwireState['lastMessage'] });
        },
        onInterrupted: () => {
          this.#rest();
          this.#emit({ type: 'interrupted' });
        },
        onTurnEnd: (response) => {
          if (response) this.#patch({ lastResponse: response });
          this.#emit({ type: 'turn-end' });
        },
        onVoiceEvent: (event) => {
          this.#captions.onVoiceEvent(event);
          this.#conversation.onVoiceEvent(event);
          this.#emit({ type: 'voice', event });
        },
      },
    });
    this.#reader = new MessageReader(
      (message) => (this.#openLocal() ? this.#localCues?.take(message) : this.#take(message)),
      (error) => this.#emit({ type: 'error', error }),
    );
    this.#local = options.local;
    this.#owner = {
      active: true,
      direct: options.local !== undefined,
      gatewayUrl: options.gatewayUrl,
      onSocketMessage: (data) => this.handleMessage(data),
    };
    this.configure(options);
  }

  // What it does now.

  /** The state; the same object until something in it changes. Safe to pass around unbound. */
  readonly getSnapshot = (): LipwireState => this.#store.get();

  /** Watches {@link getSnapshot}; returns what stops it. Safe to pass around unbound. */
  readonly subscribe = this.#store.subscribe;

  /** What goes on in the call, by name. `expectReply()` says that the app sent something to be answered. */
  get conversation(): Pick<Conversation, 'getSnapshot' | 'subscribe' | 'expectReply'> {
    return this.#conversation;
  }

  /** The words of the call, the mascot's as they are heard. `addTyped(text)` shows what the user typed. */
  get captions(): Pick<Captions, 'getSnapshot' | 'subscribe' | 'addTyped' | 'clear'> {
    return this.#captions;
  }

  /** As {@link getSnapshot}. */
  get state(): LipwireState {
    return this.#store.get();
  }

  /** The playhead: media time that is heard now, in milliseconds since the client's first sample. Never runs back. */
  get playheadMs(): number {
    this.#read(this.#position);
    return this.#position.mediaMs;
  }

  /** Speech that came but was not heard yet, in milliseconds. */
  get queuedMs(): number {
    return this.#voice.queuedMs;
  }

  /** What the clock knows: playhead, buffer, latency, gaps. The same object each time, filled when it is asked for. */
  get timing(): LipwireTiming {
    const timing = this.#timing;
    const { mediaMs, sounding } = this.#heard();
    timing.playheadMs = mediaMs;
    timing.sounding = sounding;
    timing.queuedMs = this.#voice.queuedMs;
    timing.outputLatencyMs = this.#voice.outputLatencyMs;
    timing.displayLatencyMs = this.#performer.displayLatencyMs;
    timing.mouthOffsetMs = this.#voice.aheadMs;
    timing.underruns = this.#voice.underruns;
    timing.underrunMs = this.#voice.underrunMs;
    timing.lateCues = this.#speech.lateCues;
    return timing;
  }

  /** The cues that are kept, in media time: those ahead of the playhead and up to two behind it. */
  get cues(): CueQueue {
    return this.#cues;
  }

  /** 22 weights of the latest frame, 0 to 1, sum 1. Filled again by each frame. */
  get weights(): Float32Array {
    return this.#performer.weights;
  }

  /** What leaves for the speaker, to measure or record; `undefined` until sound was needed. */
  get output(): AudioNode | undefined {
    return this.#voice.node;
  }

  /** Where the sound is made; `undefined` until sound was needed. */
  get audioContext(): AudioContext | undefined {
    return this.#voice.context;
  }

  /** The mascot's stage, for others who move its mouth. */
  get stage(): Stage {
    return this.#stage;
  }

  /** Calls back with each event. @returns stops it. */
  listen(listener: (event: LipwireEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back with each frame that is drawn. @returns stops it. */
  listenFrames(listener: (frame: MouthFrame) => void): () => void {
    return this.#stage.listenFrames(listener);
  }

  // Where messages come from.

  /**
   * Takes the next message of the service: an object from an SDK's callback, or the data of a socket's event. Messages
   * are acted on in the order of the calls.
   */
  handleMessage(message: MessageSource): void {
    if (!this.#disposed) this.#reader.read(message);
  }

  /**
   * Takes the messages of a session from now on: a `WebSocket`, or what `ai.live.connect()` resolved to.
   *
   * @returns stops it.
   * @throws BrowserError `BROWSER_SESSION_UNKNOWN` for something else.
   */
  attach(session: object): () => void {
    const socket = sessionSocket(session);
    const listener = {
      onMessage: (data: MessageSource) => this.handleMessage(data),
      onClose: () => this.#conversation.onClosed(),
    };
    return this.#keep(this.#sockets().claim(this.#owner, socket) ?? tapSocket(socket, listener));
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
    const leave = this.#sockets().join(this.#owner);
    this.#intercepting = true;
    this.#patch({ intercepting: this.#owner.active });
    return this.#keep(() => {
      leave();
      this.#intercepting = false;
      this.#patch({ intercepting: false });
    });
  }

  /**
   * Says how the app's call is doing. While it connects or is connected, sockets are listened to; when it ends, the
   * mascot falls silent. A socket that the app opened a moment before it said so is not missed.
   *
   * @param code why it failed, for `failed`: any code that the app knows.
   */
  setSessionStatus(status: SessionStatus, code?: string): void {
    if (status === 'connecting' && this.#conversation.getSnapshot().name !== 'connecting') this.#captions.clear();
    this.#conversation.setStatus(status, code);
    this.#activate(status === 'connecting' || status === 'connected' || status === 'reconnecting');
  }

  #activate(active: boolean): void {
    if (active === this.#owner.active) return;
    this.#owner.active = active;
    this.#sockets().update(this.#owner);
    if (!active) {
      this.#reader.clear();
      this.#localCues?.clear();
      this.#speech.reset();
      this.#rest();
    }
    this.#patch({ intercepting: this.#intercepting && active });
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
    const { naturalLipSync, naturalLipSyncConfig, playAudio } = this.#settings;
    this.#naturalLipSync = naturalLipSync ? new NaturalLipSyncProcessor(naturalLipSyncConfig) : undefined;
    this.#voice.playAudio = playAudio;
    this.#showState();
  }

  /** Connects a rig. @returns disconnects it. */
  setRig(target: RigTarget): () => void {
    this.#stage.target = target;
    return () => {
      // Another may have taken its place.
      if (this.#stage.target === target) this.#stage.target = undefined;
    };
  }

  /** Connects a loaded Rive file, and reports by a `rig` event how it is driven and what it lacks. */
  connectRive(view: RiveView, options?: RiveRigOptions): () => void {
    const { target, report } = createRiveRig(view, options);
    const disconnect = this.setRig(target);
    this.#reportRig(report);
    return disconnect;
  }

  /** Says whether the user speaks, or may; `undefined`, as at first: the state of the conversation says. */
  setListening(listening: boolean | undefined): void {
    this.#listening = listening;
    this.#showState();
  }

  /** Follows the level of a microphone, so that the conversation knows when the user speaks. @returns stops it. */
  watchVoice(source: VoiceSource): () => void {
    return this.#keep(watchVoice(source, this.#clock, (active) => this.#conversation.onVoice(active)));
  }

  /** Silence and rest at once; what is still being generated of this turn is dropped when it comes. */
  interrupt(): void {
    this.#localCues?.release();
    this.#speech.interrupt();
    this.#rest();
  }

  /** Makes sound possible; call it in the handler of a click, or not at all: the client watches for gestures itself. */
  unlock(): void {
    if (!this.#disposed) this.#voice.unlock();
  }

  /** Watches for the first gesture, so that sound is ready before speech comes. Undoes {@link dispose}. */
  start(): void {
    this.#disposed = false;
    this.#stage.open();
    if (typeof window !== 'undefined') this.#openLocal();
    if (typeof window === 'undefined') return;
    const stopWatching = watchReducedMotion((reduced) => {
      this.#prefersCalm = reduced;
      this.#showState();
    });
    this.#keep(stopWatching);
    const stop = onGesture(window, () => {
      unlisten();
      this.unlock();
    });
    const unlisten = this.#keep(stop);
  }

  /** Gives back everything: sound, frames, sockets, listeners of the page. Safe to call twice. */
  dispose(): void {
    this.#disposed = true;
    for (const cleanup of [...this.#cleanups]) cleanup();
    this.#reader.clear();
    this.#localCues?.close();
    this.#localCues = undefined;
    this.#speech.reset();
    this.#rest();
    this.#conversation.reset();
    this.#voice.close();
    this.#stage.close();
  }

  /** @returns whether cues are made in the page. */
  #openLocal(): boolean {
    this.#localCues ??= this.#local?.open({
      deliver: (message) => this.#take(message),
      defaultSampleRateHz: () => this.#settings.audioSampleRate,
    });
    return this.#localCues !== undefined;
  }

  #take(message: unknown): void {
    if (this.#settings.debug) this.#debug('message');
    this.#speech.take(message);
    this.#stage.wake();
  }

  /** What is heard; nothing follows from asking. */
  #heard(): PlaybackPosition {
    this.#voice.read(this.#position);
    return this.#position;
  }

  #read(position: PlaybackPosition): void {
    this.#voice.read(position);
    this.#track(position);
  }

  /** Follows from what is heard: speaking or not, and the beginning of an utterance. */
  #track({ mediaMs, sounding }: PlaybackPosition): void {
    this.#captions.advance(mediaMs);
    while (sounding && (this.#utterances[0] ?? Number.POSITIVE_INFINITY) <= mediaMs) {
      this.#utterances.shift();
      if (this.#settings.gesture) this.#stage.fireGesture();
      this.#emit({ type: 'utterance-start' });
    }
    if (sounding === this.state.speaking) return;
    this.#stage.setSpeaking(this.#performer, sounding);
    this.#conversation.onSounding(sounding);
    this.#patch({ speaking: sounding });
  }

  #rest(): void {
    this.#utterances = [];
    this.#performer.reset();
    this.#read(this.#position);
    this.#stage.wake();
  }

  #onVoice(): void {
    const { status, underruns } = this.#voice;
    if (status !== this.state.audio || underruns !== this.state.underruns) this.#patch({ audio: status, underruns });
    this.#read(this.#position);
    this.#stage.wake();
  }

  #showState(): void {
    const { showState, reducedMotion } = this.#settings;
    const { expression, listening } = bearingOf(this.#conversation.getSnapshot());
    this.#stage.setCalm(reducedMotion ?? this.#prefersCalm);
    this.#face.set(showState ? expression : 'neutral');
    this.#stage.setListening(this.#listening ?? (showState && listening));
  }

  #reportRig(report: RigReport): void {
    this.#emit({ type: 'rig', report });
    const sentence = describeRigReport(report);
    if (sentence) console.warn(`[lipwire] ${sentence}`);
  }

  #emit(event: LipwireEvent): void {
    if (this.#settings.debug) this.#debug(event.type === 'voice' ? event.event.type : event.type);
    for (const listener of [...this.#listeners]) callListener(listener, event);
  }

  #debug(what: string): void {
    const { mediaMs } = this.#position;
    console.debug(
      `[lipwire] ${what}: heard ${mediaMs.toFixed(0)} ms, queued ${this.queuedMs.toFixed(0)} ms, ${this.#cues.length} cues`,
    );
  }

  #patch(change: Partial<LipwireState>): void {
    this.#store.set({ ...this.state, ...change });
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
