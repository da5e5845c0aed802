import { describe, expect, it } from 'vitest';
import { GatewaySockets, type SocketOwner } from './gateway-sockets.js';
import type { MessageSource } from './message-reader.js';

const LIVE = 'wss://gateway.example.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

/** A socket that says what the test wants. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 1;
  constructor(readonly url: string) {
    super();
  }
  say(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

class Owner implements SocketOwner {
  readonly heard: MessageSource[] = [];
  readonly gatewayUrl: string | undefined;
  constructor(
    public active: boolean,
    gatewayUrl?: string,
  ) {
    this.gatewayUrl = gatewayUrl;
  }
  onSocketMessage(data: MessageSource): void {
    this.heard.push(data);
  }
}

function page() {
  const scope: { WebSocket: typeof FakeSocket } = { WebSocket: FakeSocket };
  const clock = { nowMs: 0 };
  const sockets = new GatewaySockets(scope, () => clock.nowMs);
  return { scope, clock, sockets, open: (url = LIVE) => new scope.WebSocket(url) };
}

describe('GatewaySockets', () => {
  it('gives a socket that a call opens to its mascot', () => {
    const { sockets, open, scope } = page();
    const owner = new Owner(true);
    const leave = sockets.join(owner);
    open().say('hello');
    open('wss://example.com/other').say('not ours');
    expect(owner.heard).toEqual(['hello']);
    leave();
    expect(scope.WebSocket).toBe(FakeSocket);
  });

  it('keeps what a socket says before the app says that there is a call', () => {
    const { sockets, open } = page();
    sockets.watch();
    const socket = open();
    socket.say('early');
    const owner = new Owner(false);
    sockets.join(owner);
    socket.say('still early');
    expect(owner.heard).toEqual([]);
    owner.active = true;
    sockets.update(owner);
    socket.say('now');
    expect(owner.heard).toEqual(['early', 'still early', 'now']);
  });

  it('forgets what nobody wanted for long, or what is too much', () => {
    const { sockets, open, clock } = page();
    sockets.watch();
    const socket = open();
    socket.say('old');
    clock.nowMs = 6000;
    socket.say('x'.repeat(3 * 1024 * 1024));
    socket.say('y'.repeat(2 * 1024 * 1024));
    socket.say('fresh');
    const owner = new Owner(true);
    sockets.join(owner);
    expect(owner.heard.map((data) => String(data)[0])).toEqual(['y', 'f']);
  });

  it('hangs up with the app, and picks up again if that was a mistake', () => {
    const { sockets, open } = page();
    const owner = new Owner(true);
    sockets.join(owner);
    const socket = open();
    socket.say('one');
    owner.active = false;
    sockets.update(owner);
    socket.say('two');
    expect(owner.heard).toEqual(['one']);
    owner.active = true;
    sockets.update(owner);
    expect(owner.heard).toEqual(['one', 'two']);
  });

  it('gives two mascots a socket each', () => {
    const { sockets, open } = page();
    const [a, b] = [new Owner(true), new Owner(false)];
    sockets.join(a);
    sockets.join(b);
    const first = open();
    b.active = true;
    sockets.update(b);
    const second = open();
    first.say('to a');
    second.say('to b');
    expect([a.heard, b.heard]).toEqual([['to a'], ['to b']]);
  });

  it('gives a mascot the next socket after its first has closed', () => {
    const { sockets, open } = page();
    const [a, b] = [new Owner(true), new Owner(true)];
    sockets.join(a);
    open().say('b1');
    sockets.join(b);
    const second = open();
    second.say('b2');
    expect(b.heard).toEqual(['b2']);
    second.close();
    open().say('b3');
    expect(b.heard).toEqual(['b2', 'b3']);
  });

  it('keeps to the gateway of an owner', () => {
    const { sockets, open } = page();
    const owner = new Owner(true, 'https://custom.example.com/api');
    sockets.join(owner);
    open().say('another gateway');
    open('wss://custom.example.com/api/anything').say('mine');
    expect(owner.heard).toEqual(['mine']);
  });

  it('touches no socket to the voice service itself, unless somebody needs no gateway', () => {
    const { sockets, open } = page();
    const service = LIVE.replace('gateway.example.com', 'generativelanguage.googleapis.com');
    const plain = new Owner(true);
    sockets.join(plain);
    open(service).say('not for us');
    const unwatch = sockets.watch(true);
    open(service).say('held, for nobody has come yet');
    const direct: SocketOwner & { heard: MessageSource[] } = Object.assign(new Owner(true), { direct: true });
    const leave = sockets.join(direct);
    expect(direct.heard).toEqual(['held, for nobody has come yet']);
    leave();
    unwatch();
    const late = open(service);
    sockets.join(Object.assign(new Owner(true), { direct: true }));
    late.say('opened when nobody watched for it');
    expect([plain.heard, direct.heard.length]).toEqual([[], 1]);
  });

  it('gives a known socket to whoever claims it', () => {
    const { sockets, open } = page();
    sockets.watch();
    const socket = open();
    socket.say('held');
    const owner = new Owner(false);
    const release = sockets.claim(owner, socket);
    socket.say('heard');
    release?.();
    socket.say('not heard');
    expect(owner.heard).toEqual(['held', 'heard']);
    expect(sockets.claim(owner, new FakeSocket(LIVE))).toBeUndefined();
  });

  it('lets go of all sockets with the last user', () => {
    const { sockets, open } = page();
    const owner = new Owner(true);
    const leave = sockets.join(owner);
    const socket = open();
    leave();
    leave();
    socket.say('late');
    expect(owner.heard).toEqual([]);
  });

  it('gives a call that two mascots share to one, and to the other when that goes', () => {
    const { sockets, open } = page();
    const [first, second] = [new Owner(true), new Owner(true)];
    const leave = sockets.join(first);
    sockets.join(second);
    const socket = open();
    socket.say('to the first');
    leave();
    socket.say('to the other');
    expect([first.heard, second.heard]).toEqual([['to the first'], ['to the other']]);
  });

  it.each([
    [500, 'in the order in which they began, if they began together', [['one'], ['two']]],
    [5000, 'the latest call first, as the other may never open one', [['two'], ['one']]],
  ])('gives new sockets to two calls that began %d ms apart: %s', (apartMs, _, heard) => {
    const { sockets, open, clock } = page();
    const owners = [new Owner(false), new Owner(false)] as const;
    for (const owner of owners) sockets.join(owner);
    for (const owner of owners) {
      owner.active = true;
      sockets.update(owner);
      clock.nowMs += apartMs;
    }
    open().say('one');
    open().say('two');
    expect(owners.map((owner) => owner.heard)).toEqual(heard);
  });

  it('leaves two calls to their mascots when both go and come back', () => {
    const { sockets, open } = page();
    sockets.watch();
    const owners = [new Owner(true), new Owner(true)] as const;
    let leave = [sockets.join(owners[0])];
    const first = open();
    leave.push(sockets.join(owners[1]));
    const second = open();
    for (const go of leave) go();
    leave = owners.map((owner) => sockets.join(owner));
    first.say('first');
    second.say('second');
    expect(owners.map(({ heard }) => heard)).toEqual([['first'], ['second']]);
  });
});
