import { type MicrophoneState, type Stage, StateStore } from '@lipwire/browser';
import {
  DEFAULT_NATURAL_LIP_SYNC_CONFIG,
  type NaturalLipSyncConfig,
  type VisemeId,
  type WireViseme,
} from '@lipwire/cues';
import { CueMaker, type HeardVisemes } from './cue-maker';
import { type Moment, phoneAt, visemeAt } from './moment';
import { MouthPerformer } from './mouth-performer';
import { readSoundFile } from './read-sound-file';
import { Recorder } from './recorder';
import { requestSpeech } from './request-speech';
import { type ShapedVisemes, shapeVisemes } from './shape-visemes';
import { type Sound, SoundError } from './sound';
import { SoundPlayer } from './sound-player';
import type { SpeechRequest } from './speech-request';

/** A sound with its cues. */
export interface Take {
  readonly sound: Sound;
  /** Before natural lip sync: every shape that the engine heard. */
  readonly before: HeardVisemes;
}

/** What the page shows, apart from where the playhead is. */
export interface PlaygroundState {
  readonly take: Take | undefined;
  readonly config: NaturalLipSyncConfig;
  /** After natural lip sync; there is one where there is a take. */
  readonly after: ShapedVisemes | undefined;
  /** Which cues the mouth follows. */
  readonly mouth: 'before' | 'after';
  /** 1: as it was said. */
  readonly speed: number;
  readonly playing: boolean;
  /** What is being done, as a sentence. */
  readonly busy: string | undefined;
  /** What went wrong, as a sentence. */
  readonly problem: string | undefined;
}

/** What tests replace. */
export interface PlaygroundParts {
  readonly cueMaker?: Pick<CueMaker, 'visemesOf'>;
  readonly player?: Pick<SoundPlayer, 'play' | 'stop' | 'close' | 'heardMs'>;
  readonly makeRecorder?: (onFull: () => void) => Recorder;
  readonly speak?: (request: SpeechRequest) => Promise<Sound>;
  readonly readFile?: (file: File) => Promise<Sound>;
}

const AT_REST: Moment = { phone: undefined, before: 0, after: 0 };

