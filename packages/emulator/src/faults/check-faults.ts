import { EmulatorError } from '../errors.js';
import { FAULT_POINTS, type Fault, type FaultAction } from './fault.js';
import { GARBAGE_KINDS } from './garbage.js';

/** Reads one value, or says what it must be. */
type Read = (value: unknown) => { readonly value: unknown } | { readonly mustBe: string };

/** What each action holds. A field whose reader takes `undefined` may be left out. */
const ACTIONS: Readonly<Record<FaultAction['type'], Readonly<Record<string, Read>>>> = {
  drop: {},
  reset: {},
  'half-open': { durationMs: optional(number(1, 86_400_000)) },
  delay: { durationMs: number(1, 3_600_000) },
  drip: { bytesPerSecond: number(1, 1e9) },
  split: { bytes: wholeNumber(1, 1_048_576) },
  garbage: { kind: oneOf(GARBAGE_KINDS) },
  http: { status: wholeNumber(200, 599), body: optional(text) },
  close: { code: wholeNumber(0, 65_535), reason: textOrBytes },
  send: { frame: textOrBytes },
  stall: { durationMs: number(0, 86_400_000) },
  fragment: { frames: wholeNumber(2, 10_000) },
  'late-audio': { pieces: wholeNumber(1, 10_000) },
};
const ACTION_TYPES = Object.keys(ACTIONS);
const FAULT_FIELDS = {
  at: oneOf(FAULT_POINTS),
  nth: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  session: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
};

/** There is no WebSocket yet, or no more, for these. */
const ONLY_AT_HANDSHAKE = ['http'];
const NEVER_AT_HANDSHAKE = ['close', 'send', 'stall', 'fragment', 'late-audio'];

/**
 * Checks a script of faults, such as the contents of a JSON file. There, bytes are written `{ "base64": "…" }`.
 *
 * @returns a copy.
 * @throws EmulatorError `EMULATOR_OPTION_INVALID`; the message names the place: `faults[2].action.code`.
 */
export function readFaults(faults: unknown): Fault[] {
  if (!Array.isArray(faults)) throw invalid('faults', faults, 'a list of faults');
  return faults.map((fault, i) => readFault(fault, `faults[${i}]`));
}

function readFault(fault: unknown, where: string): Fault {
  if (!isObject(fault)) throw invalid(where, fault, 'an object with "at" and "action"');
  const { action, ...rest } = fault;
  const checked = readFields(rest, FAULT_FIELDS, where, ['action']);
  const result = { ...checked, action: readAction(action, `${where}.action`) } as Fault;
  const { type } = result.action;
  if (result.at === 'handshake' ? NEVER_AT_HANDSHAKE.includes(type) : ONLY_AT_HANDSHAKE.includes(type)) {
    const others = ACTION_TYPES.filter(
      (other) => !(result.at === 'handshake' ? NEVER_AT_HANDSHAKE : ONLY_AT_HANDSHAKE).includes(other),
    );
    throw invalid(`${where}.action.type`, type, `one of ${others.join(', ')} at ${result.at}`);
  }
  return result;
}

function readAction(action: unknown, where: string): FaultAction {
  if (!isObject(action)) throw invalid(where, action, 'an object with a "type"');
  const { type, ...fields } = action;
  if (typeof type !== 'string' || !ACTION_TYPES.includes(type)) {
    throw invalid(`${where}.type`, type, `one of ${ACTION_TYPES.join(', ')}`);
  }
  return { type, ...readFields(fields, ACTIONS[type as FaultAction['type']], where, ['type']) } as FaultAction;
}

function readFields(
  given: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, Read>>,
  where: string,
  alsoKnown: readonly string[],
): Record<string, unknown> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name)) {
      throw invalidField(`${where} has no field ${name}; it has ${[...alsoKnown, ...Object.keys(known)].join(', ')}.`);
    }
  }
  const values: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(known)) {
    const result = read(given[name]);
    if ('mustBe' in result) throw invalid(`${where}.${name}`, given[name], result.mustBe);
    if (result.value !== undefined) values[name] = result.value;
  }
  return values;
}

function optional(read: Read): Read {
  return (value) => (value === undefined ? { value } : read(value));
}

function number(lowest: number, highest: number): Read {
  return (value) =>
    typeof value === 'number' && value >= lowest && value <= highest
      ? { value }
      : { mustBe: `a number from ${lowest} to ${highest}` };
}

function wholeNumber(lowest: number, highest: number): Read {
  return (value) =>
    Number.isSafeInteger(value) && (value as number) >= lowest && (value as number) <= highest
      ? { value }
      : { mustBe: `a whole number from ${lowest} to ${highest}` };
}

function oneOf(choices: readonly string[]): Read {
  return (value) => (choices.includes(value as string) ? { value } : { mustBe: `one of ${choices.join(', ')}` });
}

function text(value: unknown): ReturnType<Read> {
  return typeof value === 'string' ? { value } : { mustBe: 'a text' };
}

function textOrBytes(value: unknown): ReturnType<Read> {
  if (typeof value === 'string' || value instanceof Uint8Array) return { value };
  if (isObject(value) && typeof value.base64 === 'string') return { value: Buffer.from(value.base64, 'base64') };
  return { mustBe: 'a text or bytes' };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(where: string, value: unknown, mustBe: string): EmulatorError {
  const given =
    typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : isPlain(value) ? String(value) : typeof value;
  return invalidField(`${where} is ${given}; it must be ${mustBe}.`);
}

function isPlain(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean';
}

function invalidField(message: string): EmulatorError {
  return new EmulatorError('EMULATOR_OPTION_INVALID', message);
}
