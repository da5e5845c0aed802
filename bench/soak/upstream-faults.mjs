/** Everything that can go wrong upstream, one after the other; `undefined` is a call in which nothing does. */
export const UPSTREAM_FAULTS = [
  undefined,
  { at: 'handshake', action: { type: 'half-open', durationMs: 12_000 } },
  { at: 'handshake', action: { type: 'http', status: 503 } },
  { at: 'handshake', action: { type: 'http', status: 403 } },
  { at: 'handshake', action: { type: 'drop' } },
  { at: 'handshake', action: { type: 'reset' } },
  { at: 'handshake', action: { type: 'delay', durationMs: 300 } },
  { at: 'handshake', action: { type: 'split', bytes: 50 } },
  undefined,
  { at: 'setup', action: { type: 'close', code: 1007, reason: 'API key not valid.' } },
  { at: 'setup', action: { type: 'half-open', durationMs: 6_000 } },
  { at: 'setup', action: { type: 'fragment', frames: 20 } },
  { at: 'setup-complete', action: { type: 'drip', bytesPerSecond: 60_000 } },
  undefined,
  ...[
    { type: 'drop' },
    { type: 'reset' },
    { type: 'half-open', durationMs: 6_000 },
    { type: 'half-open', durationMs: 500 },
    { type: 'stall', durationMs: 500 },
    { type: 'close', code: 1011, reason: 'Internal error occurred.' },
    { type: 'close', code: 1006, reason: '' },
    { type: 'close', code: 1008, reason: new Uint8Array([0xff, 0xfe]) },
    { type: 'send', frame: '{"broken":' },
    ...['opcode', 'reserved-bits', 'masked', 'oversize', 'bad-utf8', 'long-ping', 'continuation', 'zeros'].map(
      (kind) => ({
        type: 'garbage',
        kind,
      }),
    ),
  ].map((action) => ({ at: 'audio', nth: 3, action })),
];
