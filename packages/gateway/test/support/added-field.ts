import { MASCOT_VISEMES_FIELD, type MascotVisemes } from '@lipwire/cues';
import { expect } from 'vitest';

/**
 * Holds a received message against the one that was sent: the same bytes, or the same bytes and the one added field. The
 * field is looked for from the end, where it is added, so that text that looks like it fools nobody.
 *
 * @returns the value of the added field, or `undefined` if nothing was added.
 */
export function addedField(received: Buffer, sent: Buffer): MascotVisemes | undefined {
  if (received.equals(sent)) return undefined;
  const addedBytes = received.length - sent.length;
  const closing = received.lastIndexOf('}');
  const field = received.subarray(closing - addedBytes, closing).toString('latin1');
  const rest = Buffer.concat([received.subarray(0, Math.max(0, closing - addedBytes)), received.subarray(closing)]);
  // A comparison of buffers would take seconds to print.
  if (!rest.equals(sent)) expect(received.toString('latin1')).toBe(sent.toString('latin1'));
  const start = `,"${MASCOT_VISEMES_FIELD}":`;
  expect(field.slice(0, start.length)).toBe(start);
  // What was added is one JSON value of ASCII, and nothing else; and the message reads as JSON with it.
  const json = field.slice(start.length);
  const value = JSON.parse(json) as MascotVisemes;
  expect(JSON.stringify(value)).toBe(json);
  expect(JSON.parse(received.toString())[MASCOT_VISEMES_FIELD]).toEqual(value);
  return value;
}
