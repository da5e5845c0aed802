/**
 * Runs in the page: a client on a real call, and a witness beside it that knows what leaves the speaker and what the rig
 * is given. The witness takes the browser's word for its output latency, as nobody can measure a speaker from within.
 */
import { LipwireClient } from '@lipwire/browser';
import { readMascotVisemes } from '@lipwire/cues';
import { readGeminiServerMessage } from '@lipwire/providers';

/** A frame as the rig got it: when it was drawn, which context time left the speaker then, and how closed the lips were. */
export type DrawnFrame = readonly [atMs: number, heardSeconds: number, closed: number, atRest: number];

/** What happened since the last report. */
export interface SyncReport {
  readonly sampleRateHz: number;
  /** Little-endian 16-bit samples of all that was rendered since the call began, base64. */
  readonly samples: string;
  readonly firstFrame: number;
  readonly frames: readonly DrawnFrame[];
  /** Cues of closed lips, by turn (from 0) and media time of the turn. */
  readonly closures: readonly { readonly turn: number; readonly atMs: number }[];
  /** When a message said `interrupted`. */
  readonly interruptions: readonly { readonly atMs: number; readonly contextFrame: number }[];
  readonly timing: { readonly underruns: number; readonly underrunMs: number; readonly lateCues: number };
}

/** What goes wrong in the page. */
export type PageFault = 'none' | 'stall' | 'blocked' | 'hidden' | 'latency';

const CLOSED_LIPS = 21;
const RECORDER = `registerProcessor('sync-recorder', class extends AudioWorkletProcessor {
  #chunk = new Int16Array(4096);
  #start = -1;
  #length = 0;
  process([input]) {
    if (this.#start < 0) this.#start = currentFrame;
    const samples = input[0];
    for (let i = 0; i < 128; i++) this.#chunk[this.#length + i] = samples ? Math.round(samples[i] * 32768) : 0;
    this.#length += 128;
    if (this.#length === this.#chunk.length) {
      this.port.postMessage({ start: this.#start, samples: this.#chunk.slice() });
      this.#start = -1;
      this.#length = 0;
    }
    return true;
  }
});`;

class SyncPage {
  #client: LipwireClient | undefined;
  #context: AudioContext | undefined;
  #socket: WebSocket | undefined;
  #chunks: { start: number; samples: Int16Array }[] = [];
  #frames: DrawnFrame[] = [];
  #closures: { turn: number; atMs: number }[] = [];
  #interruptions: { atMs: number; contextFrame: number }[] = [];
  #turn = -1;
  #turnMs = 0;
  #inTurn = false;
  #dead = false;
  #lastShape = 0;
  #fault: PageFault = 'none';
  #addedLatencySeconds = 0;
  #held: string[] | undefined;
  #pieces = 0;

