import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTimeline, type VisemeTimeline } from '@lipwire/cues';
import { createVoice } from '@lipwire/emulator';
import { analyzeSpeech } from '@lipwire/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { piped, runLipwire } from './run-lipwire.js';

let folder: string;
/** A spoken sentence at 24 kHz. */
let pcm: Int16Array;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lipwire-visemes-'));
  const voice = await createVoice('slt');
  ({ pcm } = await voice.speak('Pam bought my puppy a big map.'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A WAV file of 16-bit samples; every channel says the same. */
function wav(samples: Int16Array, { rateHz = 24_000, channels = 1, dataBytes = -1 } = {}): Uint8Array {
  const size = samples.length * 2 * channels;
  const view = new DataView(new ArrayBuffer(44 + size));
  const text = (at: number, word: string): void => new Uint8Array(view.buffer).set(new TextEncoder().encode(word), at);
  text(0, 'RIFF');
  view.setUint32(4, dataBytes < 0 ? 36 + size : dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // size of the format
  view.setUint16(20, 1, true); // integers
  view.setUint16(22, channels, true);
  view.setUint32(24, rateHz, true);
  view.setUint32(28, rateHz * 2 * channels, true); // bytes a second
  view.setUint16(32, 2 * channels, true); // bytes a frame
  view.setUint16(34, 16, true); // bits a sample
  text(36, 'data');
  view.setUint32(40, dataBytes < 0 ? size : dataBytes, true);
  for (let i = 0; i < samples.length * channels; i++) {
    view.setInt16(44 + i * 2, samples[Math.floor(i / channels)] as number, true);
  }
  return new Uint8Array(view.buffer);
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function timelineOf(args: readonly string[], stdin?: Uint8Array): Promise<VisemeTimeline> {
  const outcome = await runLipwire(['visemes', ...args], stdin === undefined ? {} : { stdin: piped(stdin) });
  expect(outcome).toMatchObject({ exitCode: 0, complaint: undefined });
  return parseTimeline(JSON.parse(outcome.output));
}

/** Share of the time in which two timelines show the same mouth, 0 to 1. */
function agreement(a: VisemeTimeline, b: VisemeTimeline): number {
  const at = ({ cues }: VisemeTimeline, ms: number) => cues.findLast(({ t }) => t <= ms)?.v;
  const times = Array.from({ length: Math.floor(a.durationMs / 10) }, (_, i) => i * 10 + 5);
  return times.filter((ms) => at(a, ms) === at(b, ms)).length / times.length;
}

/** Holds each sample for a while: a crude way to a higher rate, good enough to compare mouths. */
function repeated(samples: Int16Array, times: number): Int16Array {
  return Int16Array.from({ length: samples.length * times }, (_, i) => samples[Math.floor(i / times)] as number);
}

describe('lipwire visemes', () => {
  it('prints what the engine hears, as a timeline', async () => {
    const timeline = await timelineOf([file('speech.wav', wav(pcm))]);
    const samples = Float32Array.from(pcm, (sample) => sample / 0x8000);
    expect(timeline).toEqual(analyzeSpeech(samples, 24_000));
    expect(timeline.durationMs).toBe(Math.round((pcm.length / 24_000) * 1000));
    expect(timeline.speechMs).toBeGreaterThan(timeline.durationMs / 2);
    expect(timeline.cues.filter(({ v }) => v === 21).length).toBeGreaterThanOrEqual(4);
  });

  it('reads standard input, whatever size its header gives', async () => {
    const expected = await timelineOf([file('speech.wav', wav(pcm))]);
    expect(await timelineOf(['-'], wav(pcm))).toEqual(expected);
    expect(await timelineOf(['-'], wav(pcm, { dataBytes: 0xffffffff }))).toEqual(expected);
    expect(await timelineOf(['-'], wav(pcm, { dataBytes: 0 }))).toEqual(expected);
  });

  it('mixes channels down', async () => {
    const expected = await timelineOf([file('speech.wav', wav(pcm))]);
    expect(await timelineOf([file('stereo.wav', wav(pcm, { channels: 2 }))])).toEqual(expected);
  });

  it('takes a rate that the engine does not', async () => {
    const expected = await timelineOf([file('speech.wav', wav(pcm))]);
    const timeline = await timelineOf([file('fast.wav', wav(repeated(pcm, 4), { rateHz: 96_000 }))]);
    expect(timeline.durationMs).toBe(expected.durationMs);
    expect(agreement(timeline, expected)).toBeGreaterThan(0.8);
  });

  it('prints a table', async () => {
    const path = file('speech.wav', wav(pcm));
    const { cues } = await timelineOf([path]);
    const { output } = await runLipwire(['visemes', path, '--format', 'tsv']);
    const [header, ...rows] = output.trimEnd().split('\n');
    expect(header).toBe('t\tv\tname');
    expect(rows.map((row) => row.split('\t').slice(0, 2).map(Number))).toEqual(cues.map(({ t, v }) => [t, v]));
    expect(rows.some((row) => row.endsWith('\tp-b-m'))).toBe(true);
  });

  it('takes what there is of a file that was cut off, and says so', async () => {
    const whole = wav(pcm);
    const { exitCode, notes, output } = await runLipwire(['visemes', file('cut.wav', whole.subarray(0, 24_044))]);
    expect(exitCode).toBe(0);
    // Cut in the middle of a word: what the engine still holds back must come out too.
    const samples = Float32Array.from(pcm.subarray(0, 12_000), (sample) => sample / 0x8000);
    expect(parseTimeline(JSON.parse(output))).toEqual(analyzeSpeech(samples, 24_000));
    const missing = ((whole.length - 24_044) / 48_000).toFixed(2);
    expect(notes).toEqual([`The file ends ${missing} s before its header says; this is what is there.`]);
  });

  it('makes a silent timeline of a file without samples', async () => {
    expect(await timelineOf([file('empty.wav', wav(new Int16Array(0)))])).toMatchObject({ durationMs: 0, speechMs: 0 });
  });

  it.each([
    ['a file that is not there', () => join(folder, 'nowhere.wav'), 'there is no such file'],
    ['a folder', () => folder, 'it is a folder'],
    ['a text', () => file('a.txt', new TextEncoder().encode('hello, I am a text')), 'not a WAV file'],
    ['nothing', () => file('nothing.wav', new Uint8Array(0)), 'it is empty'],
  ])('says in one sentence what is wrong with %s', async (_what, path, words) => {
    const { exitCode, complaint, output } = await runLipwire(['visemes', path()]);
    expect(complaint).toContain(words);
    expect(complaint).not.toContain('\n');
    expect(exitCode).toBe(1);
    expect(output).toBe('');
  });
});
