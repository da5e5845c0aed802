// The slow calls, both ends of each, in a process of their own: what they send must not keep the clock of the others waiting.
// Obeys whoever started it, and ends with it.
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { spokenFrames } from '../load/spoken-frames.mjs';
import { SlowCall } from './slow-call.mjs';

/** Frames in one write. */
const CHUNK_FRAMES = 32;

// On a machine with two cores this shares one with the generator, which goes first.
setPriority(19);
const frames = await spokenFrames();
const chunks = {
  fromClient: Buffer.concat(frames.microphone.slice(0, CHUNK_FRAMES)),
  fromService: Buffer.concat(frames.speech.slice(0, CHUNK_FRAMES)),
};
/** @type {Map<number, SlowCall>} */
let calls = new Map();

const orders = {
  async open({ kind, paths, port }) {
    calls = new Map(paths.map(({ callId }, i) => [callId, new SlowCall(kind, chunks, i % 2 === 0)]));
    await Promise.all(paths.map(({ callId, path }) => calls.get(callId)?.open(port, path)));
    while ([...calls.values()].some((call) => !call.isConnected)) await sleep(10);
    return {};
  },
  start() {
    for (const call of calls.values()) call.start();
    return {};
  },
  report: () =>
    [...calls.values()].map(({ sentBytes, endedAfterMs, clientStatus }) => ({ sentBytes, endedAfterMs, clientStatus })),
  close() {
    for (const call of calls.values()) call.close();
    calls.clear();
    return {};
  },
};

process.on('message', async (message, socket) => {
  if (message.order === 'answer') calls.get(message.callId)?.answer(socket);
  else process.send?.({ answer: await orders[message.order](message) });
});
process.on('disconnect', () => process.exit());
process.send?.({ answer: 'ready' });
