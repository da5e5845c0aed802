import { expect, test } from 'vitest';
import { SpeechMemory } from './speech-memory.js';

const speech = (samples: number) => ({ pcm: new Int16Array(samples), phones: [] });

test('remembers what was used last, by voice and text, and forgets the rest', () => {
  const memory = new SpeechMemory(1000);
  const first = speech(200);
  memory.keep('slt', 'one', first);
  memory.keep('slt', 'two', speech(200));
  expect(memory.recall('slt', 'one')).toBe(first);
  expect(memory.recall('kal', 'one')).toBeUndefined();
  memory.keep('slt', 'three', speech(200));
  expect(memory.recall('slt', 'two')).toBeUndefined();
  expect(memory.recall('slt', 'one')).toBe(first);
});

test('what is said twice counts once, and what is too large is not kept', () => {
  const memory = new SpeechMemory(1000);
  for (let i = 0; i < 5; i++) memory.keep('slt', 'one', speech(300));
  memory.keep('slt', 'huge', speech(501));
  expect(memory.recall('slt', 'one')).toBeDefined();
  expect(memory.recall('slt', 'huge')).toBeUndefined();
});
