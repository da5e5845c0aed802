import { BrowserError } from '../errors.js';
import { PLAYER_WORKLET_SOURCE } from '../generated/player-worklet.js';
import { addWorkletModule } from '../worklet/add-worklet-module.js';
import { MediaClock, type PlaybackPosition } from './clock.js';
import { HeardClock } from './heard-clock.js';
import type { Playback } from './playback.js';
import {
  PLAYER_PROCESSOR_NAME,
  type PlayerCommand,
  type PlayerProcessorOptions,
  REPORT,
  REPORT_KIND,
} from './player-protocol.js';
import { SpeechResampler } from './speech-resampler.js';

/**
 * Size of the ring in the audio thread. The page tops it up whenever the audio thread reports, so it covers a page that
 * is busy for as long; the rest of what came, minutes if need be, waits in the page.
 */
const RING_MS = 3000;

/** A fade around an underrun: too short to be missed as sound, long enough not to click. */
const FADE_MS = 5;

/** Silence is looked at again this long after it must have been heard. */
const SETTLED_MS = 50;

/** Options of {@link AudioPlayer}. */
export interface AudioPlayerOptions {
  /** The app's or ours; any rate. The player neither resumes nor closes it. */
  readonly context: AudioContext;
  /** Address of `player.worklet.js`; `undefined`: the copy inside the bundle. */
  readonly workletUrl: string | undefined;
  /** How much speech must wait before sound starts, in milliseconds. */
  readonly startBufferMs: number;
  /** Media time of the first sample. */
  readonly startMs: number;
  /** Something changed: sound started or stopped, or some of it was played. */
  readonly onProgress: () => void;
  /** Sound is impossible; called once. */
  readonly onError: (error: BrowserError) => void;
}

/**
 * Plays speech through the audio thread, sample for sample, and knows what of it is heard.
 *
 * Speech of any length may be pushed ahead. At the context's own rate the samples pass bit for bit; at another they are
 * resampled here, so that nobody has to ask the browser for a rate that a device may not have.
 */
export class AudioPlayer implements Playback {
  /** What leaves the player: mono, at the context's rate. Connected to the destination. */
  readonly output: GainNode;
  readonly #options: AudioPlayerOptions;
  readonly #context: AudioContext;
  readonly #heard: HeardClock;
  readonly #clock: MediaClock;
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
  #node: AudioWorkletNode | undefined;
  #closed = false;
  #epoch = 0;
  /** Resampled speech that the audio thread has not got. */
  #queue: Float32Array<ArrayBuffer>[] = [];
  #endPending = false;
  #aheadMs = 0;
  #sentFrames = 0;
  #playedFrames = 0;
  #underruns = 0;
  #underrunFrames = 0;
  #resampler: SpeechResampler | undefined;
  /** Media time and frames of the epoch at which the current stretch of speech began, and its samples since. */
  #epochBaseMs: number;
  #epochFrames = 0;
  #stretchStartFrames = 0;
  #stretchSamples = 0;

