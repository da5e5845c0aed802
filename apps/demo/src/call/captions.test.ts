import { expect, test } from 'vitest';
import { ManualClock } from '../../test/manual-clock';
import { Captions } from './captions';

function setUp() {
  const clock = new ManualClock();
  const captions = new Captions(clock);
  const shown = () =>
    captions.get().map(({ speaker, text, interrupted }) => `${speaker}: ${text}${interrupted ? ' --' : ''}`);
  return { clock, captions, shown };
}

test('words are shown when the sound before them was heard, though they come faster', async () => {
  const { clock, captions, shown } = setUp();
  captions.addMascotWords('Hello');
  captions.addAudio(1000);
  captions.addMascotWords(' there,');
  captions.addAudio(500);
  captions.addMascotWords(' friend.');
  expect(shown()).toEqual(['mascot: Hello']);
  await clock.advance(999);
  expect(shown()).toEqual(['mascot: Hello']);
  await clock.advance(1);
  expect(shown()).toEqual(['mascot: Hello there,']);
  await clock.advance(500);
  expect(shown()).toEqual(['mascot: Hello there, friend.']);
});

test('words that come late are shown at once, and where sound ran out it goes on from then', async () => {
  const { clock, captions, shown } = setUp();
  captions.addAudio(100);
  await clock.advance(2000);
  captions.addMascotWords('One');
  expect(shown()).toEqual(['mascot: One']);
  captions.addAudio(400);
  captions.addMascotWords(' two');
  await clock.advance(399);
  expect(shown()).toEqual(['mascot: One']);
  await clock.advance(1);
  expect(shown()).toEqual(['mascot: One two']);
});

test('an interruption drops the words that were not heard, and marks the sentence', async () => {
  const { clock, captions, shown } = setUp();
  captions.addMascotWords('I will');
  captions.addAudio(3000);
  captions.addMascotWords(' never stop');
  await clock.advance(1000);
  captions.addUserWords('Wait!');
  captions.interrupt();
  await clock.advance(10_000);
  expect(shown()).toEqual(['mascot: I will --', 'user: Wait!']);
  expect(clock.waiting).toBe(0);
  captions.addMascotWords('Yes?');
  expect(shown()).toEqual(['mascot: I will --', 'user: Wait!', 'mascot: Yes?']);
});

test('words of one turn stay together, though the user speaks or types meanwhile', async () => {
  const { clock, captions, shown } = setUp();
  captions.addMascotWords('I go');
  captions.addAudio(1000);
  captions.addMascotWords(' on');
  captions.addAudio(1000);
  captions.addMascotWords(' and on.');
  captions.addUserWords('Hm', 'typed');
  await clock.advance(1000);
  captions.addUserWords('Oh');
  captions.completeTurn();
  captions.addUserWords(' yes');
  expect(shown()).toEqual(['mascot: I go on and on.', 'user: Hm', 'user: Oh yes']);
});

test('an interruption before any word was heard leaves the turn before as it was', () => {
  const { captions, shown } = setUp();
  captions.addMascotWords('First.');
  captions.completeTurn();
  captions.addAudio(1000);
  captions.addMascotWords('Second.');
  captions.interrupt();
  expect(shown()).toEqual(['mascot: First.']);
});

test('an interruption behind the last word leaves the sentence whole', () => {
  const { captions, shown } = setUp();
  captions.addMascotWords('All of it.');
  captions.addAudio(1000);
  captions.interrupt();
  expect(shown()).toEqual(['mascot: All of it.']);
});

test('the end of a turn shows the rest, and the next turn begins another caption', () => {
  const { captions, shown } = setUp();
  captions.addAudio(1000);
  captions.addMascotWords('One.');
  captions.completeTurn();
  captions.addMascotWords('Two.');
  expect(shown()).toEqual(['mascot: One.', 'mascot: Two.']);
});

test('pieces of what the user says belong together; typed lines stand alone', () => {
  const { captions, shown } = setUp();
  captions.addUserWords(' Good');
  captions.addUserWords(' morning');
  captions.addUserWords('Typed', 'typed');
  captions.addUserWords('Spoken');
  captions.addUserWords('   ');
  expect(shown()).toEqual(['user: Good morning', 'user: Typed', 'user: Spoken   ']);
});

test('only the last forty are kept, ids never repeat, and clear forgets all', async () => {
  const { clock, captions, shown } = setUp();
  for (let i = 0; i < 50; i++) captions.addUserWords(`line ${i}`, 'typed');
  expect(shown()).toHaveLength(40);
  expect(shown().at(-1)).toBe('user: line 49');
  expect(new Set(captions.get().map(({ id }) => id)).size).toBe(40);
  captions.addAudio(1000);
  captions.addMascotWords('late');
  captions.clear();
  await clock.advance(5000);
  expect(shown()).toEqual([]);
});
