import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { createSpeaker, type EmulatorOptions, type Fault } from '@lipwire/emulator';
import { afterAll, describe, expect, it } from 'vitest';
import { callAndTell, onStage } from '../support/fault-stage.js';
import { expectNoWebSockets } from '../support/remains.js';
import { selfSigned } from '../support/self-signed.js';

/** Keeps the voices loaded from one emulator to the next. */
const speaker = createSpeaker();
afterAll(() => speaker.close());

const UNREACHABLE = '1011 The voice service cannot be reached: try again later.';
const REFUSED = '1011 The voice service refused the connection: check the Gemini key or token.';

describe('at the handshake, upstream', () => {
  it.each<[string, Fault['action'], string]>([
    ['never answers', { type: 'half-open', durationMs: 40_000 }, UNREACHABLE],
    ['answers byte by byte, too slowly', { type: 'drip', bytesPerSecond: 1 }, UNREACHABLE],
    ['answers too late', { type: 'delay', durationMs: 40_000 }, UNREACHABLE],
    ['hangs up', { type: 'drop' }, UNREACHABLE],
    ['resets the connection in the middle of its answer', { type: 'reset' }, UNREACHABLE],
    ['answers with a frame instead of HTTP', { type: 'garbage', kind: 'opcode' }, UNREACHABLE],
    ['answers with zeros', { type: 'garbage', kind: 'zeros' }, UNREACHABLE],
    ['answers 401', { type: 'http', status: 401 }, REFUSED],
    ['answers 403', { type: 'http', status: 403, body: 'no' }, REFUSED],
    ['answers 429', { type: 'http', status: 429 }, UNREACHABLE],
    ['answers 503 with much to say', { type: 'http', status: 503, body: 'x'.repeat(1_000_000) }, UNREACHABLE],
  ])('%s', async (_what, action, closed) => {
    const seen = await onStage({ faults: [{ at: 'handshake', action }] }, callAndTell);
    expect(seen).toEqual({ messages: [], closed, isFaithful: true });
  });
});

describe('before the setup is answered, upstream', () => {
  const LOST = '1011 The connection to the voice service was lost: connect again.';
  it.each<[string, Fault['action'], string]>([
    ['closes', { type: 'close', code: 1007, reason: 'API key not valid.' }, '1007 API key not valid.'],
    ['hangs up', { type: 'drop' }, LOST],
    ['vanishes: the heartbeat finds out', { type: 'half-open', durationMs: 30_000 }, LOST],
  ])('%s', async (_what, action, closed) => {
    const seen = await onStage(
      { faults: [{ at: 'setup', action }], parts: { sessionLimits: { heartbeatMs: 40 } } },
      callAndTell,
    );
    expect(seen).toEqual({ messages: [], closed, isFaithful: true });
  });
});

describe('in TLS, upstream', () => {
  const inAYear = new Date(Date.now() + 365 * 86_400_000);
  const lastYear = new Date(Date.now() - 365 * 86_400_000);

  it.each<[string, EmulatorOptions, string]>([
    ['talks plainly where TLS is expected', {}, 'https'],
    ['expects TLS where we talk plainly', { tls: selfSigned(inAYear) }, 'http'],
    ['shows a certificate that nobody vouches for', { tls: selfSigned(inAYear) }, 'https'],
    ['shows a certificate that has expired', { tls: selfSigned(lastYear) }, 'https'],
  ])('%s', async (_what, emulator, scheme) => {
    const geminiUrl = (url: string) => url.replace(/^https?/, scheme);
    const seen = await onStage({ emulator, geminiUrl, hasNeighbour: false }, callAndTell);
    expect(seen).toEqual({ messages: [], closed: UNREACHABLE, isFaithful: true });
  });

  it('shows certificates that are fit for it, else the cases above would prove nothing', async () => {
    for (const [validUntil, problem] of [
      [inAYear, undefined],
      [lastYear, 'CERT_HAS_EXPIRED'],
    ] as const) {
      const { key, cert } = selfSigned(validUntil);
      const server = createTlsServer({ key, cert }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const socket = connectTls({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: cert });
      const outcome = await new Promise((resolve) => {
        socket.once('secureConnect', () => resolve(undefined));
        socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      });
      expect(outcome).toBe(problem);
      socket.destroy();
      server.close();
    }
  });
});

it('nothing refers to any of these calls any more', expectNoWebSockets);
