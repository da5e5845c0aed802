/**
 * Runs in the page before any of its scripts, and only watches: it records what goes to the speaker, and looks at the
 * mouth that is on the screen. The page knows nothing of it and is the one that users get.
 */

/** What the probe saw, for the test to fetch. */
export interface ProbeReport {
  readonly sampleRateHz: number;
  /** Index of the first recorded sample in the context's time. */
  readonly firstFrame: number;
  /** Little-endian float32 samples, base64. */
  readonly samples: string;
  readonly mouth: readonly MouthSighting[];
  readonly interruptions: readonly Interruption[];
}

/** A message that said `interrupted`, at the moment it reached the page. */
export interface Interruption {
  /** `performance.now()`. */
  readonly atMs: number;
  /** The context's time, in samples: the block that is being made. */
  readonly contextFrame: number;
}

/** What was on the screen, and what was heard, at one moment. */
export interface MouthSighting {
  /** `performance.now()`. */
  readonly atMs: number;
  /** Context time of the sound that is leaving the speaker now, in seconds. */
  readonly heardS: number;
  /** How far the lips are apart in the middle of the mouth, in artboard units, lip line included. */
  readonly openingUnits: number;
}

/** Where the mouth is and what marks it, from the rig. */
export interface MouthMarks {
  readonly artboardSize: number;
  readonly center: readonly [number, number];
  /** Colour of the line along the inner edge of both lips: `[r, g, b]`. Nothing else near the mouth has it. */
  readonly lipLine: readonly [number, number, number];
}

declare global {
  interface Window {
    lipwireProbe: {
      /** Everything; costly. */
      report(): ProbeReport;
      /** Cheap enough to be asked in every frame. */
      readonly seen: { readonly mouthDrawn: boolean; readonly widestOpening: number; readonly interruptions: number };
    };
    lipwireProbeMarks: MouthMarks;
  }
}

const RECORDER = `registerProcessor('lipwire-probe', class extends AudioWorkletProcessor {
  #buffer = new Float32Array(4096);
  #start = -1;
  #length = 0;
  process([input]) {
    if (this.#start < 0) this.#start = currentFrame;
    if (input[0]) this.#buffer.set(input[0], this.#length);
    else this.#buffer.fill(0, this.#length, this.#length + 128);
    this.#length += 128;
    if (this.#length === this.#buffer.length) {
      this.port.postMessage({ start: this.#start, samples: this.#buffer.slice() });
      this.#start = -1;
      this.#length = 0;
    }
    return true;
  }
});`;

/** Half the size of the part of the artboard that is looked at: the mouth, without the nose above it. */
const REACH = { x: 5, up: 22, down: 72 };
/** A colour counts if no channel is further off; edges are blended. */
const COLOR_TOLERANCE = 20;

/** What one context sent to the speaker; a page may have several, and one of them carries the voice. */
interface Tape {
  readonly context: AudioContext;
  readonly chunks: { start: number; samples: Float32Array }[];
}

/** The context in which sound was heard first. */
let voice: Tape | undefined;
const mouth: MouthSighting[] = [];
let widestOpening = 0;
const recorders = new WeakMap<BaseAudioContext, Promise<AudioNode>>();

const interruptions: Interruption[] = [];

window.WebSocket = class extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', ({ data }) => {
      const contextFrame = voice ? Math.round(voice.context.currentTime * voice.context.sampleRate) : 0;
      const arrival = { atMs: performance.now(), contextFrame };
      const note = (text: string) => {
        if (/"interrupted":\s*true/.test(text)) interruptions.push(arrival);
      };
      if (data instanceof Blob) void data.text().then(note);
      else note(typeof data === 'string' ? data : new TextDecoder().decode(data));
    });
  }
};

const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
  const [destination] = args;
  if (destination instanceof AudioDestinationNode && this.context instanceof AudioContext) {
    void recorderOf(this.context).then((recorder) => connect.call(this, recorder));
  }
  return connect.apply(this, args);
} as typeof AudioNode.prototype.connect;

