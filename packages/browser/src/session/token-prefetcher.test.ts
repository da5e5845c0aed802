import { expect, test } from 'vitest';
import { ManualClock, settle } from '../../test/manual-clock.js';
import { TokenPrefetcher } from './token-prefetcher.js';

const MINUTE_MS = 60_000;

/** A server that numbers its tokens and answers when told to. */
function server() {
  const waiting: PromiseWithResolvers<string>[] = [];
  let made = 0;
  let most = 0;
  return {
    fetchToken: () => {
      const answer = withResolvers<string>();
      waiting.push(answer);
      most = Math.max(most, waiting.length);
      return answer.promise;
    },
    async answer() {
      waiting.shift()?.resolve(`token ${++made}`);
      await settle();
    },
    async fail() {
      waiting.shift()?.reject(new Error('The gateway is down.'));
      await settle();
    },
    get waiting() {
      return waiting.length;
    },
    get mostAtOnce() {
      return most;
    },
  };
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function setUp() {
  const clock = new ManualClock();
  const tokens = server();
  return { clock, tokens, prefetcher: new TokenPrefetcher({ fetchToken: tokens.fetchToken, clock }) };
}

test('a token is at hand before it is asked for', async () => {
  const { tokens, prefetcher } = setUp();
  prefetcher.mount();
  expect(prefetcher.getState()).toEqual({ status: 'fetching' });
  await tokens.answer();
  expect(prefetcher.getState()).toEqual({ status: 'ready' });
  await expect(prefetcher.take()).resolves.toBe('token 1');
  expect(tokens.waiting).toBe(0);
});

test('strict mode (mount, unmount, mount) costs one token', async () => {
  const { tokens, prefetcher } = setUp();
  const unmount = prefetcher.mount();
  unmount();
  unmount();
  prefetcher.mount();
  expect(tokens.waiting).toBe(1);
  await tokens.answer();
  expect(tokens.waiting).toBe(0);
  await expect(prefetcher.take()).resolves.toBe('token 1');
});

test('an unused token is replaced every nine minutes', async () => {
  const { clock, tokens, prefetcher } = setUp();
  prefetcher.mount();
  await tokens.answer();
  await clock.advance(9 * MINUTE_MS - 1);
  expect(tokens.waiting).toBe(0);
  await clock.advance(1);
  expect(tokens.waiting).toBe(1);
  await tokens.answer();
  await clock.advance(9 * MINUTE_MS);
  await tokens.answer();
  await expect(prefetcher.take()).resolves.toBe('token 3');
});

test('a token that grew old while the computer slept is not handed out', async () => {
  const { clock, tokens, prefetcher } = setUp();
  prefetcher.mount();
  await tokens.answer();
  clock.sleep(9 * MINUTE_MS);
  const taken = prefetcher.take();
  await tokens.answer();
  await expect(taken).resolves.toBe('token 2');
});

test('no two callers get the same token, and no two fetches run at once', async () => {
  const { tokens, prefetcher } = setUp();
  prefetcher.mount();
  const taken = [prefetcher.take(), prefetcher.take(), prefetcher.take()];
  for (let i = 0; i < 3; i++) await tokens.answer();
  expect((await Promise.all(taken)).toSorted()).toEqual(['token 1', 'token 2', 'token 3']);
  expect(tokens.mostAtOnce).toBe(1);
});

test('a taken token is not refreshed during the call; after the call another is fetched', async () => {
  const { clock, tokens, prefetcher } = setUp();
  prefetcher.mount();
  await tokens.answer();
  await prefetcher.take();
  await clock.advance(60 * MINUTE_MS);
  expect(tokens.waiting).toBe(0);
  prefetcher.drop();
  expect(tokens.waiting).toBe(1);
  await tokens.answer();
  await expect(prefetcher.take()).resolves.toBe('token 2');
});

test('drop during a fetch starts no second one', async () => {
  const { tokens, prefetcher } = setUp();
  prefetcher.mount();
  prefetcher.drop();
  prefetcher.drop();
  expect(tokens.waiting).toBe(1);
  await tokens.answer();
  expect(tokens.waiting).toBe(0);
  expect(prefetcher.getState()).toEqual({ status: 'ready' });
});

test('a failed prefetch is a state, and taking tries again', async () => {
  const { tokens, prefetcher } = setUp();
  prefetcher.mount();
  await tokens.fail();
  expect(prefetcher.getState()).toMatchObject({ status: 'failed', error: { message: 'The gateway is down.' } });

  const refused = prefetcher.take();
  const expectation = expect(refused).rejects.toThrow('The gateway is down.');
  await tokens.fail();
  await expectation;

  const taken = prefetcher.take();
  await tokens.answer();
  await expect(taken).resolves.toBe('token 1');
});

test('after unmounting nothing waits, nothing is fetched, and taking still works', async () => {
  const { clock, tokens, prefetcher } = setUp();
  const unmount = prefetcher.mount();
  await tokens.answer();
  unmount();
  expect(clock.waiting).toBe(0);
  prefetcher.drop();
  expect(tokens.waiting).toBe(0);
  const taken = prefetcher.take();
  await tokens.answer();
  await expect(taken).resolves.toBe('token 2');
  expect(clock.waiting).toBe(0);
});

test.each([0, -1, Number.NaN])('a refresh after %d ms is refused', (refreshMs) => {
  expect(() => new TokenPrefetcher({ fetchToken: async () => '', refreshMs })).toThrow(RangeError);
});
