import { invalid } from './invalid.js';
import { GATEWAY_SETTINGS, type GatewaySetting, type SettingValues } from './settings.js';

/** Where settings come from. */
export interface GatewayConfigSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By flag name without dashes (`port`, `public-url`); they win over `env`. */
  readonly flags?: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads flags and environment variables.
 *
 * @returns those that were given, by name.
 * @throws GatewayError `GATEWAY_CONFIG_INVALID`.
 */
export function readGivenSettings(source: GatewayConfigSource): Partial<SettingValues> {
  return Object.fromEntries(
    Object.entries(GATEWAY_SETTINGS).flatMap(([name, setting]) => {
      const text = givenText(setting, source);
      if (text === undefined) return [];
      const result = setting.schema.safeParse(asInFile(text, setting));
      if (result.success) return [[name, result.data]];
      const [issue] = result.error.issues;
      const entry = typeof issue?.path[0] === 'number' ? `, entry ${issue.path[0] + 1},` : '';
      throw invalid(`${settingLabel(setting)}${entry} ${issue?.message}.`);
    }),
  );
}

/** Fills in what was given nowhere. */
export function withDefaults(given: Partial<SettingValues>): SettingValues {
  const defaults = Object.entries(GATEWAY_SETTINGS).map(([name, { fallback }]) => [name, fallback]);
  return { ...Object.fromEntries(defaults), ...given };
}

/** The text of a flag, or else of its variable; spaces around it do not count, and nothing but spaces is no text. */
export function givenText({ env, flag }: GatewaySetting, source: GatewayConfigSource): string | undefined {
  return (flag === undefined ? undefined : source.flags?.[flag]?.trim()) || source.env[env]?.trim() || undefined;
}

/** Splits the text of a setting that is a list. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

/** How a message names a setting: `LIPWIRE_PORT (--port)`. */
export function settingLabel({ env, flag }: GatewaySetting): string {
  return `${env}${flag === undefined ? '' : ` (--${flag})`}`;
}

/** A text as the value that stands in a file; what is no number stays a text, and the check says so. */
function asInFile(text: string, { form }: GatewaySetting): unknown {
  if (form === 'list') return listOf(text);
  return form === 'number' && /^\d{1,10}$/.test(text) ? Number(text) : text;
}
