import { LipwireClient as Client, type LipwireClient } from '../src/index.js';
import { LocalCues, MediaLipSync } from '../src/local/index.js';

/** No message gives up waiting for its cues, however busy the machine is. */
const patient = { nowMs: () => performance.now(), after: () => () => {} };

/** What the test calls in the page. */
const calls = {
  client: undefined as LipwireClient | undefined,
  media: undefined as MediaLipSync | undefined,
  heard: [] as { offsetMs: number; visemeId: number }[],
  widestMouth: 0,
  ended: false,

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

  /** Plays a recording through an element or a stream, and keeps the cues of what was heard. */
  async play(pcm16: readonly number[], rateHz: number, through: 'element' | 'stream'): Promise<void> {
    const recording = wav(pcm16, rateHz);
    const client = new Client();
    client.start();
    this.client = client;
    client.listenFrames(({ weights }) => {
      this.widestMouth = Math.max(this.widestMouth, 1 - (weights[0] ?? 1));
    });
    const onended = () => {
      this.ended = true;
    };
    if (through === 'element') {
      const element = new Audio(URL.createObjectURL(new Blob([recording], { type: 'audio/wav' })));
      element.onended = onended;
      // What a component does that is mounted twice.
      new MediaLipSync(client.stage, element).close();
      this.media = new MediaLipSync(client.stage, element, { local: this.keepingCues() });
      await element.play();
      return;
    }
    const context = new AudioContext();
    const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(recording) });
    source.onended = onended;
    const destination = context.createMediaStreamDestination();
    source.connect(destination);
    this.media = new MediaLipSync(client.stage, destination.stream, { play: true, local: this.keepingCues() });
    source.start();
  },

  /** The engine, with a witness. */
  keepingCues(): LocalCues {
    const cues = new LocalCues();
    const { openStream } = cues;
    cues.openStream = (onReply) =>
      openStream.call(cues, (reply) => {
        this.heard.push(...reply.cues);
        onReply(reply);
      });
    return cues;
  },

  state() {
    const { ended, heard, widestMouth, media } = this;
    return { ended, heard, widestMouth, active: media?.active };
  },

  /** Takes the mascot away in the middle of it. */
  stop(): void {
    this.media?.close();
    this.media?.close();
    this.client?.dispose();
  },
};

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
  var localPage: {
    annotate(messages: object[], workerUrl?: string): Promise<{ place: string; messages: unknown[] }>;
    play(pcm16: readonly number[], rateHz: number, through: 'element' | 'stream'): Promise<void>;
    stop(): void;
    state(): {
      ended: boolean;
      heard: { offsetMs: number; visemeId: number }[];
      widestMouth: number;
      active: boolean | undefined;
    };
  };
}
globalThis.localPage = calls;
