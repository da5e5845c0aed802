import { WasiProcess } from './wasi-process.mjs';

/**
 * The speech synthesizer flite (Carnegie Mellon University, BSD licence) as a function.
 *
 * Each sentence runs in an instance of its own: whatever a strange text does to the program's memory ends with it, and
 * the same text always gives the same sound. The next instance is made ahead, because that costs more than half of the
 * time that a short sentence takes.
 */

/** A sentence of {@link FliteProgram.speak} is 200 characters; spelled out letter by letter it stays below this. */
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** @typedef {{ wav: Uint8Array, segments: string }} FliteOutput `segments` is a list of `phone:end_seconds`. */

export class FliteProgram {
  /** @type {WebAssembly.Module} */
  #module;
  /** @type {{ process: WasiProcess, instance: WebAssembly.Instance } | undefined} */
  #prepared;

  /** @param {WebAssembly.Module} module the compiled `flite.wasm`. */
  constructor(module) {
    this.#module = module;
  }

  /** Makes the next instance ahead of its use. It takes 10 to 80 ms. */
  prepare() {
    this.#prepared ??= this.#instantiate();
  }

  /**
   * @param {string} voice a name that flite knows: `slt`, `rms`, `awb`, `kal`.
   * @param {string} text one sentence. It is the value of an option, so nothing in it is read as an option.
   * @returns {FliteOutput}
   * @throws {Error} if the program traps or does not finish its work.
   */
  speak(voice, text) {
    const { process, instance } = this.#prepared ?? this.#instantiate();
    this.#prepared = undefined;
    const { exitCode, stdout, files } = process.run(instance, [
      'flite',
      '-voice',
      voice,
      '-psdur',
      '-o',
      'speech.wav',
      '-t',
      text,
    ]);
    const wav = files.get('speech.wav');
    if (exitCode !== 0 || !wav) throw new Error(`flite gave up on a text of ${text.length} characters (${exitCode})`);
    return { wav, segments: stdout };
  }

  #instantiate() {
    const process = new WasiProcess({ maxOutputBytes: MAX_OUTPUT_BYTES });
    return { process, instance: new WebAssembly.Instance(this.#module, process.imports) };
  }
}
