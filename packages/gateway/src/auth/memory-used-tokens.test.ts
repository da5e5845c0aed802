import { describe, expect, it } from 'vitest';
import { TOKEN_LIFETIME_MS, USED_TOKEN_RECORD_MS } from '../limits.js';
import { MemoryUsedTokens } from './memory-used-tokens.js';

describe('MemoryUsedTokens', () => {
  it('lets exactly one of a hundred claims through', async () => {
    const used = new MemoryUsedTokens();
    const claims = await Promise.all(Array.from({ length: 100 }, () => used.claim('a')));
    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'used')).toHaveLength(99);
  });

  it('remembers longer than a token lives, and then forgets', async () => {
    let nowMs = 0;
    const used = new MemoryUsedTokens(() => nowMs);
    await used.claim('a');
    nowMs = TOKEN_LIFETIME_MS;
    expect(await used.claim('a')).toBe('used');
    nowMs = USED_TOKEN_RECORD_MS;
    expect(await used.claim('a')).toBe('claimed');
  });

  it('puts claims off when it is full, and never forgets early', async () => {
    let nowMs = 0;
    const used = new MemoryUsedTokens(() => nowMs, 2);
    await used.claim('a');
    nowMs = 1;
    await used.claim('b');
    expect(await used.claim('c')).toBe('unavailable');
    expect(await used.claim('a')).toBe('used');
    nowMs = USED_TOKEN_RECORD_MS;
    expect(await used.claim('c')).toBe('claimed');
    expect(await used.claim('b')).toBe('used');
  });
});
