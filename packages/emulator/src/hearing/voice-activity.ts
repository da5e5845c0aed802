import { NoiseFloor } from './noise-floor.js';
import { BAND_RATE_HZ, SpeechBand } from './speech-band.js';
import { VOICING_SAMPLES, voicing } from './voicing.js';

/** How a detector listens. */
export interface ActivityOptions {
  /** How much speech there must be before it counts as begun, in milliseconds. Default 80, range 20 to 1000. */
  readonly minSpeechMs: number;
  /** How long it must be quiet until speech counts as ended, in milliseconds. Default 500, range 100 to 5000. */
  readonly silenceMs: number;
  /** How far speech must stand out of the background to begin, in dB. Default 10. */
  readonly startMarginDb: number;
}

/** See {@link ActivityOptions}. */
export const DEFAULT_ACTIVITY: ActivityOptions = { minSpeechMs: 80, silenceMs: 500, startMarginDb: 10 };

/** The user began or ceased to speak. */
export type ActivityEvent = { readonly type: 'speech-start' } | SpeechEnd;

/** The user ceased to speak. */
export interface SpeechEnd {
  readonly type: 'speech-end';
  /** From the first sound to the last, without the quiet time that ended it. */
  readonly speechMs: number;
}

const FRAME_MS = 10;
const FRAME_SAMPLES = (BAND_RATE_HZ * FRAME_MS) / 1000;

/** Quieter sound is never speech: it is a room, or a neighbour. */
const QUIETEST_SPEECH_DB = -48;
/** Speech goes on while it is this much quieter than what begins it. */
const HYSTERESIS_DB = 5;
/** Vowels of the test voices and of read speech repeat themselves by 0.6 to 0.95, white noise by 0.1 to 0.35. */
const VOICED = 0.55;
/** Loud but unvoiced frames (s, t, a slammed door) need this much voice near them, in frames. */
const MIN_VOICED_FRAMES = 3;
/** How far apart the frames that begin speech may lie, beyond their own length. */
const SPREAD_FRAMES = 12;

/**
 * Hears when somebody speaks: loud against a background that it learns, and for the start also voiced, so that steady
 * noise, hiss and clicks do not count.
 *
 * It has no clock: time is counted in samples, however fast they come.
 */
export class VoiceActivityDetector {
  readonly #options: ActivityOptions;
  readonly #minLoudFrames: number;
  #band: SpeechBand | undefined;
  #floor = new NoiseFloor();
  readonly #history = new Float32Array(VOICING_SAMPLES);
  #frameFill = 0;
  #frameEnergy = 0;
  /** The newest frames, as long as no speech has begun: whether each was loud, and voiced. */
  #recent: { readonly loud: boolean; readonly voiced: boolean }[] = [];
  #speech: { frames: number; quietFrames: number } | undefined;

  constructor(options: ActivityOptions = DEFAULT_ACTIVITY) {
    this.#options = options;
    this.#minLoudFrames = Math.max(MIN_VOICED_FRAMES, Math.round(options.minSpeechMs / FRAME_MS));
  }

  /** True between `speech-start` and `speech-end`. */
  get isSpeech(): boolean {
    return this.#speech !== undefined;
  }

  /**
   * Listens on.
   *
   * @param samples mono, -1 to 1, of any number; only read.
   * @param sampleRateHz 8,000 or more; it may change from call to call.
   * @returns what happened, in order; usually nothing.
   */
  push(samples: Float32Array, sampleRateHz: number): ActivityEvent[] {
    if (this.#band?.sampleRateHz !== sampleRateHz) this.#band = new SpeechBand(sampleRateHz);
    const events: ActivityEvent[] = [];
    this.#band.push(samples, (sample) => {
      this.#history[VOICING_SAMPLES - FRAME_SAMPLES + this.#frameFill] = sample;
      this.#frameEnergy += sample * sample;
      if (++this.#frameFill < FRAME_SAMPLES) return;
      const event = this.#frame(10 * Math.log10(this.#frameEnergy / FRAME_SAMPLES + 1e-10));
      if (event) events.push(event);
      this.#history.copyWithin(0, FRAME_SAMPLES);
      this.#frameFill = 0;
      this.#frameEnergy = 0;
    });
    return events;
  }

  /** The stream ends here: speech that goes on ends now. */
  flush(): SpeechEnd | undefined {
    return this.#speech && this.#end(this.#speech);
  }

  #frame(levelDb: number): ActivityEvent | undefined {
    const startDb = Math.max(QUIETEST_SPEECH_DB, this.#floor.levelDb + this.#options.startMarginDb);
    this.#floor.push(levelDb);
    if (this.#speech) return this.#continue(this.#speech, levelDb > startDb - HYSTERESIS_DB);

    const loud = levelDb > startDb;
    this.#recent.push({ loud, voiced: loud && voicing(this.#history) > VOICED });
    if (this.#recent.length > this.#minLoudFrames + SPREAD_FRAMES) this.#recent.shift();
    const loudFrames = this.#recent.filter((frame) => frame.loud).length;
    const voicedFrames = this.#recent.filter((frame) => frame.voiced).length;
    if (loudFrames < this.#minLoudFrames || voicedFrames < MIN_VOICED_FRAMES) return undefined;
    // It began with the first loud frame of those that convinced.
    this.#speech = { frames: this.#recent.length - this.#recent.findIndex((frame) => frame.loud), quietFrames: 0 };
    this.#recent = [];
    return { type: 'speech-start' };
  }

  #continue(speech: { frames: number; quietFrames: number }, loud: boolean): SpeechEnd | undefined {
    speech.frames++;
    speech.quietFrames = loud ? 0 : speech.quietFrames + 1;
    return speech.quietFrames * FRAME_MS >= this.#options.silenceMs ? this.#end(speech) : undefined;
  }

  #end({ frames, quietFrames }: { frames: number; quietFrames: number }): SpeechEnd {
    this.#speech = undefined;
    return { type: 'speech-end', speechMs: (frames - quietFrames) * FRAME_MS };
  }
}
