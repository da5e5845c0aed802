// Words against the sound of a real voice, whose sounds are known one by one.
import { captionsOf, LipwireClient } from '@lipwire/browser';
import { createVoice, type Phone } from '@lipwire/emulator';
import { encodeBase64 } from '@lipwire/providers';
import { expect, test } from 'vitest';

/** Sentences, and of how many sounds each of their words is made. */
const SENTENCES: readonly (readonly [text: string, sounds: readonly number[]])[] = [
  ['Hello! I am Miso.', [4, 1, 2, 4]],
  ['I live in a small house near the sea, where it rains a lot.', [1, 3, 2, 1, 4, 3, 3, 2, 2, 3, 2, 4, 1, 3]],
  ['Some days I read old books.', [3, 3, 1, 3, 3, 4]],
  ['Yes.', [3]],
  ['Then we could talk about stars, music, and the weather of next week.', [3, 2, 3, 3, 4, 5, 6, 3, 2, 4, 2, 5, 3]],
];

/** The service sends so much sound at a time, four times as fast as it is heard. */
const PIECE_MS = 40;
const RUN_AHEAD = 4;

interface SpokenWord {
  readonly text: string;
  readonly startMs: number;
}

async function speak(voiceName: 'slt' | 'kal') {
  const voice = await createVoice(voiceName);
  const pcm: number[] = [];
  const words: SpokenWord[] = [];
  for (const [text, sounds] of SENTENCES) {
    const startMs = pcm.length / 24;
    const speech = await voice.speak(text);
    const phones: Phone[] = speech.phones.filter(({ phone }) => phone !== 'pau');
    expect(phones).toHaveLength(sounds.reduce((sum, count) => sum + count, 0));
    let at = 0;
    for (const [i, word] of text.split(' ').entries()) {
      words.push({ text: words.length === 0 ? word : ` ${word}`, startMs: startMs + (phones[at]?.startMs ?? 0) });
      at += sounds[i] ?? 0;
    }
    for (const sample of speech.pcm) pcm.push(sample);
  }
  return { pcm: Int16Array.from(pcm), words };
}

/**
 * Plays it to a client, whose words come `leadMs` before their sound (after, if negative).
 *
 * @returns by how much each word appears after its sound begins, in milliseconds.
 */
async function measure(voiceName: 'slt' | 'kal', leadMs: number, turns = 1): Promise<number[]> {
  const { pcm, words } = await speak(voiceName);
  let nowMs = 0;
  let frame: (() => void) | undefined;
  const frames = {
    request: (callback: () => void) => {
      frame = callback;
      return 1;
    },
    cancel: () => {},
    nowMs: () => nowMs,
  };
  const client = new LipwireClient({ playAudio: false, displayLatencyMs: 0 }, { frames, nowMs: () => nowMs });
  const durationMs = pcm.length / 24;
  let lateMs: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    captionsOf(client).clear();
    const startMs = client.playheadMs;
    lateMs = [];
    let sent = 0;
    let told = 0;
    for (let heardMs = 0; heardMs <= durationMs + 200; heardMs += 10, nowMs += 10) {
      while (sent < durationMs && sent <= heardMs * RUN_AHEAD) {
        const piece = pcm.slice(sent * 24, (sent + PIECE_MS) * 24);
        let text = '';
        while ((words[told]?.startMs ?? Number.POSITIVE_INFINITY) <= sent + leadMs) text += words[told++]?.text;
        const inlineData = {
          mimeType: 'audio/pcm;rate=24000',
          data: encodeBase64(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)),
        };
        client.handleMessage({
          serverContent: { ...(text && { outputTranscription: { text } }), modelTurn: { parts: [{ inlineData }] } },
        });
        sent += PIECE_MS;
        if (sent < durationMs) continue;
        const rest = words.slice(told).map(({ text: word }) => word);
        told = words.length;
        client.handleMessage({
          serverContent: { outputTranscription: { text: rest.join('') }, generationComplete: true },
        });
        client.handleMessage({ serverContent: { turnComplete: true } });
      }
      const callback = frame;
      frame = undefined;
      callback?.();
      const shown = captionsOf(client).getSnapshot().at(-1)?.text.split(' ').filter(Boolean).length ?? 0;
      while (lateMs.length < shown) {
        lateMs.push(client.playheadMs - startMs - (words[lateMs.length]?.startMs ?? 0));
      }
    }
    expect(captionsOf(client).getSnapshot().at(-1)?.text).toBe(words.map(({ text }) => text).join(''));
  }
  client.dispose();
  if (process.env.LIPWIRE_SHOW_FIT) console.log(voiceName, leadMs, turns, lateMs.map(Math.round).join(' '));
  return lateMs;
}

const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))] as number;

test.each([
  ['slt', 300, 1],
  ['slt', 0, 1],
  ['slt', 800, 1],
  ['kal', 300, 1],
  ['kal', 300, 2],
] as const)(
  'words appear when they are heard: %s, words come %i ms before their sound, turn %i',
  async (voice, leadMs, turns) => {
    const lateMs = await measure(voice, leadMs, turns);
    expect(quantile(lateMs, 0.5)).toBeGreaterThan(0);
    expect(quantile(lateMs, 0.5)).toBeLessThan(120);
    expect(quantile(lateMs, 0.05)).toBeGreaterThan(-120);
    expect(quantile(lateMs, 0.95)).toBeLessThan(320);
  },
);

test('words that come behind their sound are shown at once, and no later than they need', async () => {
  const lateMs = await measure('slt', -400);
  expect(quantile(lateMs, 0.05)).toBeGreaterThan(-120);
  expect(Math.max(...lateMs)).toBeLessThan(500);
});
