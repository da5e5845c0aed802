import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy';

const directive = (policy: string, name: string) => policy.split('; ').find((text) => text.startsWith(`${name} `));

test('the page may talk to itself and to the gateway, by request and by socket', () => {
  const policy = contentSecurityPolicy({ nonce: 'n0', env: {} });
  expect(directive(policy, 'connect-src')).toBe("connect-src 'self' blob: http://127.0.0.1:8787 ws://127.0.0.1:8787");
});

test('a public gateway beside an inner one; what is no address is left out', () => {
  const env = { LIPWIRE_GATEWAY_URL: 'http://gateway:8787/x', LIPWIRE_PUBLIC_URL: 'https://voice.example/path' };
  expect(directive(contentSecurityPolicy({ nonce: 'n0', env }), 'connect-src')).toBe(
    "connect-src 'self' blob: http://gateway:8787 ws://gateway:8787 https://voice.example wss://voice.example",
  );
  const broken = { LIPWIRE_GATEWAY_URL: 'x; script-src *', LIPWIRE_PUBLIC_URL: 'javascript:alert(1)' };
  expect(directive(contentSecurityPolicy({ nonce: 'n0', env: broken }), 'connect-src')).toBe(
    "connect-src 'self' blob:",
  );
});

test('scripts need the nonce of this page; eval is for WebAssembly alone, save in development', () => {
  expect(directive(contentSecurityPolicy({ nonce: 'n0', env: {} }), 'script-src')).toBe(
    "script-src 'self' 'nonce-n0' 'wasm-unsafe-eval'",
  );
  expect(contentSecurityPolicy({ nonce: 'n0', env: { NODE_ENV: 'development' } })).toContain("'unsafe-eval'");
});
