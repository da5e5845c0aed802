import { describe, expect, it } from 'vitest';
import { FrameReader } from './frame-reader.mjs';
import { clientFrame, OPCODE, serverFrame } from './frames.mjs';

/** What a reader finds in bytes that come in pieces of a length. */
function read(bytes, pieceBytes) {
  const found = [];
  const reader = new FrameReader((opcode, payloadBytes) => found.push([opcode, payloadBytes]));
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  return found;
}

describe('frames', () => {
  it('are those of RFC 6455, section 5.7', () => {
    expect([...serverFrame(Buffer.from('Hello'), OPCODE.text)]).toEqual([0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]);
    expect([...clientFrame(Buffer.from('Hello'))]).toEqual([
      ...[0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d],
      ...[0x7f, 0x9f, 0x4d, 0x51, 0x58],
    ]);
    expect([...serverFrame(Buffer.alloc(256)).subarray(0, 4)]).toEqual([0x82, 126, 0x01, 0x00]);
    expect([...serverFrame(Buffer.alloc(65_536)).subarray(0, 10)]).toEqual([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
  });
});

describe('FrameReader', () => {
  const lengths = [0, 1, 125, 126, 6_500, 65_535, 65_536, 70_000];
  const expected = lengths.flatMap((length) => [
    [OPCODE.binary, length],
    [OPCODE.text, length],
  ]);
  const bytes = Buffer.concat(
    lengths.flatMap((length) => [serverFrame(Buffer.alloc(length, 0x81)), clientFrame(Buffer.alloc(length, 0x81))]),
  );

  it.each([1, 2, 3, 7, 1000, 65_536, bytes.length])('finds every frame in pieces of %i bytes', (pieceBytes) => {
    expect(read(bytes, pieceBytes)).toEqual(expected);
  });

  it('reads as much of a shared buffer as it is told', () => {
    const found = [];
    const reader = new FrameReader((opcode) => found.push(opcode));
    reader.push(Buffer.concat([serverFrame(Buffer.from('a')), serverFrame(Buffer.from('b'))]), 3);
    expect(found).toEqual([OPCODE.binary]);
  });
});
