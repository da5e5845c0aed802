import fc from 'fast-check';

/** JSON before it is written down: unlike a value it may hold a key twice. */
type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly fields: readonly (readonly [key: string, value: Json])[];
}

/** Text that would trip whoever looks for braces, quotes or names without knowing JSON. */
export const TRICKY_TEXTS = [
  '}',
  '{"}',
  '\\"}',
  '\\',
  '"mascotVisemes":{}',
  ',"mascotVisemes":{"visemes":[]}}',
  '"interrupted":true',
  '"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm","data":"AAAA"}}]}}',
  '}\n}\n',
  '\u2028',
  '\ud83d\ude00',
  '\ud83d',
  'ünïcode',
  ',',
  '\u0000',
  '\\u007d',
  '\ufeff',
] as const;

const trickyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom(...TRICKY_TEXTS));

/** Any number of bytes, odd ones too. What they hold does not matter here, so it is not drawn byte by byte. */
export const pcm16 = (maxBytes: number): fc.Arbitrary<Buffer> =>
  fc.tuple(fc.nat(maxBytes), fc.nat(0xffff)).map(([length, seed]) => {
    const bytes = Buffer.alloc(length);
    for (let i = 0; i < length; i++) bytes[i] = (seed * (i + 1)) >> 3;
    return bytes;
  });

const object = (...fields: readonly (readonly [string, Json] | undefined)[]): JsonObject => ({
  fields: fields.filter((field) => field !== undefined),
});

const base64 = fc.oneof(
  { weight: 6, arbitrary: pcm16(6_000).map((bytes) => bytes.toString('base64')) },
  { weight: 2, arbitrary: fc.constantFrom(1, 2, 3, 5).map((length) => Buffer.alloc(length, 0xfb).toString('base64')) },
  { weight: 1, arbitrary: pcm16(300).map((bytes) => bytes.toString('base64url')) },
  { weight: 1, arbitrary: fc.constantFrom('', '====', 'not base64!', 'ÄÄÄÄ', 'AAAAA') },
);
const mimeType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('audio/pcm;rate=24000') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'audio/pcm;rate=16000',
      // Vertex AI names no rate.
      'audio/pcm',
      'AUDIO/PCM; rate = 8000',
      // More than the engine takes: speech without cues.
      'audio/pcm;rate=96000',
      'audio/pcm;rate=7',
      'audio/wav',
      'image/jpeg',
    ),
  },
);
const audioPart = fc
  .tuple(mimeType, base64)
  .map(([type, data]) => object(['inlineData', object(['mimeType', type], ['data', data])]));
const textPart = fc
  .tuple(trickyText, fc.boolean())
  .map(([text, thought]) => object(['text', text], thought ? ['thought', true] : undefined));
const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(trickyText, fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(trickyText, tie('value')), { maxLength: 3 }).map((fields) => ({ fields })),
  ),
})).value;

/** True mostly, or what a careless reader takes for true. */
const flag = fc.oneof(
  { weight: 4, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constantFrom('true', 1, false, null) },
);
const maybe = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary });
const field = (name: string, weight: number, value: fc.Arbitrary<Json>) =>
  maybe(
    weight,
    value.map((json) => [name, json] as const),
  );

const serverContent = fc
  .tuple(
    field(
      'modelTurn',
      8,
      fc
        .array(fc.oneof(audioPart, audioPart, textPart, anyJson), { maxLength: 4 })
        .map((parts) => object(['parts', parts])),
    ),
    field(
      'outputTranscription',
      3,
      trickyText.map((text) => object(['text', text])),
    ),
    field('interrupted', 1, flag),
    field('generationComplete', 1, flag),
    field('turnComplete', 1, flag),
    field('interactionStatus', 1, fc.constant('IN_PROGRESS')),
    // The same key again: the last one counts.
    field(
      'modelTurn',
      1,
      audioPart.map((part) => object(['parts', [part]])),
    ),
    field('unknownField', 1, anyJson),
  )
  .chain((fields) => fc.shuffledSubarray(fields, { minLength: fields.length }))
  .map((fields) => object(...fields));

const liveMessage = fc
  .tuple(
    field('serverContent', 9, serverContent),
    field(
      'usageMetadata',
      2,
      fc.nat().map((count) => object(['totalTokenCount', count])),
    ),
    field(
      'toolCall',
      1,
      anyJson.map((args) => object(['functionCalls', [object(['id', 'f'], ['args', args])]])),
    ),
    field('serverContent', 1, serverContent),
    field('mascotVisemes', 1, anyJson),
    field('someday', 2, anyJson),
  )
  .chain((fields) => fc.shuffledSubarray(fields, { minLength: fields.length }))
  .map((fields) => object(...fields));

/** A message of the service, right or wrong, in one of the ways in which JSON may be written. */
export const serverMessage: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.oneof({ weight: 12, arbitrary: liveMessage }, { weight: 1, arbitrary: anyJson }),
    fc.nat(0xffffff),
    fc.constantFrom('', '', '\n', ' \r\n\t'),
    fc.oneof(
      { weight: 20, arbitrary: fc.constant('none') },
      {
        weight: 4,
        arbitrary: fc.constantFrom('cut', 'bom', 'twice', 'bad-utf8', 'garbage', 'empty', 'flipped', 'control'),
      },
    ),
  )
  .map(([message, seed, space, damage]) => {
    const random = randomOf(seed);
    const bytes = Buffer.from(`${space}${write(message, random)}${space}`);
    return damaged(bytes, damage, random);
  });

/** The bytes after something has happened to them that no service should let happen. */
function damaged(bytes: Buffer, damage: string, random: () => number): Buffer {
  const at = Math.floor(random() * bytes.length);
  switch (damage) {
    case 'cut':
      return bytes.subarray(0, at);
    case 'bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 'twice':
      return Buffer.concat([bytes, Buffer.from('\n'), bytes]);
    case 'bad-utf8':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xc3, 0x28, 0xff]), bytes.subarray(at)]);
    case 'garbage':
      return Buffer.from(bytes.map(() => Math.floor(random() * 256)));
    case 'empty':
      return Buffer.alloc(0);
    case 'control':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([1]), bytes.subarray(at)]);
    case 'flipped': {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return flipped;
    }
    default:
      return bytes;
  }
}

/** Writes JSON down with the freedom that its grammar gives: space, escapes, ways to write a number. */
function write(json: Json, random: () => number): string {
  const spacing = random();
  const space = () =>
    spacing < 0.4
      ? ''
      : spacing < 0.8
        ? random() < 0.2
          ? '\n  '
          : ''
        : [' ', '\t', '\r\n', ''][Math.floor(random() * 4)];
  const escapes = random() < 0.3 ? 0.05 : 0;
  const isAscii = random() < 0.5;
  const text = (value: string) => {
    let result = '"';
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (value[i] === '/' && escapes > 0 && random() < 0.5) result += '\\/';
      else if ((isAscii && code > 126) || (escapes > 0 && random() < escapes))
        result += `\\u${code.toString(16).padStart(4, '0')}`;
      else result += JSON.stringify(value[i]).slice(1, -1);
    }
    return `${result}"`;
  };
  const any = (value: Json): string => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return random() < 0.1 ? '-1.5E+400' : JSON.stringify(value);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const list = (items: readonly string[]) => items.map((item) => space() + item + space()).join(',') || space();
    if ('fields' in value) {
      return `{${list(value.fields.map(([key, item]) => `${text(key)}${space()}:${space()}${any(item)}`))}}`;
    }
    return `[${list(value.map(any))}]`;
  };
  return any(json);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