  constructor(options: AudioPlayerOptions) {
    this.#options = options;
    this.#context = options.context;
    this.#epochBaseMs = options.startMs;
    this.#heard = new HeardClock(this.#context);
    this.#clock = new MediaClock(this.#context.sampleRate);
    this.#clock.restart(options.startMs);
    this.output = this.#context.createGain();
    this.output.connect(this.#context.destination);
    this.#open().catch((cause: unknown) => this.#fail(cause));
  }

  get mediaEndMs(): number {
    const stretchMs = (this.#stretchSamples / (this.#resampler?.inputRateHz ?? 1)) * 1000;
    return this.#epochBaseMs + this.#framesToMs(this.#stretchStartFrames) + stretchMs;
  }

  get queuedMs(): number {
    this.read(this.#position);
    return Math.max(0, this.mediaEndMs - this.#position.mediaMs);
  }

  get underruns(): number {
    return this.#underruns;
  }

  get underrunMs(): number {
    return this.#framesToMs(this.#underrunFrames);
  }

  get outputLatencyMs(): number {
    return Math.max(0, this.#context.currentTime - this.#heard.read(performance.now())) * 1000;
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  push(samples: Float32Array, sampleRateHz: number): number {
    if (this.#resampler?.inputRateHz !== sampleRateHz) {
      this.#endStretch();
      this.#resampler = new SpeechResampler(sampleRateHz, this.#context.sampleRate);
    }
    const startMs = this.mediaEndMs;
    this.#stretchSamples += samples.length;
    this.#endPending = false;
    this.#enqueue(this.#resampler.process(samples));
    return startMs;
  }

  end(): void {
    this.#endStretch();
    this.#endPending = true;
    this.#topUp();
  }

  clear(): void {
    this.#epochBaseMs = this.mediaEndMs;
    this.#epoch++;
    this.#queue = [];
    this.#endPending = false;
    this.#sentFrames = 0;
    this.#playedFrames = 0;
    this.#epochFrames = 0;
    this.#stretchStartFrames = 0;
    this.#stretchSamples = 0;
    this.#resampler?.reset();
    this.#clock.restart(this.#epochBaseMs);
    this.#send({ type: 'clear', epoch: this.#epoch });
  }

  read(position: PlaybackPosition): void {
    // Of a context that was closed nothing is heard any more, not even what was on its way to the speaker.
    const closed = this.#context.state === 'closed';
    this.#clock.read(closed ? 0 : this.#heard.read(performance.now()), position);
    this.#aheadMs = position.sounding ? position.mediaMs - this.#clock.mediaMsAt(this.#heard.statedSeconds) : 0;
    if (this.#context.state === 'running' && !this.#heard.stalled) return;
    // The sound was taken away, perhaps in the middle of a word, and nobody knows for how long.
    position.sounding = false;
    position.startsInMs = Number.POSITIVE_INFINITY;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.clear();
    this.#node?.port.postMessage(null);
    this.#node?.port.close();
    this.#node?.disconnect();
    this.output.disconnect();
  }

  async #open(): Promise<void> {
    const { workletUrl, startBufferMs } = this.#options;
    await addWorkletModule(this.#context, { name: 'player', source: PLAYER_WORKLET_SOURCE, url: workletUrl });
    if (this.#closed) return;
    const processorOptions: PlayerProcessorOptions = {
      capacityFrames: this.#capacityFrames,
      startFrames: Math.round((startBufferMs / 1000) * this.#context.sampleRate),
      fadeFrames: Math.round((FADE_MS / 1000) * this.#context.sampleRate),
    };
    const node = new AudioWorkletNode(this.#context, PLAYER_PROCESSOR_NAME, {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions,
    });
    node.port.onmessage = ({ data }: MessageEvent<Float64Array>) => this.#onReport(data);
    node.onprocessorerror = () => this.#fail(new Error('The player worklet stopped.'));
    node.connect(this.output);
    this.#node = node;
    if (this.#epoch > 0) this.#send({ type: 'clear', epoch: this.#epoch });
    this.#topUp();
  }

  #fail(cause: unknown): void {
    if (this.#closed) return;
    const error =
      cause instanceof BrowserError
        ? cause
        : new BrowserError('BROWSER_AUDIO_UNAVAILABLE', 'Speech cannot be played: the audio graph failed.', { cause });
    // First, as long as it is known what was heard: the rest goes on elsewhere.
    this.#options.onError(error);
    this.close();
  }

  #onReport(report: Float64Array): void {
    this.#underruns = report[REPORT.underruns] as number;
    this.#underrunFrames = report[REPORT.underrunFrames] as number;
    if (this.#closed || report[REPORT.epoch] !== this.#epoch) return;
    const contextFrame = report[REPORT.contextFrame] as number;
    this.#playedFrames = report[REPORT.playedFrames] as number;
    if (report[REPORT.kind] === REPORT_KIND.started) this.#clock.started(contextFrame, this.#playedFrames);
    if (report[REPORT.kind] === REPORT_KIND.stopped) {
      this.#clock.stopped(contextFrame, this.#playedFrames);
      // The last sound is heard some latency after it was rendered, and a hidden page draws no frame that would notice.
      setTimeout(this.#options.onProgress, this.outputLatencyMs + SETTLED_MS);
    }
    this.#topUp();
    this.#options.onProgress();
  }

  #endStretch(): void {
    if (this.#resampler) this.#enqueue(this.#resampler.flush());
    this.#stretchStartFrames = this.#epochFrames;
    this.#stretchSamples = 0;
  }

  #enqueue(frames: Float32Array<ArrayBuffer>): void {
    if (frames.length > 0) this.#queue.push(frames);
    this.#epochFrames += frames.length;
    this.#clock.limitFrames = this.#epochFrames;
    this.#topUp();
  }

  /** Hands the audio thread as much as fits its ring. Driven by its reports, as timers are slow in hidden pages. */
  #topUp(): void {
    if (!this.#node) return;
    let room = this.#capacityFrames - (this.#sentFrames - this.#playedFrames);
    let sent = 0;
    for (; sent < this.#queue.length && room > 0; sent++) {
      const piece = this.#queue[sent] as Float32Array<ArrayBuffer>;
      const samples = piece.length <= room ? piece : piece.slice(0, room);
      if (samples !== piece) this.#queue[sent--] = piece.slice(room);
      room -= samples.length;
      this.#sentFrames += samples.length;
      this.#send({ type: 'push', epoch: this.#epoch, samples });
    }
    if (sent > 0) this.#queue.splice(0, sent);
    if (this.#endPending && this.#queue.length === 0) {
      this.#endPending = false;
      this.#send({ type: 'end', epoch: this.#epoch });
    }
  }

  #send(command: PlayerCommand): void {
    this.#node?.port.postMessage(command, command.type === 'push' ? [command.samples.buffer] : []);
  }

  get #capacityFrames(): number {
    return Math.ceil((RING_MS / 1000) * this.#context.sampleRate);
  }

  #framesToMs(frames: number): number {
    return (frames / this.#context.sampleRate) * 1000;
  }
}