  /** Opens the call and waits until it is set up. */
  async open(url: string, setup: object): Promise<void> {
    // The voice's own rate: what is recorded is then what was sent, bit for bit, and can be found again.
    const context = new AudioContext({ sampleRate: 24_000 });
    this.#context = context;
    const stated = context.getOutputTimestamp.bind(context);
    context.getOutputTimestamp = () => {
      const { contextTime = 0, performanceTime = 0 } = stated();
      return { contextTime: Math.max(0, contextTime - this.#addedLatencySeconds), performanceTime };
    };
    // Of the moment of drawing: what a screen adds is known to nobody here.
    const client = new LipwireClient({ audioContext: context, displayLatencyMs: 0 });
    this.#client = client;
    client.start();
    client.unlock();
    client.listenFrames(({ atMs, weights }) => {
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
      const heardSeconds = contextTime + (atMs - performanceTime) / 1000;
      this.#frames.push([atMs, heardSeconds, weights[CLOSED_LIPS] as number, weights[0] as number]);
    });
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([RECORDER], { type: 'text/javascript' })));
    const recorder = new AudioWorkletNode(context, 'sync-recorder', { channelCount: 1, channelCountMode: 'explicit' });
    recorder.port.onmessage = ({ data }) => this.#chunks.push(data);
    client.output?.connect(recorder);
    recorder.connect(context.destination); // silent; it is only pulled if it leads somewhere

    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    const ready = new Promise<void>((resolve) => {
      socket.onmessage = ({ data }) => {
        const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
        if (this.#held) this.#held.push(text);
        else this.#take(text);
        resolve();
      };
    });
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    socket.send(JSON.stringify(setup));
    await ready;
  }

  /** What goes wrong in the turns to come. */
  suffer(fault: PageFault): void {
    this.#fault = fault;
    if (fault === 'latency') this.#addedLatencySeconds = 0.22;
    else this.#addedLatencySeconds = 0;
  }

  /** Sends a line. */
  ask(text: string): void {
    this.#pieces = 0;
    const clientContent = { turns: [{ role: 'user', parts: [{ text }] }], turnComplete: true };
    this.#socket?.send(JSON.stringify({ clientContent }));
  }

  /** Waits until it is heard, or until all of it was. */
  async until(what: 'speech' | 'silence'): Promise<void> {
    const endMs = performance.now() + 40_000;
    const reached = () => {
      const { sounding, queuedMs } = (this.#client as LipwireClient).timing;
      return what === 'speech' ? sounding : !sounding && queuedMs === 0 && !this.#inTurn && !this.#held;
    };
    while (!reached()) {
      if (performance.now() > endMs) throw new Error(`Waited too long for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Lets the main thread do nothing else for a while. */
  block(ms: number): void {
    const endMs = performance.now() + ms;
    while (performance.now() < endMs);
  }

  /** What a browser does to a page that nobody sees: no frames. */
  async hide(ms: number): Promise<void> {
    const draw = window.requestAnimationFrame;
    const waiting: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => waiting.push(callback);
    await new Promise((resolve) => setTimeout(resolve, ms));
    window.requestAnimationFrame = draw;
    for (const callback of waiting) draw(callback);
  }

  /** Another device: what is rendered is heard that much later. */
  setLatency(addedMs: number): void {
    this.#addedLatencySeconds = addedMs / 1000;
  }

  timing(): SyncReport['timing'] {
    const { underruns, underrunMs, lateCues } = (this.#client as LipwireClient).timing;
    return { underruns, underrunMs, lateCues };
  }

  report(): SyncReport {
    const chunks = this.#chunks;
    const first = chunks[0]?.start ?? 0;
    const last = chunks.at(-1);
    const samples = new Int16Array(last ? last.start + last.samples.length - first : 0);
    for (const chunk of chunks) samples.set(chunk.samples, chunk.start - first);
    const bytes = new Uint8Array(samples.buffer);
    let binary = '';
    for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    return {
      sampleRateHz: this.#context?.sampleRate ?? 0,
      samples: btoa(binary),
      firstFrame: first,
      frames: this.#frames,
      closures: this.#closures,
      interruptions: this.#interruptions,
      timing: this.timing(),
    };
  }

  #take(text: string): void {
    const message: unknown = JSON.parse(text);
    this.#note(message);
    this.#client?.handleMessage(message as object);
    if (this.#fault === 'stall' && text.includes('inlineData') && ++this.#pieces === 3) this.#stall(1500);
  }

  /** Nothing arrives for a time; then all that waited, at once. */
  #stall(ms: number): void {
    this.#held = [];
    setTimeout(() => {
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const text of held) this.#take(text);
    }, ms);
  }

  /** Which cues belong where, by the rules of the wire protocol. */
  #note(message: unknown): void {
    const events = readGeminiServerMessage(message);
    const interrupted = events.some(({ type }) => type === 'interrupted');
    const over = events.some(({ type }) => type === 'turn-complete');
    const speech = events.flatMap((event) => (event.type === 'audio' ? [event] : []));
    if (speech.length > 0 && !this.#dead && !interrupted && !this.#inTurn) {
      this.#turn++;
      this.#turnMs = 0;
      this.#inTurn = true;
      this.#lastShape = 0;
    }
    if (this.#inTurn && !interrupted) {
      for (const { visemeId, offset } of readMascotVisemes(message)?.visemes ?? []) {
        // Lips that were closed or at rest before show no moment at which they closed.
        if (visemeId === CLOSED_LIPS && this.#lastShape !== CLOSED_LIPS && this.#lastShape !== 0) {
          this.#closures.push({ turn: this.#turn, atMs: this.#turnMs + offset });
        }
        this.#lastShape = visemeId;
      }
      for (const { pcm16, sampleRateHz } of speech) this.#turnMs += (pcm16.length / 2 / sampleRateHz) * 1000;
    }
    if (interrupted) {
      const contextFrame = Math.round((this.#context?.currentTime ?? 0) * 24_000);
      this.#interruptions.push({ atMs: performance.now(), contextFrame });
      this.#dead = this.#inTurn;
      this.#inTurn = false;
    }
    if (events.some(({ type }) => type === 'generation-complete')) this.#dead = false;
    if (over) {
      this.#inTurn = false;
      this.#dead = false;
    }
  }
}

declare global {
  var syncPage: SyncPage;
}
globalThis.syncPage = new SyncPage();
