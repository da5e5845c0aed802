import { describe, expect, it } from 'vitest';
import { clientFrame, OPCODE, serverFrame } from '../load/frames.mjs';
import { closeReader } from './close-reader.mjs';

const CLOSE = Buffer.concat([Buffer.from([0x0f, 0xa5]), Buffer.from('too slow')]);

describe('closeReader', () => {
  it.each([
    ['a server', serverFrame, false],
    ['a client', clientFrame, true],
  ])('reads the close frame of %s behind other frames, however the stream is cut', (_, frame, isMasked) => {
    const stream = Buffer.concat([
      frame(Buffer.alloc(300)),
      frame(Buffer.alloc(0), OPCODE.ping),
      frame(CLOSE, OPCODE.close),
    ]);
    for (const cut of [1, 7, stream.length]) {
      const seen = [];
      const push = closeReader({ isMasked, onClose: (status) => seen.push(status), onPing: () => seen.push('ping') });
      for (let at = 0; at < stream.length; at += cut) {
        const part = stream.subarray(at, at + cut);
        push(part, part.length);
      }
      expect(seen).toEqual(['ping', { code: 4005, reason: 'too slow' }]);
    }
  });
});
