import {
  type PlayerCommand,
  type PlayerProcessorOptions,
  REPORT,
  REPORT_FIELDS,
  REPORT_KIND,
} from './player-protocol.js';
import { SampleRing } from './sample-ring.js';

/** The longest block that the audio thread asks for. 128 today; the standard lets a context choose more. */
const MAX_BLOCK_FRAMES = 2048;
/** Progress is reported this often while sound plays: every 21 ms at 48 kHz, long before the ring runs dry. */
const PROGRESS_INTERVAL_FRAMES = 1024;
/** Sound that ends at once clicks. The last value falls to zero over this many frames of the silence that follows. */
const RELEASE_FRAMES = 32;
/** After each underrun in a stretch of speech twice as much must wait, up to this many times the first threshold. */
const MAX_THRESHOLD_FACTOR = 8;
/** Sound has not run out. */
const NEVER = -1;

/**
 * What the audio thread does, without the audio thread: takes samples, gives blocks, reports what sounded when.
 *
 * The samples come out exactly as they went in, save for the first block after a clear, which fades out what was
 * sounding, and for the edges of an underrun: the last samples before it fade out, the first behind it fade in. In
 * between there is silence and the count of played frames stands still.
 *
 * {@link process} allocates nothing.
 */
export class PlayerCore {
  readonly #ring: SampleRing;
  readonly #startFrames: number;
  readonly #fadeFrames: number;
  readonly #report: (report: Float64Array) => void;
  readonly #reportFields = new Float64Array(REPORT_FIELDS);
  /** What is left of a cleared epoch to fade out. */
  readonly #cleared = new Float32Array(MAX_BLOCK_FRAMES);
  #clearedFrames = 0;
  #epoch = 0;
  #playing = false;
  #ended = false;
  #thresholdFrames: number;
  #playedFrames = 0;
  /** The context's frame behind the latest block. */
  #contextFrame = 0;
  /** The context's frame at which sound ran out in the middle of speech, as far as is known. */
  #ranOutAt = NEVER;
  #underruns = 0;
  #underrunFrames = 0;
  #sinceReportFrames = 0;
  /** Of the fades around an underrun, 0 to 1. */
  #gain = 1;
  #lastValue = 0;
  #releaseFrames = 0;
  #releaseFrom = 0;

  /** @param report gets an array that is only lent for the call; see {@link REPORT} for its fields. */
  constructor(
    { capacityFrames, startFrames, fadeFrames }: PlayerProcessorOptions,
    report: (report: Float64Array) => void,
  ) {
    this.#ring = new SampleRing(capacityFrames);
    this.#startFrames = Math.max(1, Math.min(startFrames, capacityFrames));
    this.#fadeFrames = Math.max(1, fadeFrames);
    this.#thresholdFrames = this.#startFrames;
    this.#report = report;
  }

  /** Does what the page asks for. What is of an older epoch is dropped. */
  handle(command: PlayerCommand): void {
    if (command.type === 'clear') {
      if (command.epoch > this.#epoch) this.#clear(command.epoch);
    } else if (command.epoch === this.#epoch) {
      if (command.type === 'end') {
        this.#end();
      } else {
        this.#ended = false;
        this.#ring.write(command.samples);
      }
    }
  }

  /**
   * Fills one block.
   *
   * @param output one channel; every frame of it is written.
   * @param contextFrame the context's count of frames at the beginning of the block.
   */
  process(output: Float32Array, contextFrame: number): void {
    this.#contextFrame = contextFrame + output.length;
    if (this.#clearedFrames > 0) {
      this.#playCleared(output);
      return;
    }
    if (!this.#playing && this.#mayStart()) this.#start(contextFrame);
    const waiting = this.#ring.length;
    const given = this.#playing ? this.#ring.read(output, output.length) : 0;
    if (given > 0) {
      this.#fade(output, given, waiting);
      this.#lastValue = output[given - 1] as number;
    }
    this.#playedFrames += given;
    if (this.#playing && given < output.length) this.#stop(contextFrame + given);
    for (let i = given; i < output.length; i++) output[i] = this.#release();

    this.#sinceReportFrames += output.length;
    if (this.#playing && this.#sinceReportFrames >= PROGRESS_INTERVAL_FRAMES) {
      this.#send(REPORT_KIND.progress, this.#contextFrame);
    }
  }

  #mayStart(): boolean {
    return this.#ring.length >= (this.#ended ? 1 : Math.min(this.#thresholdFrames, this.#ring.capacity));
  }

  #start(contextFrame: number): void {
    this.#playing = true;
    this.#countUnderrun(contextFrame);
    this.#send(REPORT_KIND.started, contextFrame);
  }

  #stop(contextFrame: number): void {
    this.#playing = false;
    if (this.#ended) {
      this.#thresholdFrames = this.#startFrames;
    } else {
      this.#ranOutAt = contextFrame;
      this.#gain = 0;
      this.#thresholdFrames = Math.min(this.#thresholdFrames * 2, this.#startFrames * MAX_THRESHOLD_FACTOR);
    }
    this.#beginRelease();
    this.#send(REPORT_KIND.stopped, contextFrame);
  }

