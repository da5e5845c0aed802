import { type EmulatorOptions, type Fault, scaledClock, startEmulator } from '@lipwire/emulator';
import { expect } from 'vitest';
import type { GatewayParts } from '../../src/index.js';
import {
  EMULATOR,
  LONG_TALK,
  referenceMessages,
  SHORT_TALK,
  say,
  setUp,
  talk,
  withoutVisemes,
} from './reference-call.js';
import { expectNoCalls, expectSocketsBack, openSockets } from './remains.js';
import { connect, type TestClient } from './test-client.js';
import { API_KEY, startTestGateway, type TestGateway } from './test-gateway.js';

/** A hundred seconds of a call in one, so that nobody waits for speech to be played. */
const CLOCK = scaledClock(100);

/** Where something goes wrong: a gateway between an emulator and two calls. */
export interface Stage {
  readonly gateway: TestGateway;
  /** A second call through the gateway, whose session at the emulator has number 2. */
  call(options?: Parameters<typeof connect>[1]): TestClient;
}

/** What a client saw of a call. */
export interface Seen {
  /** Every message: `ready`, `audio`, `generation-complete`, `turn-complete`; anything else as it came. */
  readonly messages: readonly string[];
  /** Code and reason, as `1011 Internal error occurred.`; the id of the call at the end of our own reasons is left out. */
  readonly closed: string;
  /** The messages are, byte for byte and with the same opcode, what a client without a gateway sees; or the first of them. */
  readonly isFaithful: boolean;
}

/** How a stage is set. */
export interface StageOptions {
  /** What goes wrong in the second session. */
  readonly faults?: readonly Omit<Fault, 'session'>[];
  readonly emulator?: EmulatorOptions;
  readonly parts?: GatewayParts;
  readonly env?: Record<string, string>;
  /** Where the gateway dials, if not the emulator's own URL. */
  readonly geminiUrl?: (emulatorUrl: string) => string;
  /** False where no call can get through, and there is none next door. */
  readonly hasNeighbour?: boolean;
}

let reference: Promise<{ long: string[]; short: string[] }> | undefined;

function referenceOf(): Promise<{ long: string[]; short: string[] }> {
  reference ??= referenceMessages(CLOCK);
  return reference;
}

/**
 * Lets something go wrong in one call and watches the one next door, which begins before and ends after: it must see what
 * it would have seen without any of this, to the byte. In the end no socket may be open that was not open before.
 *
 * @param play what happens; it returns plain data, so that it holds no socket.
 */
export async function onStage<Result>(options: StageOptions, play: (stage: Stage) => Promise<Result>): Promise<Result> {
  await referenceOf();
  const faults = (options.faults ?? []).map((fault) => ({ ...fault, session: 2 }));
  const emulator = await startEmulator({ ...EMULATOR, clock: CLOCK, faults, ...options.emulator });
  const gateway = await startTestGateway({
    geminiUrl: options.geminiUrl?.(emulator.url) ?? emulator.url,
    parts: { upstreamTimeoutMs: 300, ...options.parts },
    env: { LIPWIRE_REQUESTS_PER_MINUTE: '1000000', ...options.env },
  });
  try {
    const before = openSockets();
    const url = `${gateway.wsUrl}/v1/conversation/gemini?key=any&mascot_key=${API_KEY}`;
    const stage: Stage = { gateway, call: (connectOptions) => connect(url, connectOptions) };
    const result = await (options.hasNeighbour === false ? play(stage) : playBesideOther(stage, play));
    await expectNoCalls(gateway.url);
    await expectSocketsBack(before);
    return result;
  } finally {
    await gateway.close();
    await emulator.close();
  }
}

async function playBesideOther<Result>(stage: Stage, play: (stage: Stage) => Promise<Result>): Promise<Result> {
  const neighbour = await openNeighbour(stage);
  const result = await play(stage);
  const { long } = await referenceOf();
  expect(await neighbour.end()).toEqual({ messages: long, closed: 1000 });
  return result;
}

/** The call next door. It is in the middle of its first answer when this resolves. */
async function openNeighbour({ call }: Stage): Promise<{ end(): Promise<{ messages: string[]; closed: number }> }> {
  const client = call();
  await new Promise((resolve) => client.socket.once('open', resolve));
  await setUp(client);
  const talking = say(client, LONG_TALK[0]);
  talking.catch(() => undefined);
  await client.received(3);
  return {
    async end() {
      // If it was cut off, that is what the messages and the code will tell.
      await talking.then(() => say(client, LONG_TALK[1])).catch(() => undefined);
      client.socket.close(1000);
      const { code } = await client.closed;
      return { messages: client.messages.map(({ data }) => withoutVisemes(data)), closed: code };
    },
  };
}

/** Makes the second call, says something short on it, hangs up when that is answered, and tells what it saw. */
export async function callAndTell(stage: Stage, options?: Parameters<typeof connect>[1]): Promise<Seen> {
  const client = stage.call(options);
  client.socket.once('open', () => {
    talk(client, SHORT_TALK).then(
      () => client.socket.close(1000),
      () => undefined,
    );
  });
  return await tell(client);
}

/** Waits until a call has ended and tells what its client saw. */
export async function tell({ messages, closed }: TestClient): Promise<Seen> {
  const { code, reason } = await closed;
  const { short } = await referenceOf();
  return {
    messages: messages.map(({ data }) => kindOf(data)),
    closed: `${code} ${reason.replace(/ \[[0-9a-f]{8}\]$/, '')}`.trim(),
    isFaithful: messages.every(({ data, isBinary }, i) => isBinary && withoutVisemes(data) === short[i]),
  };
}

function kindOf(data: Buffer): string {
  const text = data.toString('latin1');
  if (/"setupComplete"/.test(text)) return 'ready';
  if (/"inlineData"/.test(text)) return 'audio';
  if (/"generationComplete"/.test(text)) return 'generation-complete';
  if (/"turnComplete"/.test(text)) return 'turn-complete';
  return text;
}

/** The whole of the second call, as {@link Seen.messages} shows it. */
export async function wholeCall(): Promise<string[]> {
  const { short } = await referenceOf();
  return short.map((message) => kindOf(Buffer.from(message, 'latin1')));
}
