import { vi } from 'vitest';
import { PlayerCore } from '../src/playback/player-core.js';
import type { PlayerCommand, PlayerProcessorOptions } from '../src/playback/player-protocol.js';

const BLOCK = 128;

interface Letter<Message> {
  readonly dueMs: number;
  readonly message: Message;
}

/**
 * An audio device, the audio thread, and the wall clock, in the test's hands: nothing passes unless {@link advance} says
 * so. What runs in the audio thread is the real thing; the context tells about it what the test wants it to tell.
 */
export class ManualAudio extends EventTarget {
  readonly sampleRate: number;
  readonly destination = {};
  readonly baseLatency = 0.01;
  readonly audioWorklet = { addModule: async () => {} };
  state: string = 'running';
  /** Wall time. */
  nowMs = 1000;
  /** From the rendering to the speaker, really. */
  latencyMs = 20;
  /** A message takes this long from the page to the audio thread or back. */
  portMs = 3;
  /** The context's time runs by this much faster than the wall's. */
  drift = 0;
  /** The device is gone: the context says that it runs, and nothing happens. */
  stuck = false;
  /** The main thread is busy: messages wait. */
  blocked = false;
  /** What the browser says; default: the truth. */
  timestamp: (() => { contextTime: number; performanceTime: number }) | undefined;
  statedLatency: number | undefined;
  /** What was rendered, by block. */
  readonly tape: { readonly frame: number; readonly samples: Float32Array }[] = [];
  readonly #nodes = new Set<ManualNode>();
  #seconds = 0;
  #frames = 0;

  constructor(sampleRate = 24_000) {
    super();
    this.sampleRate = sampleRate;
  }

  get currentTime(): number {
    return this.#frames / this.sampleRate;
  }

  get outputLatency(): number {
    return this.statedLatency ?? this.latencyMs / 1000;
  }

  /** The context time that is heard now, really. */
  get heardSeconds(): number {
    return Math.max(0, Math.min(this.currentTime, this.#seconds - this.latencyMs / 1000));
  }

  getOutputTimestamp(): { contextTime: number; performanceTime: number } {
    return this.timestamp?.() ?? { contextTime: this.heardSeconds, performanceTime: this.nowMs };
  }

  createGain() {
    return { connect() {}, disconnect() {} };
  }

  async resume(): Promise<void> {
    if (this.state === 'closed') throw new Error('closed');
  }

  async close(): Promise<void> {
    this.become('closed');
  }

  /** What a system, or an app, does to a context. */
  become(state: string): void {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  /** Lets wall time pass. */
  advance(ms: number): void {
    for (let left = ms; left > 0; left -= 1) {
      const stepMs = Math.min(1, left);
      this.nowMs += stepMs;
      if (this.state === 'running' && !this.stuck) this.#seconds += (stepMs / 1000) * (1 + this.drift);
      while ((this.#frames + BLOCK) / this.sampleRate <= this.#seconds) this.#render();
      if (!this.blocked) for (const node of this.#nodes) node.toPage(this.nowMs);
    }
  }

  attach(node: ManualNode): void {
    this.#nodes.add(node);
  }

  #render(): void {
    const samples = new Float32Array(BLOCK);
    // One player to a context.
    for (const node of this.#nodes) node.render(samples, this.#frames, this.nowMs);
    this.tape.push({ frame: this.#frames, samples });
    this.#frames += BLOCK;
  }

  /** All that was rendered; frame 0 of the context is sample 0. */
  sound(): Float32Array {
    const all = new Float32Array(this.tape.length * BLOCK);
    this.tape.forEach(({ samples }, i) => {
      all.set(samples, i * BLOCK);
    });
    return all;
  }
}

class ManualNode {
  onprocessorerror: (() => void) | null = null;
  readonly port: { onmessage: ((event: { data: Float64Array }) => void) | null; [name: string]: unknown };
  readonly #core: PlayerCore;
  #toAudio: Letter<PlayerCommand | null>[] = [];
  #toPage: Letter<Float64Array>[] = [];
  #open = true;
  #nowMs = 0;

  constructor(context: ManualAudio, _name: string, { processorOptions }: { processorOptions: PlayerProcessorOptions }) {
    this.#core = new PlayerCore(processorOptions, (report) => {
      this.#toPage.push({ dueMs: this.#nowMs + context.portMs, message: report.slice() });
    });
    this.port = {
      onmessage: null,
      postMessage: (message: PlayerCommand | null) =>
        this.#toAudio.push({ dueMs: context.nowMs + context.portMs, message: structuredClone(message) }),
      close: () => {
        this.port.onmessage = null;
      },
    };
    context.attach(this);
  }

  connect(): void {}
  disconnect(): void {}

  render(block: Float32Array, frame: number, nowMs: number): void {
    this.#nowMs = nowMs;
    while (this.#toAudio[0] && this.#toAudio[0].dueMs <= nowMs) {
      const { message } = this.#toAudio.shift() as Letter<PlayerCommand | null>;
      if (message === null) this.#open = false;
      else this.#core.handle(message);
    }
    if (this.#open) this.#core.process(block, frame);
  }

  toPage(nowMs: number): void {
    while (this.#toPage[0] && this.#toPage[0].dueMs <= nowMs) {
      const { message } = this.#toPage.shift() as Letter<Float64Array>;
      this.port.onmessage?.({ data: message });
    }
  }
}

/**
 * Gives this test a page with manual audio. Contexts that the code under test makes are of the same kind, and share the
 * wall clock of the first.
 *
 * @returns the contexts, as they are made.
 */
export function stubAudio(first: ManualAudio): ManualAudio[] {
  const contexts = [first];
  vi.spyOn(performance, 'now').mockImplementation(() => first.nowMs);
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('AudioWorkletNode', ManualNode);
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:', revokeObjectURL: () => {} });
  vi.stubGlobal(
    'AudioContext',
    class extends ManualAudio {
      constructor() {
        super(first.sampleRate);
        this.nowMs = first.nowMs;
        contexts.push(this);
      }
    },
  );
  return contexts;
}
