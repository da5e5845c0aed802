import { hkdfSync } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { MAX_CLOCK_SKEW_MS, TOKEN_LIFETIME_MS } from '../limits.js';
import { TokenSealer } from './sealed-token.js';

const SECRET = 'a secret for tests that has more than 32 bytes';
const CONTENTS = { credential: 'auth_tokens/0123456789abcdef', visemeModel: 'default', tenant: 'acme' };
const NOW_MS = Date.UTC(2026, 0, 1);

describe('TokenSealer', () => {
  it('opens what it sealed, and so does another with the same secret', async () => {
    const token = await new TokenSealer([SECRET]).seal(CONTENTS);
    expect(await new TokenSealer([SECRET]).unseal(token)).toEqual({
      state: 'valid',
      contents: CONTENTS,
      tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('gives every token an id of its own', async () => {
    const sealer = new TokenSealer([SECRET]);
    const ids = await Promise.all(
      [1, 2, 3].map(async () => {
        const result = await sealer.unseal(await sealer.seal(CONTENTS));
        return result.state === 'valid' ? result.tokenId : '';
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('holds nothing that can be read, and is safe in a URL', async () => {
    const token = await new TokenSealer([SECRET]).seal(CONTENTS);
    expect(token).toMatch(/^lipwire_[\w.-]+$/);
    const readable = token
      .split(/[_.]/)
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join();
    for (const word of ['0123456789abcdef', 'auth_tokens', 'default', 'acme', 'credential', 'exp', 'jti']) {
      expect(readable).not.toContain(word);
    }
  });

  it('expires after its lifetime, to the second', async () => {
    let nowMs = NOW_MS;
    const sealer = new TokenSealer([SECRET], () => nowMs);
    const token = await sealer.seal(CONTENTS);
    nowMs = NOW_MS + TOKEN_LIFETIME_MS - 1000;
    expect((await sealer.unseal(token)).state).toBe('valid');
    nowMs = NOW_MS + TOKEN_LIFETIME_MS;
    expect((await sealer.unseal(token)).state).toBe('expired');
  });

  it('refuses what is from the future, beyond what clocks may differ', async () => {
    const seal = (aheadMs: number) => new TokenSealer([SECRET], () => NOW_MS + aheadMs).seal(CONTENTS);
    const sealer = new TokenSealer([SECRET], () => NOW_MS);
    expect((await sealer.unseal(await seal(MAX_CLOCK_SKEW_MS))).state).toBe('valid');
    expect((await sealer.unseal(await seal(MAX_CLOCK_SKEW_MS + 1000))).state).toBe('early');
  });

  it('seals with its first key and opens with any', async () => {
    const [former, present, coming] = [`${SECRET} 1`, `${SECRET} 2`, `${SECRET} 3`];
    const sealer = new TokenSealer([present, former, coming]);
    for (const secret of [former, present, coming]) {
      expect((await sealer.unseal(await new TokenSealer([secret]).seal(CONTENTS))).state).toBe('valid');
    }
    const token = await sealer.seal(CONTENTS);
    expect((await new TokenSealer([present]).unseal(token)).state).toBe('valid');
    expect((await new TokenSealer([former, coming]).unseal(token)).state).toBe('invalid');
  });

  it('does not take the key of another for its own, whatever name it goes by', async () => {
    const token = await new TokenSealer([`${SECRET}!`]).seal(CONTENTS);
    const ours = (await new TokenSealer([SECRET]).seal(CONTENTS)).split('.')[0];
    const renamed = [ours, ...token.split('.').slice(1)].join('.');
    expect(await new TokenSealer([SECRET]).unseal(renamed)).toEqual({ state: 'invalid' });
  });

  it('does not open what another secret sealed', async () => {
    const token = await new TokenSealer([`${SECRET}!`]).seal(CONTENTS);
    expect(await new TokenSealer([SECRET]).unseal(token)).toEqual({ state: 'invalid' });
  });

  it('does not open a token of which any one character was changed', async () => {
    const sealer = new TokenSealer([SECRET]);
    const token = await sealer.seal(CONTENTS);
    // The last character of a part in base64url may hold bits that count for nothing; in all others each bit counts.
    const places = [...token.matchAll(/[\w-](?=[\w-])/g)].map(({ index }) => index);
    expect(places.length).toBeGreaterThan(200);
    for (const at of places) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await sealer.unseal(changed)).toEqual({ state: 'invalid' });
    }
  });

  it.each([
    '',
    'lipwire_',
    'lipwire_a.b.c.d.e',
    'auth_tokens/abc',
    'AIzaSyExample',
    `lipwire_${'x'.repeat(100_000)}`,
    '\0',
  ])('takes other things for what they are: %.20s', async (text) => {
    expect(await new TokenSealer([SECRET]).unseal(text)).toEqual({ state: 'invalid' });
  });

  it.each(['iat', 'exp', 'jti', 'aud', 'credential', 'visemeModel', 'tenant'])(
    'does not open an envelope without %s',
    async (missing) => {
      const claims = {
        ...CONTENTS,
        aud: 'lipwire/gemini-live',
        jti: 'an-id',
        iat: NOW_MS / 1000,
        exp: NOW_MS / 1000 + 60,
      };
      const sealer = new TokenSealer([SECRET], () => NOW_MS);
      expect(await sealer.unseal(await sealed(claims))).toMatchObject({ state: 'valid' });
      expect(await sealer.unseal(await sealed({ ...claims, [missing]: undefined }))).toEqual({ state: 'invalid' });
    },
  );
});

/** Any claims, sealed with the key that is ours. */
async function sealed(claims: Record<string, unknown>): Promise<string> {
  const key = new Uint8Array(hkdfSync('sha256', SECRET, '', 'lipwire sealed token v1', 32));
  const kid = Buffer.from(hkdfSync('sha256', SECRET, '', 'lipwire sealed token v1, key id', 6)).toString('base64url');
  const envelope = await new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
    .encrypt(key);
  return `lipwire_${envelope}`;
}
