import { Buffer } from 'node:buffer';
import { API_KEY, signedUrlBody } from '../support/test-gateway.js';
import type { Dice } from './dice.js';

/** The key of those who run the gateway that is fuzzed. */
export const ADMIN_KEY = 'admin-key-for-fuzzing-0123456789';
/** Marks what must never be logged. */
export const SECRET_MARK = 'do-not-log-this';

/** What one connection brings. */
export interface HttpCase {
  /** Written one after another, each as a segment of its own. */
  readonly chunks: readonly Buffer[];
  /** What follows: waiting for the answer, the end of the sender's half, or a reset. */
  readonly end: 'wait' | 'end' | 'reset';
}

const PATHS = [
  '/v1/get-signed-url',
  '/v1/get-signed-url',
  '/v1/sessions',
  '/v1/sessions/0123abcd',
  '/v1/sessions/%2e%2e',
  '/v1/sessions/',
  '/ops',
  '/ops/',
  '/ops/events',
  '/metrics',
  '/healthz',
  '/readyz',
  '/v1/conversation/gemini',
  '//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent',
  '/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContentConstrained',
  '/',
  '*',
  '//',
  '/%',
  '/%00%ff',
  '/__proto__',
  '/constructor',
  '/v1/../../etc/passwd',
  'http://127.0.0.1/healthz',
  'http://[::1/x',
  `/${'a'.repeat(3000)}`,
  `/${'/'.repeat(3000)}`,
] as const;

const METHODS = [
  'GET',
  'POST',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'PUT',
  'PATCH',
  'TRACE',
  'CONNECT',
  'BREW',
  'get',
  'PRI',
  '',
] as const;

const HEADERS = [
  'Content-Type: application/json',
  'Content-Type: text/plain',
  'Content-Type: application/json; charset=utf-16',
  'Content-Encoding: gzip',
  'Expect: 100-continue',
  'Expect: something-else',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: \x0bchunked',
  'Content-Length: 5',
  'Content-Length: 5, 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Content-Length: 0x10',
  'Connection: close',
  'Connection: keep-alive, Upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Upgrade: WebSocket, h2c',
  'HTTP2-Settings: AAMAAABkAAQAAP__',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Version: 8',
  'Sec-WebSocket-Version: 99999999999',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Key: short',
  `Sec-WebSocket-Key: ${'A'.repeat(4000)}`,
  'Sec-WebSocket-Protocol: a, a',
  'Sec-WebSocket-Protocol: ,',
  'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99',
  'Sec-WebSocket-Extensions: ;;;',
  'Origin: https://evil.example.com',
  'Origin: null',
  'X-Forwarded-For: 1.2.3.4, ::1, garbage',
  'Accept-Encoding: *;q=NaN',
  'Last-Event-ID: 99999999999999999999',
  'Cookie: a=b; '.repeat(200),
  ' folded: line',
  'No-Colon',
  'N\x00ul: x',
  'Latin: \xff\xfe',
  ': empty name',
  `Long: ${'x'.repeat(20_000)}`,
  ...Array.from({ length: 3 }, () => Array.from({ length: 300 }, (_, i) => `X-${i}: ${i}`).join('\r\n')),
] as const;

/** Bytes that are no HTTP at all. */
const NOT_HTTP = [
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  // A TLS client that was given the wrong scheme.
  Buffer.from('160301020001000001fc0303', 'hex'),
  Buffer.from('GET / HTTP/9.9\r\n\r\n'),
  Buffer.from('GET /\r\n'),
  Buffer.from('\r\n'.repeat(200)),
  Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'),
  Buffer.from([0, 0, 0, 0]),
] as const;

