import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ManualClock } from '../../test/manual-clock';
import { connectLive, type LiveCallbacks } from './live-connection';

let server: Server;
let sockets: Duplex[];
let baseUrl: string;
let answer: (socket: Duplex) => void;

beforeEach(async () => {
  sockets = [];
  server = createServer().on('upgrade', (_request, socket) => {
    sockets.push(socket.on('error', () => {}));
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const session = () => ({ baseUrl, ephemeralToken: 'lipwire_x', model: 'm', initialMessage: '' });
const unexpected: LiveCallbacks = {
  onMessage: () => expect.unreachable(),
  onClose: () => expect.unreachable(),
};

test('a gateway that accepts and then says nothing is given up after fifteen seconds', async () => {
  const clock = new ManualClock();
  answer = () => {};
  const opening = connectLive(session(), unexpected, clock);
  const expectation = expect(opening).rejects.toThrow('The service did not answer in time.');
  await clock.advance(14_999);
  expect(clock.waiting).toBe(1);
  await clock.advance(1);
  await expectation;
  expect(clock.waiting).toBe(0);
});

test('a gateway that is lost while the session is set up is an error, though the SDK waits on', async () => {
  const clock = new ManualClock();
  answer = (socket) => socket.destroy();
  await expect(connectLive(session(), unexpected, clock)).rejects.toThrow('The connection to the gateway was lost.');
  expect(clock.waiting).toBe(0);
});
