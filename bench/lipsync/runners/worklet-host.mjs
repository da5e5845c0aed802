/** Samples that Web Audio renders at a time. */
export const QUANTUM_SAMPLES = 128;

/** Processors that scripts have registered, by name. */
const processors = new Map();

/** The port of the processor that is being made. */
let portInTheMaking;

/**
 * Makes the part of Web Audio that a lip sync worklet touches, so that a peer's own files run unchanged in Node.
 *
 * The node and its processor are joined by ports that deliver at once; in a browser a message takes a few milliseconds
 * more. Nothing else is gentler or harsher than a browser.
 *
 * @param {number} sampleRateHz of the audio context.
 */
export function installWorkletGlobals(sampleRateHz) {
  Object.assign(globalThis, {
    sampleRate: sampleRateHz,
    currentTime: 0,
    currentFrame: 0,
    registerProcessor: (name, processor) => processors.set(name, processor),
    AudioWorkletProcessor,
    AudioWorkletNode,
  });
}

/** Resets the clock of the audio context. */
export function restartWorkletClock() {
  globalThis.currentTime = 0;
  globalThis.currentFrame = 0;
}

class AudioWorkletProcessor {
  port = portInTheMaking;
}

class AudioWorkletNode {
  /** Values that the processor gets, one for each quantum. */
  #values = {};

  /** What a browser keeps in the audio thread. */
  processor;

  constructor(context, name, options = {}) {
    const Processor = processors.get(name);
    const [ours, theirs] = joinedPorts();
    this.context = context;
    this.port = ours;
    for (const { name: parameter, defaultValue } of Processor.parameterDescriptors ?? []) {
      this.#values[parameter] = Float32Array.of(options.parameterData?.[parameter] ?? defaultValue);
    }
    portInTheMaking = theirs;
    this.processor = new Processor(options);
  }

  /** Lets the processor hear one quantum; then the clock moves on. */
  render(quantum) {
    this.processor.process([[quantum]], [], this.#values);
    globalThis.currentFrame += quantum.length;
    globalThis.currentTime = globalThis.currentFrame / globalThis.sampleRate;
  }
}

function joinedPorts() {
  const one = { onmessage: null, postMessage: (data) => other.onmessage?.({ data }) };
  const other = { onmessage: null, postMessage: (data) => one.onmessage?.({ data }) };
  return [one, other];
}

/**
 * Cuts a sound into quanta; the last is filled up with silence.
 *
 * @param {Float32Array} samples
 */
export function* quantaOf(samples) {
  for (let at = 0; at < samples.length; at += QUANTUM_SAMPLES) {
    const quantum = samples.subarray(at, at + QUANTUM_SAMPLES);
    if (quantum.length === QUANTUM_SAMPLES) yield quantum;
    else {
      const filled = new Float32Array(QUANTUM_SAMPLES);
      filled.set(quantum);
      yield filled;
    }
  }
}
