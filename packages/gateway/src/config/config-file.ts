import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { settingLabel } from './given-settings.js';
import { invalid } from './invalid.js';
import { type Problem, pathText, problemOf } from './problem.js';
import * as schema from './schema.js';
import { GATEWAY_SETTINGS, type SettingValues } from './settings.js';

const optionalLimit = (of: z.ZodType<number>, what: string) =>
  of.nullish().describe(`${what} null: no limit, even where the gateway has one for all.`);

const tenantLimits = z.strictObject(
  {
    requestsPerMinute: GATEWAY_SETTINGS.requestsPerMinute.schema
      .optional()
      .describe('Requests and direct calls a minute.'),
    maxSessions: optionalLimit(GATEWAY_SETTINGS.tenantMaxSessions.schema, 'Calls at one time, over all gateways.'),
    maxSessionSeconds: optionalLimit(GATEWAY_SETTINGS.maxSessionSeconds.schema, 'Length of one call, in seconds.'),
    maxIdleSeconds: optionalLimit(
      GATEWAY_SETTINGS.maxIdleSeconds.schema,
      'Time without a turn or speech after which a call ends, in seconds.',
    ),
    maxAudioSecondsPerDay: optionalLimit(
      GATEWAY_SETTINGS.maxAudioSecondsPerDay.schema,
      'Speech received on a day (UTC), over all gateways, in seconds.',
    ),
    maxBacklogBytes: GATEWAY_SETTINGS.maxBacklogBytes.schema
      .optional()
      .describe(
        "What may wait for a side of a call to take it, in bytes, if that is less than the gateway's own bound.",
      ),
  },
  { error: 'must be an object with limits' },
);

const tenant = z.strictObject(
  {
    name: schema.tenantName.describe('In tokens, logs and metrics.'),
    apiKeys: z
      .array(schema.keyDigest, { error: 'must be a list of digests of keys' })
      .min(1, 'must hold at least one digest of a key; `lipwire key` makes both')
      .describe('Digests of the keys that wrap tokens and open the direct channel; `lipwire key` makes them.'),
    allowedOrigins: z
      .array(schema.origin, { error: 'must be a list of origins' })
      .optional()
      .describe("Origins of the pages that may call with this tenant's tokens, instead of those for all."),
    limits: tenantLimits.optional().describe('Instead of the limits for all.'),
  },
  { error: 'must be an object that describes a tenant' },
);

/** What the configuration file may hold; the JSON Schema in `docs/` is made of it. */
export const CONFIG_FILE_SCHEMA = z.strictObject(
  {
    $schema: z.string().optional().describe('Address of this schema, for editors.'),
    ...fileSettings(),
    tenants: z
      .array(tenant, { error: 'must be a list of tenants' })
      .optional()
      .describe('Those who may use the gateway, each with keys and limits.'),
  },
  { error: 'must be a JSON object' },
);

/** What a configuration file holds, checked. */
export type ConfigFile = Partial<SettingValues> & { readonly tenants?: readonly FileTenant[] };

/** A tenant as the file describes it. */
export type FileTenant = z.output<typeof tenant>;

/**
 * Reads a configuration file.
 *
 * @throws GatewayError `GATEWAY_CONFIG_INVALID`, with one sentence that names the place in the file.
 */
export function readConfigFile(path: string): ConfigFile {
  const name = basename(path);
  const contents = parse(read(path), name);
  const result = CONFIG_FILE_SCHEMA.safeParse(contents);
  if (result.success) return besideFile(result.data as ConfigFile, path);
  const { at, what } = secretIn(contents) ?? problemOf(result.error, CONFIG_FILE_SCHEMA);
  throw invalid(at.length === 0 ? `${name} ${what}.` : `${pathText(at)} in ${name} ${what}.`);
}

/** A setting that no file may hold. */
function secretIn(contents: unknown): Problem | undefined {
  if (typeof contents !== 'object' || contents === null) return undefined;
  const found = Object.entries(GATEWAY_SETTINGS).find(
    ([name, { fileSchema }]) => fileSchema === undefined && Object.hasOwn(contents, name),
  );
  return found && { at: [found[0]], what: `must not stand there: set ${settingLabel(found[1])} instead` };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { env, flag } = GATEWAY_SETTINGS.config;
    const why = (cause as NodeJS.ErrnoException).code;
    throw invalid(`${env} (--${flag}) names ${JSON.stringify(path)}, which cannot be read (${why}).`, cause);
  }
}

/** The parser's own message repeats what it read, which could be anything. */
function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const at = /at position (\d+)/.exec((error as Error).message)?.[1];
    const line = at === undefined ? '' : ` (line ${text.slice(0, Number(at)).split('\n').length})`;
    throw invalid(`${name} must be valid JSON, and is not${line}.`);
  }
}

/** A path in the file is meant from where the file lies, wherever the gateway was started. */
function besideFile({ secretFile, ...rest }: ConfigFile, path: string): ConfigFile {
  return secretFile === undefined ? rest : { ...rest, secretFile: resolve(dirname(path), secretFile) };
}

/** The settings that the file may hold. Their types are those of the table, see {@link ConfigFile}. */
function fileSettings(): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(GATEWAY_SETTINGS).flatMap(([name, { fileSchema, description }]) =>
      fileSchema === undefined ? [] : [[name, fileSchema.optional().describe(description)]],
    ),
  );
}
