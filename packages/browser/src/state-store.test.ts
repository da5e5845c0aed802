import { expect, test } from 'vitest';
import { StateStore } from './state-store.js';

test('listeners hear of changes, and of nothing else', () => {
  const store = new StateStore('a');
  const heard: string[] = [];
  const stop = store.subscribe(() => heard.push(store.get()));
  store.set('a');
  store.set('b');
  stop();
  store.set('c');
  expect(heard).toEqual(['b']);
  expect(store.get()).toBe('c');
});

test('a listener may leave while it is told', () => {
  const store = new StateStore(0);
  const heard: string[] = [];
  const stop = store.subscribe(() => {
    heard.push('first');
    stop();
  });
  store.subscribe(() => heard.push('second'));
  store.set(1);
  store.set(2);
  expect(heard).toEqual(['first', 'second', 'second']);
});
