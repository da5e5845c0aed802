import { clientFrame, serverFrame } from './frames.mjs';
import { PIECE_MS } from './timetable.mjs';

const SPEECH_RATE_HZ = 24_000;
const MICROPHONE_RATE_HZ = 16_000;
const TEXT =
  'Hello! I live in a small house near the sea, where it rains a lot. Some days I read old books, and on others I walk ' +
  'along the shore until the sun is gone. We could talk about stars, music, and the weather of next week. Please call ' +
  'Stella, and ask her to bring six spoons of fresh snow peas, five thick slabs of blue cheese, and maybe a snack for ' +
  'her brother Bob. What would you like to hear about first? Take your time, there is plenty of it.';

/**
 * Everything that the two ends of a call say, as frames that are written again and again: the speech of the emulator's
 * voices, in pieces of 100 ms, in the form in which the service sends it.
 *
 * @returns {Promise<SpokenFrames>}
 *
 * @typedef {object} SpokenFrames
 * @property {Buffer} setup from the client.
 * @property {Buffer} setupComplete from the service.
 * @property {Buffer[]} speech from the service, in order; the last piece is followed by the first.
 * @property {Buffer} generationComplete
 * @property {Buffer} turnComplete
 * @property {Buffer[]} microphone from the client: pieces of 100 ms at 16 kHz.
 */
export async function spokenFrames() {
  const { createVoice, VOICE_NAMES } = await import('@lipwire/emulator');
  const speech = [];
  const microphone = [];
  for (const name of VOICE_NAMES) {
    const { pcm } = (await createVoice(name)).speak(TEXT);
    for (const piece of wholePieces(pcm, SPEECH_RATE_HZ)) speech.push(fromService(speechMessage(piece)));
    for (const piece of wholePieces(twoThirdsOf(pcm), MICROPHONE_RATE_HZ)) microphone.push(fromClient(heard(piece)));
  }
  return {
    setup: fromClient({ setup: { model: 'models/bench' } }),
    setupComplete: fromService({ setupComplete: {} }),
    speech,
    generationComplete: fromService({ serverContent: { generationComplete: true } }),
    turnComplete: fromService({ serverContent: { turnComplete: true } }),
    microphone,
  };
}

/** As the service writes JSON: indented, a line end behind it, in a binary frame. */
function fromService(message) {
  return serverFrame(Buffer.from(`${JSON.stringify(message, null, 2)}\n`));
}

/** As the official SDK writes it: in one line, in a text frame. */
function fromClient(message) {
  return clientFrame(Buffer.from(JSON.stringify(message)));
}

/** @param {Int16Array} pcm */
function speechMessage(pcm) {
  const inlineData = { mimeType: `audio/pcm;rate=${SPEECH_RATE_HZ}`, data: base64(pcm) };
  return { serverContent: { modelTurn: { parts: [{ inlineData }] } } };
}

/** @param {Int16Array} pcm */
function heard(pcm) {
  return { realtimeInput: { audio: { data: base64(pcm), mimeType: `audio/pcm;rate=${MICROPHONE_RATE_HZ}` } } };
}

function wholePieces(pcm, rateHz) {
  const samples = (rateHz * PIECE_MS) / 1000;
  const count = Math.floor(pcm.length / samples);
  return Array.from({ length: count }, (_, i) => pcm.subarray(i * samples, (i + 1) * samples));
}

/** 16 of 24 kHz by taking two of three samples: nobody listens to what the microphone hears. */
function twoThirdsOf(pcm) {
  return pcm.filter((_, i) => i % 3 !== 2);
}

function base64(pcm) {
  return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
}
