import { createVoice } from '@lipwire/emulator';
import { LipSyncEngine } from '@lipwire/engine';
import { encodeBase64 } from '@lipwire/providers';

const TEXT =
  'Hello! I am Miso, and I live in a small house near the sea, where it rains a lot. Some days I read old books. ' +
  'Then we could talk about stars, music, and the weather of next week. What would you like to hear about first?';
const RATE_HZ = 24_000;
const PIECE_MS = 40;

/**
 * One turn of a voice, as a gateway sends it: messages of 40 ms with their cues and words, and the ends.
 *
 * @returns {Promise<{ messages: object[], pieceMs: number, durationMs: number }>}
 */
export async function spokenTurn() {
  const { pcm } = await (await createVoice('slt')).speak(TEXT);
  const engine = new LipSyncEngine({ sampleRateHz: RATE_HZ });
  const words = TEXT.split(/(?= )/);
  const length = (RATE_HZ * PIECE_MS) / 1000;
  const messages = [];
  let told = 0;
  for (let at = 0; at < pcm.length; at += length) {
    const piece = pcm.subarray(at, at + length);
    const baseMs = (at / RATE_HZ) * 1000;
    const visemes = [];
    const keep = (visemeId, offsetMs) => visemes.push({ visemeId, offset: Math.round(offsetMs - baseMs) });
    engine.push(
      Float32Array.from(piece, (sample) => sample / 32_768),
      keep,
    );
    if (at + length >= pcm.length) engine.flush(keep);
    const data = encodeBase64(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
    const toldNow = Math.min(words.length, Math.ceil((words.length * (at + length)) / pcm.length));
    const text = words.slice(told, toldNow).join('');
    told = toldNow;
    messages.push({
      serverContent: {
        modelTurn: { parts: [{ inlineData: { mimeType: `audio/pcm;rate=${RATE_HZ}`, data } }] },
        ...(text && { outputTranscription: { text } }),
      },
      mascotVisemes: {
        visemes,
        audio_event_id: messages.length + 1,
        subchunk_id: 1,
        total_chunks: 1,
        audio_duration: (piece.length / RATE_HZ) * 1000,
      },
    });
  }
  messages.push({ serverContent: { generationComplete: true } }, { serverContent: { turnComplete: true } });
  return { messages, pieceMs: PIECE_MS, durationMs: (pcm.length / RATE_HZ) * 1000 };
}
