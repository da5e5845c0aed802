import { Buffer } from 'node:buffer';
import { audioMessage, pretty } from '../support/gemini-messages.js';
import { encodeFrame, OPCODE } from '../support/wire-frame.js';
import type { Dice } from './dice.js';
import { SECRET_MARK } from './http-case.js';

/** What one end of a call writes, piece by piece. */
export function relayTraffic(dice: Dice, isClient: boolean): Buffer[] {
  return Array.from({ length: 1 + dice.upTo(6) }, () => {
    const bytes = frames(dice, isClient);
    return dice.chance(0.1) ? dice.harm(bytes) : bytes;
  });
}

function frames(dice: Dice, isClient: boolean): Buffer {
  const mask = isClient !== dice.chance(0.02) ? Buffer.from([1, 2, 3, 4]) : undefined;
  const frame = (opcode: number, payload: Buffer, fin = true) => encodeFrame({ fin, opcode, payload, mask });
  const kind = dice.upTo(23);
  switch (kind) {
    case 0:
      return frame(dice.pick([3, 7, 11, 15]), dice.bytes(20));
    case 1: {
      const reserved = frame(OPCODE.text, dice.bytes(20));
      reserved[0] = (reserved[0] ?? 0) | dice.pick([0x40, 0x20, 0x10]);
      return reserved;
    }
    case 2:
      return frame(OPCODE.continuation, dice.bytes(20));
    case 3:
      return Buffer.concat([frame(OPCODE.text, dice.bytes(20), false), frame(OPCODE.binary, dice.bytes(20))]);
    case 4:
      return frame(dice.pick([OPCODE.ping, OPCODE.close]), dice.bytes(20), false);
    case 5:
      return frame(OPCODE.ping, Buffer.alloc(126 + dice.upTo(300)));
    case 6:
      return Buffer.concat([
        Buffer.from([0x82, 0x7f]),
        Buffer.from(dice.pick(['7fffffffffffffff', 'ffffffffffffffff', '0000000001000001']), 'hex'),
      ]);
    case 7: {
      const code = Buffer.alloc(2);
      code.writeUInt16BE(dice.pick([0, 999, 1000, 1004, 1005, 1006, 1015, 1016, 2999, 3000, 4999, 5000, 65_535]));
      return frame(OPCODE.close, Buffer.concat([code, dice.bytes(123)]));
    }
    case 8:
      return frame(OPCODE.close, dice.pick([Buffer.alloc(0), Buffer.alloc(1), Buffer.alloc(125)]));
    case 9:
      return Buffer.concat(Array.from({ length: dice.upTo(3000) }, () => frame(OPCODE.ping, Buffer.alloc(0))));
    case 10:
      return Buffer.concat([
        frame(OPCODE.text, Buffer.from('{}'), false),
        ...Array.from({ length: dice.upTo(5000) }, () => frame(OPCODE.continuation, Buffer.alloc(0), false)),
      ]);
    case 11:
      return frame(
        OPCODE.binary,
        Buffer.from(dice.pick(['[', '{"a":', '{"serverContent":']).repeat(dice.upTo(60_000))),
      );
    case 12:
      return frame(OPCODE.binary, Buffer.from(`{"serverContent":${'['.repeat(20_000)}${']'.repeat(20_000)}}`));
    case 13:
      return frame(OPCODE.text, dice.bytes(3000));
    case 14:
      return frame(
        OPCODE.binary,
        pretty({ serverContent: { outputTranscription: { text: SECRET_MARK } }, x: 'x'.repeat(dice.upTo(900_000)) }),
      );
    case 15:
      return frame(
        OPCODE.binary,
        pretty(audioMessage(Array.from({ length: dice.upTo(2000) }, () => Buffer.alloc(dice.upTo(3))))),
      );
    case 16:
      return frame(
        OPCODE.binary,
        pretty(
          audioMessage([Buffer.alloc(2)], `audio/pcm;rate=${dice.pick([8_000, 16_000, 48_000, 96_000, 192_000])}`),
        ),
      );
    case 17:
      return frame(
        OPCODE.binary,
        Buffer.from(
          `{"serverContent":{"modelTurn":{"parts":${dice.pick(['{}', 'null', '[[[]]]', '[null]', '[{"inlineData":[]}]', '{"length":4294967295}'])}}}}`,
        ),
      );
    case 18:
      return frame(
        OPCODE.binary,
        pretty({
          serverContent: { [dice.pick(['interrupted', 'turnComplete', 'generationComplete', '__proto__'])]: true },
        }),
      );
    default:
      return frame(dice.pick([OPCODE.text, OPCODE.binary]), pretty(audioMessage([Buffer.alloc(dice.upTo(9_600))])));
  }
}
