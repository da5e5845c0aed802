import { LipwireClient, type LipwireClientOptions, type LipwireEvent } from '../src/index.js';

interface Recording {
  readonly client: LipwireClient;
  readonly context: AudioContext;
  readonly blocks: { readonly frame: number; readonly samples: Float32Array }[];
  readonly events: LipwireEvent[];
  readonly frames: { atMs: number; playheadMs: number; weights: number[]; heardSeconds: number }[];
}

/** What the test calls in the page. */
class PlayerPage {
  #recording: Recording | undefined;

  get #now(): Recording {
    if (!this.#recording) throw new Error('open() first');
    return this.#recording;
  }

  /** Makes a client in a context of this rate, with a recorder behind its output. */
  async open(sampleRate: number, options: LipwireClientOptions = {}): Promise<void> {
    const context = new AudioContext({ sampleRate });
    const client = new LipwireClient({ audioContext: context, ...options });
    const recording: Recording = { client, context, blocks: [], events: [], frames: [] };
    client.listen((event) => recording.events.push(event));
    client.listenFrames(({ atMs, weights }) => {
      // What is heard at this frame, by the browser's own account.
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
      const heardSeconds = contextTime + (atMs - performanceTime) / 1000;
      recording.frames.push({ atMs, playheadMs: client.playheadMs, weights: [...weights], heardSeconds });
    });
    client.start();
    client.unlock();
    this.#recording = recording;
    await context.audioWorklet.addModule('/recorder.worklet.js');
    const recorder = new AudioWorkletNode(context, 'recorder', { channelCount: 1, channelCountMode: 'explicit' });
    recorder.port.onmessage = ({ data }: MessageEvent<Recording['blocks'][0]>) => recording.blocks.push(data);
    client.output?.connect(recorder);
  }

  /** Gives the client messages, all at once. */
  say(messages: object[]): void {
    for (const message of messages) this.#now.client.handleMessage(message);
  }

  /** Waits until this is heard, or fails after a while. */
  async until(what: 'silence' | 'speech' | { playheadMs: number }, limitMs = 20_000): Promise<void> {
    const { client } = this.#now;
    const startedMs = performance.now();
    const reached = () => {
      if (what === 'speech') return client.state.speaking;
      if (what === 'silence') return client.queuedMs === 0 && !client.state.speaking;
      return client.playheadMs >= what.playheadMs;
    };
    while (!reached()) {
      if (performance.now() - startedMs > limitMs) throw new Error(`Waited too long for ${JSON.stringify(what)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  state() {
    const { client, context, events } = this.#now;
    return {
      audio: client.state.audio,
      context: context.state,
      speaking: client.state.speaking,
      underruns: client.state.underruns,
      underrunMs: client.timing.underrunMs,
      playheadMs: client.playheadMs,
      queuedMs: client.queuedMs,
      errors: events.flatMap((event) => (event.type === 'error' ? [event.error.code] : [])),
    };
  }

  /**
   * What was heard so far, from the first sample that is not silence, as base64 of Float32; when that sample was
   * rendered, in seconds of the context; and the frames that were drawn.
   */
  heard(): { base64: string; startSeconds: number; frames: Recording['frames'] } {
    const { blocks, frames, context } = this.#now;
    const all = new Float32Array(blocks.reduce((sum, { samples }) => sum + samples.length, 0));
    let at = 0;
    for (const { samples } of blocks) {
      all.set(samples, at);
      at += samples.length;
    }
    const first = all.findIndex((value) => value !== 0);
    // A block that the recorder did not get would shift all behind it: the time is that of the block itself.
    const block = blocks.find(({ samples }) => samples.some((value) => value !== 0));
    const frame = block ? block.frame + block.samples.findIndex((value) => value !== 0) : 0;
    const startSeconds = frame / context.sampleRate;
    const bytes = new Uint8Array(all.slice(Math.max(0, first)).buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return { base64: btoa(text), startSeconds, frames };
  }

  /** What iOS does for a phone call: the sound stops, and no page can start it again. */
  async takeSoundAway(): Promise<void> {
    const { context } = this.#now;
    context.resume = () => new Promise(() => {});
    await context.suspend();
  }

  async giveSoundBack(): Promise<void> {
    const { context } = this.#now;
    Reflect.deleteProperty(context, 'resume');
    await context.resume();
  }

  /** Another output device; here the only one that every browser has: none. */
  async changeDevice(): Promise<void> {
    await (this.#now.context as AudioContext & { setSinkId(sink: object): Promise<void> }).setSinkId({ type: 'none' });
  }

  /** What an app does that thinks the call is over. The recorder goes on in whatever the client plays in then. */
  async closeContext(): Promise<{ playheadMs: number }> {
    const { client, context, blocks } = this.#now;
    const { playheadMs } = client.timing;
    await context.close();
    while (client.audioContext === context) await new Promise((resolve) => setTimeout(resolve, 5));
    const next = client.audioContext as AudioContext;
    await next.audioWorklet.addModule('/recorder.worklet.js');
    const recorder = new AudioWorkletNode(next, 'recorder', { channelCount: 1, channelCountMode: 'explicit' });
    recorder.port.onmessage = ({ data }: MessageEvent<Recording['blocks'][0]>) => blocks.push(data);
    client.output?.connect(recorder);
    return { playheadMs };
  }

  /** Lets the main thread do nothing else for a while. */
  block(ms: number): void {
    const endMs = performance.now() + ms;
    while (performance.now() < endMs);
  }

  async close(): Promise<void> {
    this.#now.client.dispose();
    if (this.#now.context.state !== 'closed') await this.#now.context.close();
  }
}

declare global {
  var playerPage: PlayerPage;
}
globalThis.playerPage = new PlayerPage();
