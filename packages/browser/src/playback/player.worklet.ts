import { PlayerCore } from './player-core.js';
import { PLAYER_PROCESSOR_NAME, type PlayerCommand, type PlayerProcessorOptions } from './player-protocol.js';

// The audio thread's globals, which the DOM types leave out.
declare const currentFrame: number;
declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: PlayerProcessorOptions }) => AudioWorkletProcessor,
): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** The thin shell of {@link PlayerCore}: commands in, samples and reports out. */
class PlayerProcessor extends AudioWorkletProcessor {
  readonly #core: PlayerCore;
  #open = true;

  constructor({ processorOptions }: { processorOptions: PlayerProcessorOptions }) {
    super();
    this.#core = new PlayerCore(processorOptions, (report) => this.port.postMessage(report));
    this.port.onmessage = ({ data }: MessageEvent<PlayerCommand | null>) => {
      // `null` is the page's goodbye: without it the browser keeps a processor that returns true for ever.
      if (data === null) this.#open = false;
      else this.#core.handle(data);
    };
  }

  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    const channel = outputs[0]?.[0];
    if (channel) this.#core.process(channel, currentFrame);
    return this.#open;
  }
}

registerProcessor(PLAYER_PROCESSOR_NAME, PlayerProcessor);
