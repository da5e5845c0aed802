import { MASCOT_VISEMES_FIELD } from '@lipwire/cues';
import { startEmulator } from '@lipwire/emulator';
import { connect, LIVE_PATH, type TestClient } from './test-client.js';

/** The emulator of these tests: the same conversation in the same session gives the same messages, to the byte. */
export const EMULATOR = { voice: 'kal', seed: 7, keepTurns: 1, maxTurnMs: 60_000 } as const;

/** What the call next door says: while something goes wrong, and after it. */
export const LONG_TALK = ['Say: This is the call next door. It hears every word.', 'Say: And it goes on.'] as const;
/** What a call says to which something happens. */
export const SHORT_TALK = ['Say: One, two, three, four.'] as const;

/** Says one thing after the other, each when the answer to the one before is complete. */
export async function talk(client: TestClient, lines: readonly string[]): Promise<void> {
  await setUp(client);
  for (const text of lines) await say(client, text);
}

/** Begins a session on a socket that is open. */
export async function setUp(client: TestClient): Promise<void> {
  client.socket.send('{"setup":{"model":"models/gemini-3.8-live"}}');
  await until(client, 0, /"setupComplete"/);
}

/** Says something, and waits until the answer is complete. */
export async function say(client: TestClient, text: string): Promise<void> {
  const from = client.messages.length;
  client.socket.send(JSON.stringify({ clientContent: { turns: [{ parts: [{ text }] }], turnComplete: true } }));
  await until(client, from, /"turnComplete": true/);
}

/** Waits for a message from the `from`th on. */
async function until({ messages, received }: TestClient, from: number, sign: RegExp): Promise<void> {
  for (let at = from; ; at++) {
    await received(at + 1);
    if (sign.test(String(messages[at]?.data))) return;
  }
}

/**
 * The messages that the emulator sends when nothing is in between and nothing goes wrong: to a {@link LONG_TALK} in its
 * first session, and to a {@link SHORT_TALK} in its second.
 */
export async function referenceMessages(clock: NonNullable<Parameters<typeof startEmulator>[0]>['clock']) {
  const emulator = await startEmulator({ ...EMULATOR, ...(clock && { clock }) });
  const sessions: string[][] = [];
  for (const lines of [LONG_TALK, SHORT_TALK]) {
    const client = connect(`${emulator.url.replace('http', 'ws')}${LIVE_PATH}?key=any`);
    await new Promise((resolve) => client.socket.once('open', resolve));
    await talk(client, lines);
    client.socket.close();
    await client.closed;
    sessions.push(client.messages.map(({ data }) => data.toString('latin1')));
  }
  await emulator.close();
  return { long: sessions[0] ?? [], short: sessions[1] ?? [] };
}

/** A message as it was before the gateway added its field. */
export function withoutVisemes(message: Buffer): string {
  const text = message.toString('latin1');
  const from = text.lastIndexOf(`,"${MASCOT_VISEMES_FIELD}":{`);
  if (from < 0) return text;
  // Of the field's value nothing is text, so its braces can be counted.
  let depth = 0;
  for (let at = text.indexOf('{', from); ; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(0, from) + text.slice(at + 1);
  }
}
