import { parentPort } from 'node:worker_threads';
import { FliteProgram } from './flite-program.mjs';
import { loadFlite } from './load-flite.mjs';
import { speechOf } from './speech-of.mjs';

/**
 * The thread that synthesizes: one sentence in, its sound out, one after the other.
 *
 * @typedef {{ id: number, voice: string, text: string }} SynthesisRequest
 * @typedef {{ id: number, pcm: Int16Array, phones: import('./speech-of.mjs').Phone[] } | { id: number, error: string }} SynthesisAnswer
 */

const port = parentPort;
if (!port) throw new Error('synthesis.thread.mjs runs as a worker thread only');

const loaded = loadFlite().then((module) => {
  const flite = new FliteProgram(module);
  // The first sentence of a fresh module takes about 100 ms longer, while its functions compile: pay before it counts.
  flite.speak('slt', 'Hello.');
  flite.prepare();
  return flite;
});

port.on('message', async (/** @type {SynthesisRequest} */ { id, voice, text }) => {
  try {
    const flite = await loaded;
    const { pcm, phones } = speechOf(flite.speak(voice, text));
    port.postMessage({ id, pcm, phones }, [/** @type {ArrayBuffer} */ (pcm.buffer)]);
    flite.prepare();
  } catch (error) {
    port.postMessage({ id, error: String(error) });
  }
});
