import { expect, test } from 'vitest';
import type { LiveConnection } from './live-connection';
import { Outbox } from './outbox';

function connection() {
  const sent: string[] = [];
  return { sent, sendTurn: (text: string) => sent.push(text) } as unknown as LiveConnection & { sent: string[] };
}

const line = (text: string) => (to: LiveConnection) => to.sendTurn(text);

test('before the first connection nothing is kept; during a change everything is, in order', () => {
  const outbox = new Outbox();
  const [first, second] = [connection(), connection()];
  outbox.send(line('early'));
  outbox.open(first);
  outbox.send(line('a'));
  outbox.hold();
  outbox.hold();
  outbox.send(line('b'));
  outbox.send(line('c'));
  outbox.open(second);
  outbox.send(line('d'));
  expect(first.sent).toEqual(['a']);
  expect(second.sent).toEqual(['b', 'c', 'd']);
});

test('of a long wait the last five seconds are kept', () => {
  const outbox = new Outbox();
  const next = connection();
  outbox.open(connection());
  outbox.hold();
  for (let i = 0; i < 200; i++) outbox.send(line(`${i}`));
  outbox.open(next);
  expect(next.sent).toHaveLength(160);
  expect(next.sent.at(-1)).toBe('199');
});
