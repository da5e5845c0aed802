import { expect, test } from 'vitest';
import { SaidTurns } from './said-turns.js';

/** As `user: …` and `model: …`. */
const unknown = (said: SaidTurns) => said.takeUnknown().map(({ role, parts }) => `${role}: ${parts[0].text}`);

function talk(said: SaidTurns, question: string, answer: string): void {
  said.addUserWords({ text: question, isTyped: true }, false);
  said.addModelWords(answer);
  said.complete();
}

test('what is behind the latest handle is unknown, and without one everything is', () => {
  const said = new SaidTurns();
  talk(said, 'One?', 'One.');
  said.handleCame();
  talk(said, 'Two?', 'Two.');
  expect(unknown(said)).toEqual(['user: Two?', 'model: Two.']);
  said.handleForgotten();
  expect(unknown(said)).toEqual(['user: One?', 'model: One.', 'user: Two?', 'model: Two.']);
});

test('a handle that comes before any turn does not know what was just told again', () => {
  const said = new SaidTurns();
  talk(said, 'One?', 'One.');
  expect(unknown(said)).toHaveLength(2);
  said.handleCame();
  expect(unknown(said)).toHaveLength(2);
  talk(said, 'Two?', 'Two.');
  said.handleCame();
  expect(unknown(said)).toEqual([]);
});

test('pieces of a transcript belong together; what is said over an answer belongs to the next turn', () => {
  const said = new SaidTurns();
  said.addUserWords({ text: ' Tell me', isTyped: false }, false);
  said.addModelWords('Once');
  said.addUserWords({ text: ' a story.', isTyped: false }, false);
  said.addModelWords(' upon');
  said.addUserWords({ text: 'Stop', isTyped: true }, true);
  said.complete();
  said.addModelWords('Yes?');
  said.complete();
  expect(unknown(said)).toEqual(['user: Tell me a story.', 'model: Once upon', 'user: Stop', 'model: Yes?']);
});

test('a turn that broke off is not told: it will be said again, and its speech transcribed again', () => {
  const said = new SaidTurns();
  said.addUserWords({ text: 'And this?', isTyped: false }, false);
  said.addUserWords({ text: 'Typed.', isTyped: true }, false);
  said.addModelWords('That is');
  said.breakOff();
  expect(said.isEmpty).toBe(true);
  said.addUserWords({ text: 'And this?', isTyped: false }, false);
  said.addModelWords('That is a cat.');
  said.complete();
  expect(unknown(said)).toEqual(['user: Typed.\nAnd this?', 'model: That is a cat.']);
});

test('a question whose answer was not transcribed is not told: it would be answered again', () => {
  const said = new SaidTurns();
  talk(said, 'One?', ' ');
  expect(said.isEmpty).toBe(true);
});

test('the latest sixteen thousand characters are kept', () => {
  const said = new SaidTurns();
  talk(said, 'x'.repeat(10_000), 'y'.repeat(5_000));
  said.handleCame();
  talk(said, 'Two?', 'z'.repeat(20_000));
  expect(said.takeUnknown().map(({ parts }) => parts[0].text.length)).toEqual([16_000]);
  said.clear();
  expect(said.isEmpty).toBe(true);
});

test('a turn that never ends fills no memory: the latest words are kept', () => {
  const said = new SaidTurns();
  for (let i = 0; i < 3_000; i++) {
    said.addUserWords({ text: `question ${i} `, isTyped: false }, false);
    said.addModelWords(`answer ${i} `);
  }
  said.complete();
  const [model, ...others] = unknown(said);
  expect([others.length, model?.length, model?.endsWith('answer 2999')]).toEqual([0, 'model: '.length + 15_999, true]);
  for (let i = 0; i < 3_000; i++) said.addUserWords({ text: `question ${i} `, isTyped: false }, false);
  said.addModelWords('Yes.');
  said.complete();
  const [user, answer] = unknown(said);
  expect([user?.endsWith('question 2999'), answer]).toEqual([true, 'model: Yes.']);
  expect(user?.length).toBeLessThanOrEqual('user: '.length + 16_000);
});
