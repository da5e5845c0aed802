// Runs in a process of its own, without a compiler, so that every object is made where the code says: draws frames in the
// middle of speech, and prints what was made on the way.
import { Session } from 'node:inspector';
import { encodeBase64, encodePcm16 } from '@lipwire/providers';
import { VIEW_MODEL_PROPERTIES, visemeProperty } from '@lipwire/rig/contract';
import { captionsOf } from '../src/captions/captions-of.js';
import { LipwireClient } from '../src/client.js';
import { REPORT, REPORT_FIELDS, REPORT_KIND } from '../src/playback/player-protocol.js';
import type { FrameSource } from '../src/rig/frame-loop.js';

/** What was made in all frames together at one place of the code, reached in one way. */
export interface AllocationSite {
  /** Names of functions, from the frame's to the one that made it. */
  readonly path: string;
  readonly count: number;
  readonly bytes: number;
}

const FRAMES = 1_000;
const FRAME_MS = 1000 / 120;
/** The least that speech may have; at the context's own rate nothing is resampled. */
const RATE_HZ = 8_000;

/** The browser's part: it answers without making anything. */
class StillAudio extends EventTarget {
  readonly sampleRate = RATE_HZ;
  readonly state = 'running';
  readonly destination = {};
  readonly audioWorklet = { addModule: async () => {} };
  readonly stamp = { contextTime: 0.5, performanceTime: 0.5 };
  currentTime = 0.5;
  createGain() {
    return { connect() {}, disconnect() {} };
  }
  getOutputTimestamp() {
    return this.stamp;
  }
  async resume() {}
}

const port: { onmessage?: (event: { data: Float64Array }) => void } = {};
const audio = new StillAudio();
const frames = new (class implements FrameSource {
  now = 0.5;
  #callback = () => {};
  request(callback: () => void): number {
    this.#callback = callback;
    return 1;
  }
  cancel(): void {}
  nowMs(): number {
    return this.now;
  }
  draw(): void {
    this.now += FRAME_MS;
    audio.currentTime += FRAME_MS / 1000;
    audio.stamp.contextTime = audio.currentTime;
    audio.stamp.performanceTime = this.now;
    this.#callback();
  }
})();

Object.assign(globalThis, {
  window: new EventTarget(),
  AudioWorkletNode: class {
    readonly port = Object.assign(port, { postMessage() {}, close() {} });
    connect() {}
    disconnect() {}
  },
});
Object.defineProperty(globalThis, 'performance', { value: { now: () => frames.now } });

/** A number of a view model as Rive's: it keeps what it is given. */
class Cell {
  changes = 0;
  #value = 0.5;
  get value(): number {
    return this.#value;
  }
  set value(value: number) {
    this.changes++;
    this.#value = value;
  }
}

const { gazeX, gazeY, headX, headY, headTilt, emphasis, browLift, idle } = VIEW_MODEL_PROPERTIES;
const numbers = [gazeX, gazeY, headX, headY, headTilt, emphasis, browLift, idle];
for (let id = 0; id < 22; id++) numbers.push(visemeProperty(id) as typeof gazeX);
const cells = new Map(numbers.map((name) => [name as string, new Cell()]));
const viewModelInstance = {
  properties: [
    ...numbers.map((name) => ({ name, type: 'number' })),
    { name: VIEW_MODEL_PROPERTIES.blink, type: 'trigger' },
  ],
  number: (name: string) => cells.get(name) ?? null,
  boolean: () => null,
  color: () => null,
  enum: () => null,
  trigger: () => ({ trigger() {} }),
};

const client = new LipwireClient({ audioContext: audio as unknown as AudioContext }, { frames });
client.connectRive({ viewModelInstance, playingStateMachineNames: [], stateMachineInputs: () => [] });
captionsOf(client);
// What makes it alive is loaded.
await new Promise((resolve) => setTimeout(resolve, 10));
let drawn = 0;
client.listenFrames(() => {
  drawn++;
});

// Speech for all frames, with stressed syllables and a cue every 100 ms; its words are said in the first second.
const speechMs = FRAMES * FRAME_MS * 2;
const samples = Float32Array.from(
  { length: (speechMs * RATE_HZ) / 1000 },
  (_, i) => loudness(i / RATE_HZ) * Math.cos(i),
);
const inlineData = { mimeType: `audio/pcm;rate=${RATE_HZ}`, data: encodeBase64(encodePcm16(samples)) };
client.handleMessage({
  serverContent: { outputTranscription: { text: 'Hello! ' }, modelTurn: { parts: [{ inlineData }] } },
  mascotVisemes: {
    visemes: Array.from({ length: Math.floor(speechMs / 100) }, (_, i) => ({
      visemeId: (i * 7) % 22,
      offset: i * 100,
    })),
  },
});
// The audio graph opens.
await new Promise((resolve) => setTimeout(resolve, 10));
const report = new Float64Array(REPORT_FIELDS);
report[REPORT.kind] = REPORT_KIND.started;
port.onmessage?.({ data: report });
for (let i = 0; i < FRAMES / 2; i++) frames.draw();

const session = new Session();
session.connect();
let snapshot = '';
session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => {
  snapshot += params.chunk;
});
const post = (method: string, params: object) =>
  new Promise<void>((resolve, reject) => session.post(method, params, (error) => (error ? reject(error) : resolve())));
await post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
for (let i = 0; i < FRAMES; i++) frames.draw();
await post('HeapProfiler.stopTrackingHeapObjects', { reportProgress: false });

const { strings, snapshot: meta, trace_function_infos: functions, trace_tree: tree } = JSON.parse(snapshot);
const [functionFields, nodeFields] = [meta.meta.trace_function_info_fields, meta.meta.trace_node_fields];
const nameAt = functionFields.indexOf('name');
const sites: AllocationSite[] = [];
collect(tree, []);
const moves = [gazeX, headX, emphasis].map((name) => cells.get(name)?.changes);
console.log(JSON.stringify({ frames: FRAMES, drawn, moves, speaking: client.state.speaking, sites }));
process.exit(0);

/** Five syllables a second; every fourth is louder. */
function loudness(seconds: number): number {
  const stressed = Math.floor(seconds * 5) % 4 === 3;
  return (stressed ? 0.5 : 0.2) * Math.sin(Math.PI * ((seconds * 5) % 1)) ** 2;
}

/** Walks the tree of calls; what was made outside of our frame is the test's own. */
function collect(nodes: unknown[], path: string[]): void {
  for (let i = 0; i < nodes.length; i += nodeFields.length) {
    const read = (field: string) => nodes[i + nodeFields.indexOf(field)];
    const name: string = strings[functions[(read('function_info_index') as number) * functionFields.length + nameAt]];
    const here = path.length > 0 || name === '#tick' ? [...path, name] : path;
    const [count, bytes] = [read('count') as number, read('size') as number];
    if (here.length > 0 && count > 0) sites.push({ path: here.join(' > '), count, bytes });
    collect(read('children') as unknown[], here);
  }
}
