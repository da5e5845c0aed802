import { afterAll, expect, test } from 'vitest';
import { SynthesisThread } from './synthesis-thread.js';
import { createVoice } from './voice.js';

const thread = new SynthesisThread();
afterAll(() => thread.close());
const { signal } = new AbortController();

test('sounds like the voice that speaks at once', async () => {
  const direct = (await createVoice('slt')).speak('Please call Stella.');
  expect(await thread.speak('slt', 'Please call Stella.', signal)).toMatchObject({
    pcm: direct.pcm,
    phones: direct.phones,
  });
});

test('says again what it said before without making it again', async () => {
  const first = await thread.speak('slt', 'Please call Stella.', signal);
  expect((await thread.speak('slt', 'Please call Stella.', signal)).pcm).toBe(first.pcm);
  await expect(thread.speak('slt', 'Please call Stella.', AbortSignal.abort(new Error('gone')))).rejects.toThrow(
    'gone',
  );
});

test('leaves the calling thread free while it speaks', async () => {
  let turns = 0;
  let isSpeaking = true;
  const count = () => {
    turns++;
    if (isSpeaking) setImmediate(count);
  };
  setImmediate(count);
  await thread.speak('slt', `${'word '.repeat(39)}end.`, signal);
  isSpeaking = false;
  // The sentence takes a quarter of a second of work. Were it done here, the event loop would turn once or twice.
  expect(turns).toBeGreaterThan(20);
});

test('answers in order, and never speaks what was called off', async () => {
  const order: string[] = [];
  const controller = new AbortController();
  const say = (text: string, by: AbortSignal) =>
    thread.speak('kal', text, by).then(
      () => order.push(text),
      () => order.push(`no ${text}`),
    );
  const all = [say('one', signal), say('two', controller.signal), say('three', signal)];
  controller.abort();
  await Promise.all(all);
  expect(order).toEqual(['one', 'no two', 'three']);
});

test('a sentence that fails is reported, and the next is spoken', async () => {
  const nobody = 'nobody' as 'kal';
  const tooLong = 'x '.repeat(3000);
  await expect(thread.speak('kal', tooLong, signal)).rejects.toMatchObject({ code: 'EMULATOR_SYNTHESIS_FAILED' });
  // flite falls back to its first voice for a name that it does not know.
  expect((await thread.speak(nobody, 'Hello.', signal)).pcm.length).toBeGreaterThan(1000);
});

test('closing it ends what waits, twice is once, and it says nothing after', async () => {
  const other = new SynthesisThread();
  const pending = expect(other.speak('kal', 'Hello.', signal)).rejects.toMatchObject({
    code: 'EMULATOR_SYNTHESIS_FAILED',
  });
  await Promise.all([other.close(), other.close()]);
  await pending;
  await expect(other.speak('kal', 'Hello.', signal)).rejects.toMatchObject({ code: 'EMULATOR_SYNTHESIS_FAILED' });
});
