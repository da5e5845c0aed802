import { LipwireClient as Client, type LipwireClient } from '../src/index.js';
import { LocalCues, MediaLipSync } from '../src/local/index.js';

/** No message gives up waiting for its cues, however busy the machine is. */
const patient = { nowMs: () => performance.now(), after: () => () => {} };

/** Sound that left a node, block by block, and the mouth that was drawn meanwhile. */
interface Recording {
  readonly context: AudioContext;
  readonly blocks: { readonly frame: number; readonly samples: Float32Array }[];
  readonly mouth: { readonly heardSeconds: number; readonly weights: readonly number[] }[];
}

/** What the test calls in the page. */
const calls = {
  client: undefined as LipwireClient | undefined,
  media: undefined as MediaLipSync | undefined,
  element: undefined as HTMLAudioElement | undefined,
  recording: undefined as Recording | undefined,
  ended: false,
  errors: [] as string[],

  /** Gives messages to the engine of the page. @returns them with their cues, and where the engine ran. */
  async annotate(messages: object[], workerUrl?: string): Promise<{ place: string; messages: unknown[] }> {
    const cues = new LocalCues({ workerUrl, clock: patient });
    const made: unknown[] = [];
    let done = () => {};
    const whole = new Promise<void>((resolve) => {
      done = resolve;
    });
    const session = cues.open({
      deliver: (message) => {
        made.push(message);
        if (made.length === messages.length) done();
      },
      defaultSampleRateHz: () => 24_000,
    });
    for (const message of messages) session.take(message);
    await whole;
    const { place } = cues;
    session.close();
    return { place, messages: made };
  },

  /**
   * Plays sound through an element, a stream or a node, as the app would, and records what is heard and seen. `own stream`:
   * the app plays the stream itself.
   */
  async play(
    pcm16: readonly number[],
    rateHz: number,
    through: 'element' | 'stream' | 'own stream' | 'node',
  ): Promise<void> {
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.audioWorklet.addModule('/recorder.worklet.js');
    const recording: Recording = { context, blocks: [], mouth: [] };
    this.recording = recording;
    const client = new Client();
    client.start();
    this.client = client;
    client.listenFrames(({ atMs, weights }) => {
      // What is heard at this frame, by the browser's own account.
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
      recording.mouth.push({ heardSeconds: contextTime + (atMs - performanceTime) / 1000, weights: [...weights] });
    });
    const { stage } = client;
    const sound = wav(pcm16, rateHz);
    const options = { audioContext: context, displayLatencyMs: 0, play: true };
    const element = new Audio(URL.createObjectURL(new Blob([sound], { type: 'audio/wav' })));
    element.onended = () => {
      this.ended = true;
    };
    this.element = element;
    const undo = recordDelayed(recording);
    if (through === 'element') {
      // What a component does that is mounted twice.
      new MediaLipSync(stage, element, options).close();
      recording.blocks.length = 0;
      this.media = new MediaLipSync(stage, element, options);
    } else if (through === 'node') {
      const node = context.createMediaElementSource(element);
      this.media = new MediaLipSync(stage, node, options);
    } else {
      const destination = context.createMediaStreamDestination();
      const source = context.createMediaElementSource(element);
      source.connect(destination);
      const play = through === 'stream';
      this.media = new MediaLipSync(stage, destination.stream, { ...options, play });
      // Without any delay.
      if (!play) source.connect(new DelayNode(context, { delayTime: 0 })).connect(context.destination);
    }
    undo();
    await element.play();
  },

  /** What was heard, from its first sample, and the mouth beside it. */
  heard() {
    const { context, blocks, mouth } = this.recording as Recording;
    const first = blocks.findIndex(({ samples }) => samples.some((value) => value !== 0));
    const from = blocks.slice(Math.max(0, first));
    const start = from[0]?.frame ?? 0;
    const samples = new Float32Array((from.at(-1)?.frame ?? 0) - start + 128);
    for (const block of from) samples.set(block.samples, block.frame - start);
    let bytes = '';
    for (const byte of new Uint8Array(samples.buffer)) bytes += String.fromCharCode(byte);
    return { base64: btoa(bytes), startSeconds: start / context.sampleRate, mouth };
  },

  state() {
    return { ended: this.ended, active: this.media?.active };
  },

  /** Takes the mascot away in the middle of it. */
  stop(): void {
    this.media?.close();
    this.media?.close();
    this.client?.dispose();
  },

  /** Asks for what must not be had. @returns the codes of the errors. */
  refusals(otherSite: string): Record<string, string> {
    const { stage } = new Client();
    const codeOf = (attempt: () => void) => {
      try {
        attempt();
        return 'none';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    const element = new Audio();
    const first = new MediaLipSync(stage, element);
    const twice = codeOf(() => new MediaLipSync(stage, element));
    first.close();
    const again = codeOf(() => new MediaLipSync(stage, element).close());
    const routed = new Audio();
    new AudioContext().createMediaElementSource(routed);
    const foreign = new Audio(otherSite);
    const allowed = new Audio();
    allowed.crossOrigin = 'anonymous';
    allowed.src = otherSite;
    // An app that takes its own node apart first.
    const oscillator = new OscillatorNode(new AudioContext());
    const followed = new MediaLipSync(stage, oscillator, { play: true });
    oscillator.disconnect();
    return {
      apart: codeOf(() => followed.close()),
      twice,
      again,
      routed: codeOf(() => new MediaLipSync(stage, routed)),
      foreign: codeOf(() => new MediaLipSync(stage, foreign)),
      // It was not taken: the page still may.
      left: codeOf(() => void new AudioContext().createMediaElementSource(foreign)),
      allowed: codeOf(() => new MediaLipSync(stage, allowed).close()),
    };
  },

  /** An element that goes on to another site's file. @returns the code that its mascot reports. */
  async goAstray(otherSite: string): Promise<string> {
    const element = new Audio();
    return new Promise((resolve) => {
      const { stage } = new Client();
      new MediaLipSync(stage, element, { onError: ({ code }) => resolve(code) });
      element.src = otherSite;
    });
  },
};

/** Records what comes out of every delay that is made from now on: that is what is heard. @returns ends it. */
function recordDelayed({ context, blocks }: Recording): () => void {
  const { connect } = DelayNode.prototype;
  DelayNode.prototype.connect = function (this: DelayNode, ...args: [AudioNode]) {
    const recorder = new AudioWorkletNode(context, 'recorder', { channelCount: 1, channelCountMode: 'explicit' });
    recorder.port.onmessage = ({ data }: MessageEvent<Recording['blocks'][0]>) => blocks.push(data);
    connect.call(this, recorder as never);
    return connect.apply(this, args as never) as never;
  } as never;
  return () => {
    DelayNode.prototype.connect = connect;
  };
}

function wav(pcm16: readonly number[], rateHz: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44 + pcm16.length));
  const text = (at: number, value: string) => {
    for (let i = 0; i < value.length; i++) view.setUint8(at + i, value.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + pcm16.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rateHz, true);
  view.setUint32(28, rateHz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, pcm16.length, true);
  new Uint8Array(view.buffer).set(pcm16, 44);
  return view.buffer;
}

declare global {
  var localPage: typeof calls;
}
globalThis.localPage = calls;
