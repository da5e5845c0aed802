import { expect, test } from 'vitest';
import { UnansweredInput } from './unanswered-input.js';

type Wire = string[];
const speech = (name: string, durationMs = 100) => ({
  kind: 'speech' as const,
  durationMs,
  send: (wire: Wire) => void wire.push(name),
});
const words = (name: string) => ({ kind: 'words' as const, durationMs: 0, send: (wire: Wire) => void wire.push(name) });

function sent(input: UnansweredInput<Wire>): Wire {
  const wire: Wire = [];
  input.sendAll(wire, (error) => {
    throw error;
  });
  return wire;
}

test('everything is sent again, in order, until it is answered', () => {
  const input = new UnansweredInput<Wire>(1_000);
  input.add(speech('a'), 0, true);
  input.add(words('b'), 10, true);
  input.add(speech('c'), 20, false);
  expect(sent(input)).toEqual(['a', 'b', 'c']);
  expect(sent(input)).toEqual(['a', 'b', 'c']);
  input.answered(20, 5_000);
  expect(input.isEmpty).toBe(true);
});

test('the oldest speech goes first; what was never sent is counted', () => {
  const input = new UnansweredInput<Wire>(200);
  input.add(words('hello'), 0, false);
  input.add(speech('heard'), 1, true);
  input.add(speech('lost'), 2, false);
  input.add(speech('kept 1'), 3, false);
  expect(input.droppedSpeechMs).toBe(0);
  input.add(speech('kept 2'), 4, false);
  expect(input.droppedSpeechMs).toBe(100);
  expect(sent(input)).toEqual(['hello', 'kept 1', 'kept 2']);
});

test('a question is kept whole while its answer is under way, however long that takes', () => {
  const input = new UnansweredInput<Wire>(200);
  input.add(speech('ques'), 1, true);
  input.add(speech('tion'), 2, true);
  for (let atMs = 10; atMs < 20; atMs++) input.add(speech(`silence ${atMs}`), atMs, true, 5);
  expect(sent(input)).toEqual(['ques', 'tion', 'silence 18', 'silence 19']);
});

test('behind an answer the latest two seconds of speech stay: a new sentence may have begun; older silence goes', () => {
  const input = new UnansweredInput<Wire>(60_000);
  input.add(speech('question'), 1_000, true);
  input.add(speech('silence'), 3_000, true, 2_000);
  input.add(words('typed under it'), 3_000, true, 2_000);
  input.add(speech('I also'), 9_000, true, 2_000);
  input.answered(2_000, 10_000);
  expect(sent(input)).toEqual(['typed under it', 'I also']);
});

test('what interrupted an answer is not answered yet', () => {
  const input = new UnansweredInput<Wire>(60_000);
  input.add(words('Tell me a story'), 1_000, true);
  input.add(words('Stop'), 9_500, true);
  input.interrupted(10_000);
  expect(sent(input)).toEqual(['Stop']);
});

test('of lines that nobody answers two hundred are kept', () => {
  const input = new UnansweredInput<Wire>(0);
  for (let i = 1; i <= 201; i++) input.add(words(String(i)), i, false);
  expect(sent(input)).toHaveLength(200);
  expect(sent(input)[0]).toBe('2');
});

test('an input that cannot be sent is told and forgotten; the others are sent', () => {
  const input = new UnansweredInput<Wire>(1_000);
  const thrown: unknown[] = [];
  const refuse = () => {
    throw new Error('Bad turns.');
  };
  input.add({ ...words('bad'), send: refuse }, 0, false);
  input.add(words('good'), 1, false);
  const wire: Wire = [];
  input.sendAll(wire, (error) => thrown.push(error));
  expect(thrown).toEqual([new Error('Bad turns.')]);
  expect(sent(input)).toEqual(['good']);
});