function recorderOf(audioContext: AudioContext): Promise<AudioNode> {
  const known = recorders.get(audioContext);
  if (known) return known;
  const made = (async () => {
    await audioContext.audioWorklet.addModule(URL.createObjectURL(new Blob([RECORDER], { type: 'text/javascript' })));
    const recorder = new AudioWorkletNode(audioContext, 'lipwire-probe', {
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    const tape: Tape = { context: audioContext, chunks: [] };
    recorder.port.onmessage = ({ data }) => {
      tape.chunks.push(data);
      if (!voice && data.samples.some((sample: number) => sample !== 0)) voice = tape;
    };
    connect.call(recorder, audioContext.destination); // silent; it is only pulled if it leads somewhere
    return recorder;
  })();
  recorders.set(audioContext, made);
  return made;
}

function contextTimeS(): number {
  if (!voice) return Number.NaN;
  const { contextTime = 0, performanceTime = 0 } = voice.context.getOutputTimestamp();
  return performanceTime === 0 ? Number.NaN : contextTime + (performance.now() - performanceTime) / 1000;
}

const small = document.createElement('canvas');
const pixels = small.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;

/** Reads a strip through the middle of the mouth, at twice the artboard's resolution. */
function openingUnits(canvas: HTMLCanvasElement, marks: MouthMarks): number {
  const scale = Math.min(canvas.width, canvas.height) / marks.artboardSize;
  const left = canvas.width / 2 + (marks.center[0] - REACH.x - marks.artboardSize / 2) * scale;
  const top = canvas.height / 2 + (marks.center[1] - REACH.up - marks.artboardSize / 2) * scale;
  const [width, height] = [2 * REACH.x * 2, 2 * (REACH.up + REACH.down)];
  small.width = width;
  small.height = height;
  pixels.drawImage(canvas, left, top, 2 * REACH.x * scale, (REACH.up + REACH.down) * scale, 0, 0, width, height);
  const { data } = pixels.getImageData(0, 0, width, height);
  let first = -1;
  let last = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isNear(data, 4 * (y * width + x), marks.lipLine)) continue;
      if (first < 0) first = y;
      last = y;
      break;
    }
  }
  return first < 0 ? 0 : (last - first + 1) / 2;
}

function isNear(data: Uint8ClampedArray, at: number, color: readonly [number, number, number]): boolean {
  for (let channel = 0; channel < 3; channel++) {
    if (Math.abs((data[at + channel] as number) - (color[channel] as number)) > COLOR_TOLERANCE) return false;
  }
  return true;
}

function look(): void {
  requestAnimationFrame(look);
  // This runs before the page draws: what is on the canvas now is the frame that is being shown.
  const canvas = document.querySelector('canvas');
  if (!canvas || canvas.width === 0 || !window.lipwireProbeMarks) return;
  const opening = openingUnits(canvas, window.lipwireProbeMarks);
  widestOpening = Math.max(widestOpening, opening);
  mouth.push({ atMs: performance.now(), heardS: contextTimeS(), openingUnits: opening });
}
requestAnimationFrame(look);

window.lipwireProbe = {
  get seen() {
    const mouthDrawn = (mouth.at(-1)?.openingUnits ?? 0) > 0;
    return { mouthDrawn, widestOpening, interruptions: interruptions.length };
  },
  report() {
    const chunks = voice?.chunks ?? [];
    const firstFrame = chunks[0]?.start ?? 0;
    const last = chunks.at(-1);
    const samples = new Float32Array(last ? last.start + last.samples.length - firstFrame : 0);
    for (const chunk of chunks) samples.set(chunk.samples, chunk.start - firstFrame);
    const bytes = new Uint8Array(samples.buffer);
    let binary = '';
    for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    return {
      sampleRateHz: voice?.context.sampleRate ?? 0,
      firstFrame,
      samples: btoa(binary),
      mouth: mouth.slice(),
      interruptions: interruptions.slice(),
    };
  },
};