/** One connection to the HTTP interface: mostly nearly right, for what is far off is refused at once. */
export function httpCase(dice: Dice, token: string): HttpCase {
  const end = dice.pick(['wait', 'wait', 'wait', 'end', 'reset'] as const);
  if (dice.chance(0.05)) return { chunks: [dice.harm(dice.pick(NOT_HTTP))], end };
  let bytes = Buffer.alloc(0);
  for (let i = dice.chance(0.15) ? 3 : 1; i > 0; i--) bytes = Buffer.concat([bytes, request(dice, token)]);
  if (dice.chance(0.2)) bytes = Buffer.from(dice.harm(bytes));
  return { chunks: dice.cut(bytes), end };
}

function request(dice: Dice, token: string): Buffer {
  const path = dice.pick(PATHS) + (dice.chance(0.4) ? query(dice, token) : '');
  const body = dice.chance(0.6) ? Buffer.from(requestBody(dice)) : Buffer.alloc(0);
  const isUpgrade = dice.chance(0.25);
  const headers = [
    'Host: 127.0.0.1',
    `Authorization: ${dice.pick([`Bearer ${API_KEY}`, `Bearer ${API_KEY}`, `Bearer ${ADMIN_KEY}`, `Bearer ${SECRET_MARK}`, 'Bearer', `Basic ${SECRET_MARK}`, `Token ${token}`])}`,
    ...(body.length > 0 && dice.chance(0.9)
      ? ['Content-Type: application/json', `Content-Length: ${body.length}`]
      : []),
    ...(isUpgrade
      ? [
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        ]
      : []),
    ...Array.from({ length: dice.chance(0.6) ? dice.upTo(3) : 0 }, () => dice.pick(HEADERS)),
  ];
  const method = isUpgrade ? 'GET' : dice.pick(dice.chance(0.5) ? (['GET', 'POST', 'DELETE'] as const) : METHODS);
  const line = `${method} ${path} HTTP/${dice.chance(0.95) ? '1.1' : dice.pick(['1.0', '2.0', '1.', ''])}`;
  const newline = dice.chance(0.97) ? '\r\n' : '\n';
  return Buffer.concat([Buffer.from(`${[line, ...headers].join(newline)}${newline}${newline}`, 'latin1'), body]);
}

function query(dice: Dice, token: string): string {
  const one = () =>
    dice.pick([
      `key=${token}`,
      `access_token=${token}`,
      `key=lipwire_${SECRET_MARK}`,
      `key=lipwire_${'e30.'.repeat(dice.upTo(2000))}`,
      `mascot_key=${API_KEY}`,
      `key=AIza${SECRET_MARK}`,
      'viseme_model=none',
      'viseme_model=__proto__',
      'viseme_model=%',
      'key',
      '=',
      '%',
      'a=b'.repeat(500),
    ]);
  return `?${Array.from({ length: 1 + dice.upTo(3) }, one).join('&')}`;
}

function requestBody(dice: Dice): string {
  const good = JSON.stringify(signedUrlBody({ ephemeral_token: `auth_tokens/${SECRET_MARK}` }));
  return dice.pick([
    good,
    good,
    good.replace('"gemini"', dice.pick(['"openai"', '{}', '["gemini"]', 'null', '1e999'])),
    good.replace('"viseme_model":"default"', `"viseme_model":${dice.pick(['"none"', '"__proto__"', '[]', '""', '0'])}`),
    good.replace('"config":', `"__proto__":{"config":1},"config":`),
    good.replace(/auth_tokens[^"]*/, dice.pick(['', '\\u0000', 'ü', ' ', 'x'.repeat(5000), '\\r\\nX: y'])),
    dice.harm(Buffer.from(good)).toString('latin1'),
    // Deeper than any parser that calls itself can go.
    dice.pick(['[', '{"a":', '{"config":']).repeat(dice.upTo(15_000)),
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    `{${Array.from({ length: 4000 }, (_, i) => `"k${i}":0`).join(',')}}`,
    ' '.repeat(70_000),
    'x'.repeat(1_200_000),
    '',
    '\ufeff{}',
    'null',
    '0',
  ]);
}
