import fc from 'fast-check';
import { encodeFrame, OPCODE } from './wire-frame.js';

/** How one message crosses the wire. */
export interface SentMessage {
  readonly data: Buffer;
  readonly isBinary: boolean;
  /** Its frames, with pings and pongs between them, as bytes. */
  readonly wire: Buffer;
  /** Payloads of the pings in it. */
  readonly pings: readonly Buffer[];
}

/** Where a message is cut, from 0 to 1; the same place twice gives an empty fragment. */
const cuts = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(0, 0.001, 0.3, 0.3, 0.5, 0.9, 1, 1), { maxLength: 6 }) },
);
const control = fc.record({
  behind: fc.nat(6),
  opcode: fc.constantFrom(OPCODE.ping, OPCODE.ping, OPCODE.pong),
  payload: fc.uint8Array({ maxLength: 125 }),
});

/**
 * Puts messages into frames of every kind: whole or in fragments, some of them empty, with pings and pongs in between.
 *
 * @param isMasked true for what a client sends.
 */
export function framed(message: fc.Arbitrary<Buffer>, isMasked: boolean): fc.Arbitrary<SentMessage> {
  const masks = fc.oneof(fc.constant([0, 0, 0, 0]), fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }));
  return fc
    .tuple(message, fc.boolean(), cuts, fc.oneof(fc.constant([]), fc.array(control, { maxLength: 3 })), masks)
    .map(([data, isBinary, places, controls, key]) => {
      const mask = isMasked ? Buffer.from(key) : undefined;
      const ends = [...places.map((place) => Math.floor(place * data.length)).sort((a, b) => a - b), data.length];
      const wire: Buffer[] = [];
      const pings: Buffer[] = [];
      const say = (index: number) => {
        for (const { behind, opcode, payload } of controls) {
          if (behind !== index && !(behind > ends.length && index === ends.length)) continue;
          wire.push(encodeFrame({ fin: true, opcode, payload: Buffer.from(payload), mask }));
          if (opcode === OPCODE.ping) pings.push(Buffer.from(payload));
        }
      };
      let at = 0;
      for (const [i, end] of ends.entries()) {
        say(i);
        const opcode = i > 0 ? OPCODE.continuation : isBinary ? OPCODE.binary : OPCODE.text;
        wire.push(encodeFrame({ fin: i === ends.length - 1, opcode, payload: data.subarray(at, end), mask }));
        at = end;
      }
      say(ends.length);
      return { data, isBinary, wire: Buffer.concat(wire), pings };
    });
}
