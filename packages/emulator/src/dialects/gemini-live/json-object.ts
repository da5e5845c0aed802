/** A JSON object whose fields nobody has checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Deeper messages than this are not read: no message of the service nests half as deep. */
const MAX_DEPTH = 64;

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value, or an empty object in its place. */
export function objectOr(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value, or an empty list in its place. */
export function listOr(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value, or an empty text in its place. */
export function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The same data with every name in camelCase: the service reads `client_content` and `clientContent` alike, as protobuf's
 * JSON mapping asks for, and its SDKs send both.
 *
 * @throws RangeError if the data is nested too deep.
 */
export function camelCaseNames(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new RangeError('nested too deep');
  if (Array.isArray(value)) return value.map((item) => camelCaseNames(item, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [camelCase(name), camelCaseNames(item, depth + 1)]),
  );
}

/** `generation_config` as `generationConfig`; camelCase stays as it is. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
