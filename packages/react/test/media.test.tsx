// @vitest-environment happy-dom
import { act, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  MascotClient,
  MascotProvider,
  type UseMascotMediaOptions,
  type UseMascotMediaResult,
  useMascotMedia,
} from '../src/index.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** Contexts that were opened, and the streams that were listened to. */
const contexts: FakeContext[] = [];
class FakeNode {
  readonly port = { postMessage: () => {}, close: () => {} };
  constructor(readonly context: FakeContext) {}
  connect(to: object): object {
    return to;
  }
  disconnect(): void {}
}
class FakeContext extends EventTarget {
  readonly sampleRate = 48_000;
  readonly currentTime = 0;
  readonly destination = {};
  readonly audioWorklet = { addModule: async () => {} };
  state = 'running';
  heard: unknown;
  delayS = 0;
  constructor() {
    super();
    contexts.push(this);
  }
  createMediaStreamSource(stream: unknown): FakeNode {
    this.heard = stream;
    return new FakeNode(this);
  }
  async close(): Promise<void> {
    this.state = 'closed';
  }
}
class FakeDelay extends FakeNode {
  constructor(context: FakeContext, { delayTime }: { delayTime: number }) {
    super(context);
    context.delayS = delayTime;
  }
}

let root: Root;
let result: UseMascotMediaResult | undefined;
beforeEach(() => {
  contexts.length = 0;
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioNode', FakeNode);
  vi.stubGlobal('AudioWorkletNode', FakeNode);
  vi.stubGlobal('DelayNode', FakeDelay);
  root = createRoot(document.createElement('div'));
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

function Speaker({ media, options }: { media: MediaStream | null; options: UseMascotMediaOptions | undefined }) {
  result = useMascotMedia(media, options && { ...options });
  return null;
}
const stream = (name: string) => ({ name }) as unknown as MediaStream;

/** Renders, and waits for the engine. */
async function show(media: MediaStream | null, options?: UseMascotMediaOptions, context?: AudioContext): Promise<void> {
  act(() =>
    root.render(
      <StrictMode>
        <MascotProvider audioContext={context}>
          <MascotClient>
            <Speaker media={media} options={options} />
          </MascotClient>
        </MascotProvider>
      </StrictMode>,
    ),
  );
  await act(() => vi.dynamicImportSettled());
}
const open = () => contexts.filter(({ state }) => state !== 'closed');

it('opens nothing without media, one thing for each, and nothing anew for options that say the same', async () => {
  await show(null);
  expect(contexts).toEqual([]);
  const [first, second] = [stream('first'), stream('second')];
  await show(first, { play: true });
  await show(first, { play: true });
  expect(contexts.map(({ heard, delayS }) => [heard, delayS])).toEqual([[first, 0.16]]);
  await show(second, { play: true });
  expect(open().map(({ heard }) => heard)).toEqual([second]);
  await show(second, { play: true, delayMs: 200 });
  expect(open().map(({ heard, delayS }) => [heard, delayS])).toEqual([[second, 0.2]]);
  await show(null);
  expect(open()).toEqual([]);
  expect(result?.error).toBeUndefined();
});

it("uses the app's own context, and leaves it open", async () => {
  const own = new FakeContext();
  await show(stream('one'), undefined, own as unknown as AudioContext);
  expect(own.heard).toBeDefined();
  await show(null, undefined, own as unknown as AudioContext);
  expect(contexts).toEqual([own]);
  expect(own.state).toBe('running');
});

it('says why the mouth stays at rest, until there is something else to hear', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await show(stream('one'), { delayMs: 5000 });
  expect(result?.error).toMatchObject({ code: 'BROWSER_OPTION_INVALID' });
  expect(log.mock.calls.flat()).toEqual(['[lipwire] delayMs is 5000; it must be 0 to 1000 ms.']);
  await show(stream('two'));
  expect(result?.error).toBeUndefined();
  log.mockRestore();
});
