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

/**
 * What the audio thread does, without the audio thread: takes samples, gives blocks, reports what sounded when.
 *
 * The samples come out exactly as they went in, save for the first block after a clear, which fades out what was
 * sounding. When samples run out there is silence and the count of played frames stands still.
 *
 * {@link process} allocates nothing.
 */
export class PlayerCore {
  readonly #ring: SampleRing;
  readonly #startFrames: number;
  readonly #report: (report: Float64Array) => void;
  readonly #reportFields = new Float64Array(REPORT_FIELDS);
  /** What is left of a cleared epoch to fade out. */
  readonly #fade = new Float32Array(MAX_BLOCK_FRAMES);
  #fadeFrames = 0;
  #epoch = 0;
  #playing = false;
  #ended = false;
  #thresholdFrames: number;
  #playedFrames = 0;
  #underruns = 0;
  #sinceReportFrames = 0;
  #lastValue = 0;
  #releaseFrames = 0;
  #releaseFrom = 0;

  /** @param report gets an array that is only lent for the call; see {@link REPORT} for its fields. */
  constructor({ capacityFrames, startFrames }: PlayerProcessorOptions, report: (report: Float64Array) => void) {
    this.#ring = new SampleRing(capacityFrames);
    this.#startFrames = Math.max(1, Math.min(startFrames, capacityFrames));
    this.#thresholdFrames = this.#startFrames;
    this.#report = report;
  }

  /** Does what the page asks for. What is of an older epoch is dropped. */
  handle(command: PlayerCommand): void {
    if (command.type === 'clear') {
      if (command.epoch > this.#epoch) this.#clear(command.epoch);
    } else if (command.epoch === this.#epoch) {
      if (command.type === 'end') {
        this.#ended = true;
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
    if (this.#fadeFrames > 0) {
      this.#playFade(output);
      return;
    }
    if (!this.#playing && this.#mayStart()) {
      this.#playing = true;
      this.#send(REPORT_KIND.started, contextFrame);
    }
    const given = this.#playing ? this.#ring.read(output, output.length) : 0;
    if (given > 0) this.#lastValue = output[given - 1] as number;
    this.#playedFrames += given;
    if (this.#playing && given < output.length) this.#stop(contextFrame + given);
    for (let i = given; i < output.length; i++) output[i] = this.#release();

    this.#sinceReportFrames += output.length;
    if (this.#playing && this.#sinceReportFrames >= PROGRESS_INTERVAL_FRAMES) {
      this.#send(REPORT_KIND.progress, contextFrame + output.length);
    }
  }

  #mayStart(): boolean {
    return this.#ring.length >= (this.#ended ? 1 : Math.min(this.#thresholdFrames, this.#ring.capacity));
  }

  #stop(contextFrame: number): void {
    this.#playing = false;
    if (this.#ended) {
      this.#thresholdFrames = this.#startFrames;
    } else {
      this.#underruns++;
      this.#thresholdFrames = Math.min(this.#thresholdFrames * 2, this.#startFrames * MAX_THRESHOLD_FACTOR);
    }
    this.#beginRelease();
    this.#send(REPORT_KIND.stopped, contextFrame);
  }

  #clear(epoch: number): void {
    if (this.#playing) {
      this.#fadeFrames = this.#ring.read(this.#fade, MAX_BLOCK_FRAMES);
      if (this.#fadeFrames === 0) this.#beginRelease();
    }
    this.#ring.clear();
    this.#epoch = epoch;
    this.#playing = false;
    this.#ended = false;
    this.#playedFrames = 0;
    this.#thresholdFrames = this.#startFrames;
  }

  /** The first block after a clear: what would have sounded, falling to zero. What is behind it is silence. */
  #playFade(output: Float32Array): void {
    const frames = Math.min(output.length, this.#fadeFrames);
    for (let i = 0; i < frames; i++) output[i] = (this.#fade[i] as number) * (1 - (i + 1) / frames);
    output.fill(0, frames);
    this.#fadeFrames = 0;
    this.#releaseFrames = 0;
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
    this.#sinceReportFrames = 0;
    this.#report(fields);
  }
}
