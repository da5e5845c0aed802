import { describe, expect, it } from 'vitest';
import type { MessageSource } from './message-reader.js';
import { tapNewSocket } from './new-socket-tap.js';

/** A browser's socket as far as messages go: binary ones come as `binaryType` says when they arrive. */
class BrowserSocket extends EventTarget {
  readyState = 1;
  #binaryType = 'blob';
  get binaryType(): string {
    return this.#binaryType;
  }
  set binaryType(type: string) {
    if (type === 'blob' || type === 'arraybuffer') this.#binaryType = type;
  }
  receive(text: string): void {
    const bytes = new TextEncoder().encode(text).buffer;
    const data = this.#binaryType === 'blob' ? new Blob([bytes]) : bytes;
    this.dispatchEvent(new MessageEvent('message', { data, origin: 'wss://gateway' }));
  }
  receiveText(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data, origin: 'wss://gateway' }));
  }
}

function tapped() {
  const socket = new BrowserSocket();
  const order: string[] = [];
  const heard: MessageSource[] = [];
  const seen: MessageEvent[] = [];
  const stop = tapNewSocket(socket, {
    onMessage: (data) => {
      heard.push(data);
      order.push('tap');
    },
    onClose: () => order.push('closed'),
  });
  socket.addEventListener('message', (event) => {
    seen.push(event as MessageEvent);
    order.push('app');
  });
  return { socket, order, heard, seen, stop };
}

const textOf = (data: unknown) => new TextDecoder().decode(data as ArrayBuffer);

describe('tapNewSocket', () => {
  it('hears bytes at once, while the app gets its Blobs, in order and with the same origin', async () => {
    const { socket, order, heard, seen } = tapped();
    socket.receive('one');
    socket.receiveText('two');
    socket.receive('three');
    expect(order).toEqual(['tap', 'app', 'tap', 'app', 'tap', 'app']);
    expect([textOf(heard[0]), heard[1], textOf(heard[2])]).toEqual(['one', 'two', 'three']);
    expect(seen.map(({ data }) => data instanceof Blob)).toEqual([true, false, true]);
    expect(await seen[2]?.data.text()).toBe('three');
    expect(new Set(seen.map(({ origin }) => origin))).toEqual(new Set(['wss://gateway']));
    expect(seen[0]?.target).toBe(socket);
  });

  it('lets the app choose how it gets binary messages', () => {
    const { socket, heard, seen } = tapped();
    expect(socket.binaryType).toBe('blob');
    socket.binaryType = 'arraybuffer';
    socket.binaryType = 'nonsense';
    expect(socket.binaryType).toBe('arraybuffer');
    socket.receive('one');
    expect(seen[0]?.data).toBeInstanceOf(ArrayBuffer);
    expect(heard).toEqual([seen[0]?.data]);
  });

  it('leaves the socket as the app wants it', () => {
    const { socket, heard, seen, stop } = tapped();
    stop();
    stop();
    expect(Object.hasOwn(socket, 'binaryType')).toBe(false);
    expect(socket.binaryType).toBe('blob');
    socket.receive('one');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.data).toBeInstanceOf(Blob);
    expect(heard).toEqual([]);
  });

  it('says when the socket is closed, and what comes after the app has closed it is for the app alone', () => {
    const { socket, order, heard, seen } = tapped();
    socket.readyState = 2;
    socket.receive('late');
    expect(heard).toEqual([]);
    expect(seen).toHaveLength(1);
    socket.dispatchEvent(new Event('close'));
    expect(order).toEqual(['app', 'closed']);
    expect(Object.hasOwn(socket, 'binaryType')).toBe(false);
  });
});