  /** Sound that ran out and turns out to have been the last has not run out: it was over. */
  #end(): void {
    this.#ended = true;
    if (this.#ring.length > 0 || this.#ranOutAt === NEVER) return;
    this.#ranOutAt = NEVER;
    this.#gain = 1;
    this.#thresholdFrames = this.#startFrames;
  }

  #clear(epoch: number): void {
    if (this.#playing) {
      this.#clearedFrames = this.#ring.read(this.#cleared, MAX_BLOCK_FRAMES);
      if (this.#clearedFrames === 0) this.#beginRelease();
    }
    if (this.#clearedFrames === 0) this.#gain = 1;
    this.#countUnderrun(this.#contextFrame);
    this.#ring.clear();
    this.#epoch = epoch;
    this.#playing = false;
    this.#ended = false;
    this.#playedFrames = 0;
    this.#thresholdFrames = this.#startFrames;
  }

  #countUnderrun(silentUntil: number): void {
    if (this.#ranOutAt === NEVER) return;
    this.#underruns++;
    this.#underrunFrames += silentUntil - this.#ranOutAt;
    this.#ranOutAt = NEVER;
  }

  /**
   * Lowers the samples that may be the last before an underrun, down to 0 at the very last; raises those behind one, and
   * those before one that did not come about, as new samples arrived.
   *
   * @param given how many samples of the output it is about.
   * @param waiting how many there were, these included.
   */
  #fade(output: Float32Array, given: number, waiting: number): void {
    const enough = this.#ended || waiting - given >= this.#fadeFrames;
    if (this.#gain === 1 && enough) return;
    const step = 1 / this.#fadeFrames;
    for (let i = 0; i < given; i++) {
      const most = this.#ended ? 1 : Math.min(1, (waiting - i - 1) * step);
      this.#gain = Math.min(most, this.#gain + step);
      output[i] = (output[i] as number) * this.#gain;
    }
  }

  /** The first block after a clear: what would have sounded, falling to zero. What is behind it is silence. */
  #playCleared(output: Float32Array): void {
    const frames = Math.min(output.length, this.#clearedFrames);
    for (let i = 0; i < frames; i++) output[i] = (this.#cleared[i] as number) * this.#gain * (1 - (i + 1) / frames);
    output.fill(0, frames);
    this.#clearedFrames = 0;
    this.#releaseFrames = 0;
    this.#gain = 1;
  }

  #beginRelease(): void {
    this.#releaseFrames = RELEASE_FRAMES;
    this.#releaseFrom = this.#lastValue;
    this.#lastValue = 0;
  }

  #release(): number {
    if (this.#releaseFrames === 0) return 0;
    this.#releaseFrames--;
    return (this.#releaseFrom * this.#releaseFrames) / RELEASE_FRAMES;
  }

  #send(kind: number, contextFrame: number): void {
    const fields = this.#reportFields;
    fields[REPORT.kind] = kind;
    fields[REPORT.epoch] = this.#epoch;
    fields[REPORT.contextFrame] = contextFrame;
    fields[REPORT.playedFrames] = this.#playedFrames;
    fields[REPORT.underruns] = this.#underruns;
    fields[REPORT.underrunFrames] = this.#underrunFrames;
    this.#sinceReportFrames = 0;
    this.#report(fields);
  }
}
