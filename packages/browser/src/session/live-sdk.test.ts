import { expect, test } from 'vitest';
import { describeRealtimeInput, type LiveSdkSession, outletOf, textOfTurns } from './live-sdk.js';

const pcm16 = (samples: number) => btoa('\0'.repeat(samples * 2));

test.each([320, 321, 322])('speech is as long as its %d samples, whatever the padding', (samples) => {
  expect(describeRealtimeInput({ audio: { data: pcm16(samples), mimeType: 'audio/pcm;rate=16000' } })).toEqual({
    kind: 'speech',
    durationMs: samples / 16,
  });
});

test('the rate is in the type, or the service’s own', () => {
  const data = pcm16(240);
  expect(describeRealtimeInput({ audio: { data, mimeType: 'audio/pcm; rate=24000' } }).durationMs).toBe(10);
  expect(describeRealtimeInput({ media: { data, mimeType: 'audio/pcm' } }).durationMs).toBe(15);
  expect(describeRealtimeInput({ media: { data, mimeType: 'audio/pcm;rate=0' } }).durationMs).toBe(15);
});

test('pictures, text and signals', () => {
  expect(describeRealtimeInput({ video: {} }).kind).toBe('picture');
  expect(describeRealtimeInput({ media: { data: '', mimeType: 'image/jpeg' } }).kind).toBe('picture');
  expect(describeRealtimeInput({ text: 'Hello' }).kind).toBe('words');
  expect(describeRealtimeInput({}).kind).toBe('context');
});

test.each([
  ['Hello', 'Hello'],
  [{ text: 'Hello' }, 'Hello'],
  [[{ role: 'user', parts: [{ text: 'One' }, { inlineData: {} }, { text: 'two' }] }, 'three'], 'One\ntwo\nthree'],
  [undefined, ''],
])('the words of %j', (turns, words) => {
  expect(textOfTurns(turns)).toBe(words);
});

test('the outlet is the socket of the official SDK; a session that has none elsewhere has none', () => {
  const ws = { readyState: 1, bufferedAmount: 12 };
  const methods = { sendClientContent() {}, sendRealtimeInput() {}, sendToolResponse() {}, close() {} };
  expect(outletOf({ ...methods, conn: { ws } } as LiveSdkSession)).toBe(ws);
  expect(outletOf(methods)).toBeUndefined();
});
