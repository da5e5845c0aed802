import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LipSyncEngine } from '@lipwire/engine';
import { loadKernel } from '../../packages/engine/dist/kernel/kernel.js';
import { piecesOf } from './cpu-per-second.mjs';

const STREAMS = 500;
const PUSHES = 2000;
const ROUNDS = 12;
const HOUR_SECONDS = 3600;
const ignore = () => {};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/**
 * What a stream leaves behind at each push, what it holds, and whether an hour changes that.
 *
 * @returns {{ what: string, value: string }[]}
 */
export function measureMemory(model, speech, rateHz) {
  const pieces = piecesOf(speech, (rateHz * 40) / 1000);
  return [
    { what: 'allocated in each push of 40 ms', value: `${allocatedPerPush(model, pieces, rateHz).toFixed(2)} bytes` },
    { what: 'held by a stream', value: `${Math.round(heldByStream(model, pieces, rateHz))} bytes` },
    { what: 'an hour', value: anHour(model, pieces, rateHz) },
  ];
}

/** The least of several rounds, once everything is compiled. */
function allocatedPerPush(model, pieces, rateHz) {
  const engine = new LipSyncEngine({ sampleRateHz: rateHz, model });
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < PUSHES; i++) engine.push(pieces[i % pieces.length], ignore);
    least = Math.min(least, process.memoryUsage().heapUsed - before);
  }
  return Math.max(0, least) / PUSHES;
}

/** Objects on the heap and the place in the kernel's memory, on average of many streams in mid-speech. */
function heldByStream(model, pieces, rateHz) {
  const kernel = loadKernel();
  const held = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed + (kernel?.usedBytes ?? 0);
  };
  const start = () => {
    const engine = new LipSyncEngine({ sampleRateHz: rateHz, model });
    for (const piece of pieces.slice(0, 25)) engine.push(piece, ignore);
    return engine;
  };
  const engines = [start()];
  const before = held();
  while (engines.length <= STREAMS) engines.push(start());
  const perStream = (held() - before) / STREAMS;
  for (const engine of engines) engine.reset();
  return perStream;
}

function anHour(model, pieces, rateHz) {
  const engine = new LipSyncEngine({ sampleRateHz: rateHz, model });
  let samples = 0;
  let cues = 0;
  const count = () => cues++;
  collectGarbage();
  const heapBefore = process.memoryUsage().heapUsed;
  const { user: before } = process.cpuUsage();
  for (let i = 0; samples < HOUR_SECONDS * rateHz; i++) {
    const piece = pieces[i % pieces.length];
    engine.push(piece, count);
    samples += piece.length;
  }
  const cpuSeconds = (process.cpuUsage().user - before) / 1e6;
  collectGarbage();
  const grown = process.memoryUsage().heapUsed - heapBefore;
  engine.reset();
  return `${cpuSeconds.toFixed(2)} CPU s, ${cues} cues, heap ${grown < 0 ? '' : '+'}${(grown / 1000).toFixed(0)} kB`;
}
