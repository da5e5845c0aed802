import { expect, test } from 'vitest';
import { speakable, splitSentences } from '../voices/speakable.js';
import { characterName } from './character-name.js';
import { defaultScript } from './default-script.js';
import { emptyMemory, type Memory } from './memory.js';
import { RECITATIONS } from './recitations.js';
import { seconds } from './seconds.js';

/** A conversation: what is typed, line by line, and the answers. */
function converse(...lines: string[]): { answers: string[]; memory: Memory } {
  const memory = emptyMemory();
  const answers = lines.map((text) => {
    memory.answers++;
    return defaultScript({ type: 'typed', text }, { memory, characterName: 'Lip' });
  });
  return { answers, memory };
}

test.each([
  ['Say: Bobby put the map by the lamp.', 'Bobby put the map by the lamp.'],
  ['say:hello there', 'hello there'],
  ['Please say: "My name is Bond. James Bond."', 'My name is Bond. James Bond.'],
  ['Repeat after me: tell me a story', 'tell me a story'],
  ['say papa bear', 'papa bear'],
  ['Say:\nline one\nline two', 'line one\nline two'],
])('%j speaks exactly %j', (typed, spoken) => {
  expect(converse(typed).answers).toEqual([spoken]);
});

test.each([
  ['Hello!', /^Hello! I am Lip\./],
  ['Greet the user and offer your help.', /^Hello! I am Lip\./],
  ['Say hello to the user.', /^Hello! I am Lip\./],
  ['Count to ten, please', /^One, two, three, four, five, six, seven, eight, nine, ten\.$/],
  ['count to 14', /twelve, 13, 14\.$/],
  ['count to 1000000', /99, 100\.$/],
  ['What is 12 times 11?', /^12 times 11 is 132\.$/],
  ['what is my name?', /^You have not told me your name yet\.$/],
  ['who are you?', /^I am Lip, /],
  ['What do you see?', /^No picture has come in/],
  ['Thanks!', /^You are welcome\.$/],
  ['', /nothing in it that I can read/],
  ['\u{1f600}', /nothing in it that I can read/],
])('%j is answered with %s', (typed, answer) => {
  expect(converse(typed).answers[0]).toMatch(answer);
});

test.each(['Bananas are berries.', 'Do penguins have knees?', 'Der Hund ist groß', 'a < b && c > d'])(
  'whatever is typed is in the answer: %s',
  (typed) => {
    expect(converse(typed).answers[0]).toContain(typed.replace(/[.?]$/, ''));
  },
);

test('the answer to a long text repeats only its beginning', () => {
  const [answer] = converse(`${'word '.repeat(500)}`).answers;
  expect(answer).toContain('word word, and so on');
  expect(answer?.length).toBeLessThan(200);
});

test('it remembers a name, and what was typed', () => {
  const { answers } = converse('My name is Ana', 'what is my name', 'The sky is green.', 'What did I say?', 'bye');
  expect(answers[0]).toBe('Nice to meet you, Ana.');
  expect(answers[1]).toBe('Your name is Ana.');
  expect(answers[3]).toBe('You typed: The sky is green.');
  expect(answers[4]).toBe('Goodbye, Ana. Come back soon.');
});

test('asked again, it tells another', () => {
  for (const request of ['Tell me a story', 'a joke please', 'a poem', 'a tongue twister']) {
    expect(new Set(converse(request, request, request).answers).size).toBeGreaterThan(1);
  }
  expect(converse('same thing', 'same thing').answers[0]).not.toBe(converse('same thing', 'same thing').answers[1]);
  expect(converse('hi', 'hi').answers[1]).toMatch(/^Hello again/);
});

test('all that it recites can be spoken as it is written', () => {
  for (const text of Object.values(RECITATIONS).flat()) {
    expect(speakable(text)).toBe(text);
    expect(splitSentences(text).join(' ')).toBe(text);
  }
});

test('it says how long it was spoken to', () => {
  const memory = { ...emptyMemory(), answers: 2 };
  const context = { memory, characterName: 'Lip' };
  expect(defaultScript({ type: 'spoke', speechMs: 2432 }, context)).toBe('You spoke for 2.4 seconds.');
  expect(defaultScript({ type: 'spoke', speechMs: 1040 }, context)).toBe('You spoke for 1 second.');
  expect(defaultScript({ type: 'spoke', speechMs: 0 }, context)).toMatch(/^I heard nothing/);
  memory.answers = 1;
  expect(defaultScript({ type: 'spoke', speechMs: 2432 }, context)).toMatch(/^You spoke for 2.4 seconds\. I hear/);
  expect(seconds(20)).toBe('0.1 seconds');
});

test('it reads the result of a function', () => {
  const input = { type: 'function-result', name: 'get_theWeather', result: 'sunny' } as const;
  expect(defaultScript(input, { memory: emptyMemory(), characterName: 'Lip' })).toBe(
    'The function get the Weather says: sunny.',
  );
});

test.each([
  ['You are Mia, a cheerful guide.', 'Mia'],
  ['Be brief. Your name is Otto.', 'Otto'],
  ['you are called Bo', 'Bo'],
  ['You are a helpful assistant.', 'Lip'],
  ['', 'Lip'],
])('an instruction that says %j makes it %s', (instruction, name) => {
  expect(characterName(instruction)).toBe(name);
});
