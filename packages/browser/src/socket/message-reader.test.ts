import { describe, expect, it, vi } from 'vitest';
import type { BrowserError } from '../errors.js';
import { MessageReader } from './message-reader.js';

function reader() {
  const messages: unknown[] = [];
  const errors: BrowserError[] = [];
  return {
    messages,
    errors,
    reader: new MessageReader(
      (message) => messages.push(message),
      (error) => errors.push(error),
    ),
  };
}

let reading: Promise<unknown>[] = [];

/** A blob whose text comes when it comes. */
function blobOf(text: string, later: Promise<unknown> = Promise.resolve()): Blob {
  const blob = new Blob([text]);
  blob.text = () => {
    const read = later.then(() => text);
    reading.push(read);
    return read;
  };
  return blob;
}

/** Everything that was being read is read, and delivered. */
async function settled(): Promise<void> {
  await Promise.allSettled(reading);
  reading = [];
  await new Promise((resolve) => setImmediate(resolve));
}
const bytes = (text: string) => new TextEncoder().encode(text);

describe('MessageReader', () => {
  it('reads every form, at once where it can', () => {
    const { reader: r, messages } = reader();
    r.read('{"n":1}');
    r.read(bytes('{"n":2}'));
    r.read(bytes('{"n":3}').buffer);
    r.read(bytes('xx{"n":4}xx').subarray(2, 9));
    r.read({ n: 5 });
    expect(messages).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }, { n: 5 }]);
  });

  it('reads a blob as browsers make them', async () => {
    const { reader: r, messages } = reader();
    r.read(new Blob([bytes('{"n":'), '1}']));
    await vi.waitFor(() => expect(messages).toEqual([{ n: 1 }]), 5000);
  });

  it('keeps the order when some can be read only later', async () => {
    const { reader: r, messages } = reader();
    let release = () => {};
    r.read(blobOf('{"n":1}', new Promise<void>((resolve) => (release = resolve))));
    r.read(blobOf('{"n":2}'));
    r.read('{"n":3}');
    r.read(blobOf('{"n":4}'));
    await Promise.resolve();
    expect(messages).toEqual([]);
    release();
    await settled();
    expect(messages).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
    r.read('{"n":5}');
    expect(messages).toHaveLength(5);
  });

  it('takes the text of an array buffer before somebody else takes the buffer', async () => {
    const { reader: r, messages } = reader();
    r.read(blobOf('{"n":1}'));
    const buffer = bytes('{"n":2}').buffer;
    r.read(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    await settled();
    expect(messages).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('skips what is not JSON, says so without quoting it, and goes on', async () => {
    const { reader: r, messages, errors } = reader();
    r.read('secret words');
    r.read(blobOf('secret words'));
    r.read('{"n":1}');
    await settled();
    expect(messages).toEqual([{ n: 1 }]);
    expect(errors.map(({ code }) => code)).toEqual(['BROWSER_MESSAGE_UNREADABLE', 'BROWSER_MESSAGE_UNREADABLE']);
    expect(JSON.stringify(errors.map((error) => [error.message, error.cause]))).not.toContain('secret');
  });

  it('reports a blob that cannot be read, and goes on', async () => {
    const { reader: r, messages, errors } = reader();
    r.read(blobOf('{}', Promise.reject(new Error('gone'))));
    r.read('{"n":1}');
    await settled();
    expect(errors).toHaveLength(1);
    expect(messages).toEqual([{ n: 1 }]);
  });

  it('reads on when whoever takes a message throws, and does not call that unreadable', async () => {
    const messages: unknown[] = [];
    const errors: BrowserError[] = [];
    const surfaced: unknown[] = [];
    const r = new MessageReader(
      (message) => {
        messages.push(message);
        throw new Error('the app failed');
      },
      (error) => {
        errors.push(error);
        throw new Error('the listener failed');
      },
      (error) => surfaced.push((error as Error).message),
    );
    for (const text of ['{"n":1}', 'no JSON', '{"n":2}']) r.read(blobOf(text));
    await settled();
    expect(messages).toEqual([{ n: 1 }, { n: 2 }]);
    expect(errors).toHaveLength(1);
    expect(surfaced).toEqual(['the app failed', 'the listener failed', 'the app failed']);
  });

  it('drops what waits when it is cleared', async () => {
    const { reader: r, messages } = reader();
    r.read(blobOf('{"n":1}'));
    r.clear();
    r.read('{"n":2}');
    await settled();
    expect(messages).toEqual([{ n: 2 }]);
  });
});
