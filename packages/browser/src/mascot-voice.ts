import { NaturalLipSyncProcessor, type WireViseme } from '@lipwire/cues';
import type { TranscriptEvent, VoiceEvent } from '@lipwire/providers';
import type { CallFollower } from './call-follower.js';
import { callListener, throwUncaught } from './call-listener.js';
import type { CallReport } from './call-report.js';
import { DEFAULT_SETTINGS, type LipwireClientSettings } from './client-options.js';
import type { LipwireState } from './client-state.js';
import { CueQueue } from './cue-queue.js';
import type { PlaybackPosition } from './playback/clock.js';
import { initialTiming, type LipwireTiming } from './playback/lipwire-timing.js';
import { VoiceOutput, type VoiceOutputOptions } from './playback/voice-output.js';
import type { Stage } from './rig/stage.js';
import { SpeechPerformer } from './speech-performer.js';
import { type SpeechListener, SpeechStream } from './speech-stream.js';
import type { MascotResponseData } from './turn/response-recorder.js';

/** Options of {@link MascotVoice}. */
export interface MascotVoiceOptions extends Omit<VoiceOutputOptions, 'onChange' | 'onError'> {
  readonly stage: Stage;
  readonly report: CallReport;
  /** Told of everything, in this order. The list may grow and shrink. */
  readonly followers: readonly CallFollower[];
  /** How long a drawn frame takes to the screen, in milliseconds; `undefined`: as the frames say. */
  readonly displayLatencyMs: number | undefined;
}

/** Speaks: from messages to what is heard and how the mouth moves with it, and tells those who keep pace. */
export class MascotVoice implements SpeechListener {
  /** The cues that are kept, in media time. */
  readonly cues = new CueQueue();
  readonly output: VoiceOutput;
  readonly #options: MascotVoiceOptions;
  readonly #performer: SpeechPerformer;
  readonly #stream: SpeechStream;
  readonly #timing = initialTiming();
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
  #settings: LipwireClientSettings = DEFAULT_SETTINGS;
  #naturalLipSync: NaturalLipSyncProcessor | undefined;
  /** Media times at which turns begin that were not heard yet. */
  #utterances: number[] = [];