/** One sound at a time: from where it comes, its cues, what natural lip sync makes of them, and where the playhead is. */
export class PlaygroundDesk {
  readonly recorder: Recorder;
  readonly #cueMaker: Pick<CueMaker, 'visemesOf'>;
  readonly #player: Pick<SoundPlayer, 'play' | 'stop' | 'close' | 'heardMs'>;
  readonly #speak: (request: SpeechRequest) => Promise<Sound>;
  readonly #readFile: (file: File) => Promise<Sound>;
  readonly #performer = new MouthPerformer(() => {
    const { playing, speed } = this.getState();
    return { atMs: this.playheadMs, speed: playing ? speed : 0 };
  });
  readonly #store = new StateStore<PlaygroundState>({
    take: undefined,
    config: DEFAULT_NATURAL_LIP_SYNC_CONFIG,
    after: undefined,
    mouth: 'after',
    speed: 1,
    playing: false,
    busy: undefined,
    problem: undefined,
  });
  readonly #moment = new StateStore<Moment>(AT_REST);
  readonly #playheadListeners = new Set<() => void>();
  #stage: Stage | undefined;
  #playheadMs = 0;
  /** The latest sound that was asked for; an earlier one that comes later is not wanted any more. */
  #wanted = 0;

  constructor(parts: PlaygroundParts = {}) {
    this.#cueMaker = parts.cueMaker ?? new CueMaker();
    this.#player = parts.player ?? new SoundPlayer();
    this.#speak = parts.speak ?? requestSpeech;
    this.#readFile = parts.readFile ?? readSoundFile;
    this.recorder = (parts.makeRecorder ?? ((onFull) => new Recorder(onFull)))(() => this.toggleRecording());
  }

  readonly subscribe = this.#store.subscribe;
  readonly getState = this.#store.get;
  /** What is at the playhead; changes with each cue and each phone, not with each frame. */
  readonly subscribeMoment = this.#moment.subscribe;
  readonly getMoment = this.#moment.get;

  /** Where the playhead is: what is heard while it plays. Milliseconds from the start of the sound. */
  get playheadMs(): number {
    const { take } = this.getState();
    return Math.min(this.#player.heardMs ?? this.#playheadMs, take?.sound.durationMs ?? 0);
  }

  /** 22 weights of the mouth as it was drawn last. */
  get weights(): Float32Array {
    return this.#performer.weights;
  }

  /** Puts the mouth on a stage. @returns takes it away, and ends what plays. */
  readonly mount = (stage: Stage): (() => void) => {
    this.#stage = stage;
    const leave = stage.add(this.#performer);
    const unlisten = stage.listenFrames(() => this.#onFrame());
    return () => {
      this.#wanted++;
      this.pause();
      this.recorder.cancel();
      this.#player.close();
      unlisten();
      leave();
      this.#stage = undefined;
    };
  };

  /** Calls back in each frame in which the playhead may have moved. @returns stops it. */
  readonly listenPlayhead = (listener: () => void): (() => void) => {
    this.#playheadListeners.add(listener);
    return () => this.#playheadListeners.delete(listener);
  };

  // Where a sound comes from.

  /** Lets the server speak a text. @param play play it when it is there. */
  readonly speak = (request: SpeechRequest, { play = false } = {}): Promise<void> =>
    this.#take('Speaking…', () => this.#speak(request), play);

  /** Shows an audio file. */
  readonly openFile = (file: File): Promise<void> => this.#take(`Reading ${file.name}…`, () => this.#readFile(file));

  /** Begins to record, or ends it and shows what was recorded. */
  readonly toggleRecording = (): void => {
    const { status } = this.recorder.microphone.getState();
    if (isRecording(status)) {
      void this.#take('Listening…', async () => this.recorder.finish());
      return;
    }
    this.pause();
    this.recorder.start();
  };

  async #take(busy: string, make: () => Promise<Sound>, play = false): Promise<void> {
    const wanted = ++this.#wanted;
    this.#patch({ busy, problem: undefined });
    try {
      const sound = await make();
      const before = await this.#cueMaker.visemesOf(sound);
      if (wanted !== this.#wanted) return;
      this.pause();
      this.#playheadMs = 0;
      this.#patch({ take: { sound, before }, busy: undefined });
      this.configure({});
      if (play) this.play();
    } catch (error) {
      if (wanted !== this.#wanted) return;
      this.#patch({ busy: undefined, problem: sentenceOf(error) });
    }
  }

  // What is made of it.

  /** Changes natural lip sync; the track and the mouth follow at once. */
  readonly configure = (changes: Partial<NaturalLipSyncConfig>): void => {
    const { take, config: earlier } = this.getState();
    const config = { ...earlier, ...changes };
    this.#patch({ config, after: take && shapeVisemes(take.before.visemes, config) });
    this.#follow();
  };

  /** Lets the mouth follow the cues before natural lip sync, or after. */
  readonly follow = (mouth: PlaygroundState['mouth']): void => {
    this.#patch({ mouth });
    this.#follow();
  };

  /** The cues that the mouth follows. */
  get followed(): readonly WireViseme[] {
    const { take, after, mouth } = this.getState();
    return (mouth === 'after' ? after?.visemes : take?.before.visemes) ?? [];
  }

  /** Shows one shape for as long as somebody looks at it; undefined: the mouth of the playhead again. */
  readonly showShape = (shape: VisemeId | undefined): void => {
    this.#performer.shape = shape;
    this.#stage?.wake();
  };

  #follow(): void {
    this.#performer.visemes = this.followed;
    this.#onFrame();
    this.#stage?.wake();
  }

  // Where it is.

  /** Plays from the playhead; from the start where that is at the end. Call it in the handler of a click or a key. */
  readonly play = (): void => {
    const { take, speed } = this.getState();
    if (!take) return;
    if (this.#playheadMs >= take.sound.durationMs) this.#playheadMs = 0;
    this.#player.play(take.sound, this.#playheadMs, speed, () => {
      this.#playheadMs = take.sound.durationMs;
      this.#setPlaying(false);
    });
    this.#setPlaying(true);
  };

  readonly pause = (): void => {
    this.#playheadMs = this.playheadMs;
    this.#player.stop();
    this.#setPlaying(false);
  };

  readonly togglePlaying = (): void => {
    if (this.getState().playing) this.pause();
    else this.play();
  };

  /** Moves the playhead, in either direction; sound that plays goes on from there. */
  readonly seek = (atMs: number): void => {
    const { take, playing } = this.getState();
    if (!take) return;
    const { durationMs } = take.sound;
    this.#playheadMs = Math.min(Math.max(0, atMs), durationMs);
    if (playing) {
      this.#player.stop();
      if (this.#playheadMs < durationMs) this.play();
      else this.#setPlaying(false);
    }
    this.#stage?.wake();
  };

  /** @param speed 0.25 to 1. */
  readonly setSpeed = (speed: number): void => {
    const { playing } = this.getState();
    this.pause();
    this.#patch({ speed });
    if (playing) this.play();
  };

  #setPlaying(playing: boolean): void {
    if (playing !== this.getState().playing) this.#patch({ playing });
    this.#stage?.setSpeaking(this.#performer, playing);
    this.#stage?.wake();
  }

  #onFrame(): void {
    const { take, after } = this.getState();
    if (take && after) {
      const atMs = this.playheadMs;
      const phone = phoneAt(take.sound.phones, atMs);
      const [before, shaped] = [visemeAt(take.before.visemes, atMs), visemeAt(after.visemes, atMs)];
      const now = this.#moment.get();
      if (now.phone !== phone || now.before !== before || now.after !== shaped) {
        this.#moment.set({ phone, before, after: shaped });
      }
    }
    for (const listener of this.#playheadListeners) listener();
  }

  #patch(change: Partial<PlaygroundState>): void {
    this.#store.set({ ...this.getState(), ...change });
  }
}

/** The microphone is open, or about to be. */
export function isRecording(status: MicrophoneState['status']): boolean {
  return status === 'on' || status === 'starting';
}

function sentenceOf(error: unknown): string {
  return error instanceof SoundError ? error.message : 'This could not be shown. Reload the page and try again.';
}
