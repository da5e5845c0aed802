import { heardTimeSeconds } from '@lipwire/browser';
import type { Sound } from './sound';

/** Time to hand a sound to the audio thread. */
const START_SECONDS = 0.02;

/** Plays a sound from anywhere at any speed, and knows which instant of it is heard. */
export class SoundPlayer {
  readonly #openContext: () => AudioContext;
  #context: AudioContext | undefined;
  #buffer: { readonly sound: Sound; readonly audio: AudioBuffer } | undefined;
  #playing:
    | {
        readonly source: AudioBufferSourceNode;
        readonly fromMs: number;
        readonly speed: number;
        readonly startS: number;
      }
    | undefined;

  constructor(openContext: () => AudioContext = () => new AudioContext()) {
    this.#openContext = openContext;
  }

  get playing(): boolean {
    return this.#playing !== undefined;
  }

  /** The instant that is heard, in milliseconds from the start of the sound; undefined while nothing plays. */
  get heardMs(): number | undefined {
    if (!this.#playing || !this.#context) return undefined;
    const { fromMs, speed, startS } = this.#playing;
    const playedS = heardTimeSeconds(this.#context, performance.now()) - startS;
    return fromMs + Math.max(0, playedS) * 1000 * speed;
  }

  /**
   * Plays, in place of what plays. Call it in the handler of a click or a key: browsers want that before the first sound.
   *
   * @param speed 1 as it is; half the speed is an octave lower.
   * @param onEnd called when the sound is over, not when it is stopped.
   */
  play(sound: Sound, fromMs: number, speed: number, onEnd: () => void): void {
    this.stop();
    this.#context ??= this.#openContext();
    const context = this.#context;
    void context.resume();
    const source = context.createBufferSource();
    source.buffer = this.#bufferOf(sound, context);
    source.playbackRate.value = speed;
    source.connect(context.destination);
    const startS = context.currentTime + START_SECONDS;
    source.start(startS, fromMs / 1000);
    const playing = { source, fromMs, speed, startS };
    this.#playing = playing;
    source.onended = () => {
      if (this.#playing !== playing) return;
      this.stop();
      onEnd();
    };
  }

  /** Silence at once. */
  stop(): void {
    const playing = this.#playing;
    this.#playing = undefined;
    playing?.source.stop();
    playing?.source.disconnect();
  }

  /** Gives the device back; {@link play} opens it again. */
  close(): void {
    this.stop();
    void this.#context?.close();
    this.#context = undefined;
    this.#buffer = undefined;
  }

  #bufferOf(sound: Sound, context: AudioContext): AudioBuffer {
    if (this.#buffer?.sound === sound) return this.#buffer.audio;
    const audio = context.createBuffer(1, sound.samples.length, sound.sampleRateHz);
    audio.copyToChannel(sound.samples, 0);
    this.#buffer = { sound, audio };
    return audio;
  }
}