  constructor(options: MascotVoiceOptions) {
    const { stage, report, displayLatencyMs } = options;
    this.#options = options;
    this.#performer = new SpeechPerformer(this.cues, (position) => this.#read(position), displayLatencyMs);
    stage.add(this.#performer);
    this.output = new VoiceOutput({
      ...options,
      onChange: () => this.#onOutput(),
      onError: (error) => report.emit({ type: 'error', error }),
    });
    this.#stream = new SpeechStream({
      cues: this.cues,
      playback: this.output,
      naturalLipSync: () => this.#naturalLipSync,
      defaultSampleRateHz: () => this.#settings.audioSampleRate,
      listener: this,
    });
  }

  set settings(settings: LipwireClientSettings) {
    this.#settings = settings;
    const { naturalLipSync, naturalLipSyncConfig, playAudio } = settings;
    this.#naturalLipSync = naturalLipSync ? new NaturalLipSyncProcessor(naturalLipSyncConfig) : undefined;
    this.output.playAudio = playAudio;
  }

  /** 22 weights of the latest frame. */
  get weights(): Float32Array {
    return this.#performer.weights;
  }

  /** Media time that is heard now, in milliseconds. */
  get playheadMs(): number {
    this.#read(this.#position);
    return this.#position.mediaMs;
  }

  /** What is heard; nothing follows from asking. Filled again with the next question. */
  get heard(): Readonly<PlaybackPosition> {
    this.output.read(this.#position);
    return this.#position;
  }

  /** See `LipwireClient.timing`. */
  get timing(): LipwireTiming {
    const timing = this.#timing;
    const { mediaMs, sounding } = this.heard;
    timing.playheadMs = mediaMs;
    timing.sounding = sounding;
    timing.queuedMs = this.output.queuedMs;
    timing.outputLatencyMs = this.output.outputLatencyMs;
    timing.displayLatencyMs = this.#performer.displayLatencyMs;
    timing.mouthOffsetMs = this.output.aheadMs;
    timing.underruns = this.output.underruns;
    timing.underrunMs = this.output.underrunMs;
    timing.lateCues = this.#stream.lateCues;
    return timing;
  }

  /** Takes the next message of the service, after `JSON.parse`. */
  take(message: unknown): void {
    this.#stream.take(message);
    this.#options.stage.wake();
  }

  /** Silence and rest at once; what is still being generated of this turn is dropped when it comes. */
  interrupt(): void {
    this.#stream.interrupt();
    this.#rest();
  }

  /** Silence and rest at once; what comes next is of another call. */
  reset(): void {
    this.#stream.reset();
    this.#rest();
  }

  onWords(event: TranscriptEvent): void {
    this.#tell((follower) => follower.onWords?.(event));
  }

  onSpeech(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    this.#tell((follower) => follower.onSpeech?.(samples, sampleRateHz, startMs));
  }

  onCut(): void {
    const { mediaMs } = this.heard;
    this.#tell((follower) => follower.onCut?.(mediaMs));
  }

  onUtterance(startMs: number): void {
    this.#utterances.push(startMs);
  }

  onVisemes(visemes: readonly WireViseme[], message: object): void {
    const { report } = this.#options;
    const { onVisemeReceived } = this.#settings;
    if (onVisemeReceived) callListener(onVisemeReceived, [...visemes]);
    report.emit({ type: 'visemes', visemes });
    const lastMessage = message as LipwireState['lastMessage'];
    report.patch({ messageCount: report.get().messageCount + 1, lastMessage });
  }

  onInterrupted(): void {
    this.#rest();
    this.#options.report.emit({ type: 'interrupted' });
  }

  onTurnEnd(lastResponse: MascotResponseData | undefined): void {
    const { report } = this.#options;
    if (lastResponse) report.patch({ lastResponse });
    report.emit({ type: 'turn-end' });
  }

  onVoiceEvent(event: VoiceEvent): void {
    this.#tell((follower) => follower.onVoiceEvent?.(event));
    this.#options.report.emit({ type: 'voice', event });
  }

  #onOutput(): void {
    const { report, stage } = this.#options;
    const { status: audio, underruns } = this.output;
    const before = report.get();
    if (audio !== before.audio || underruns !== before.underruns) report.patch({ audio, underruns });
    this.#read(this.#position);
    stage.wake();
  }

  #rest(): void {
    this.#utterances = [];
    this.#performer.reset();
    this.#read(this.#position);
    this.#options.stage.wake();
  }

  /** What a follower throws stops neither the others nor the speech. */
  #tell(tell: (follower: CallFollower) => void): void {
    for (const follower of this.#options.followers) callListener(tell, follower);
  }

  /** Fills in what is heard, and follows from it: the beginning of an utterance, and whether the mascot speaks. */
  #read(position: PlaybackPosition): void {
    this.output.read(position);
    const { mediaMs, sounding } = position;
    const { followers, report, stage } = this.#options;
    // With every frame: neither an index nor a block makes garbage.
    for (let i = 0; i < followers.length; i++) {
      try {
        followers[i]?.onPlayhead?.(mediaMs);
      } catch (error) {
        throwUncaught(error);
      }
    }
    while (sounding && (this.#utterances[0] ?? Number.POSITIVE_INFINITY) <= mediaMs) {
      this.#utterances.shift();
      if (this.#settings.gesture) stage.fireGesture();
      report.emit({ type: 'utterance-start' });
    }
    if (sounding !== report.get().speaking) this.#onSounding(sounding);
  }

  /** Apart from {@link #read}, which every frame calls: a function with closures makes an object for them each time. */
  #onSounding(sounding: boolean): void {
    const { report, stage } = this.#options;
    stage.setSpeaking(this.#performer, sounding);
    this.#tell((follower) => follower.onSounding?.(sounding));
    report.patch({ speaking: sounding });
  }
}
