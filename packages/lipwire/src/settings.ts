import { parseArgs } from 'node:util';
import { CliError } from './errors.js';

/** One thing that can be set, by a flag, an environment variable, or either. */
export interface Setting {
  /** The flag without its dashes; without it only the environment sets this, as befits a secret. */
  readonly flag?: string;
  readonly env?: string;
  /** What the value looks like in `--help`: `port`, `json|tsv`. */
  readonly value: string;
  /** What holds when neither is given, as text; without it, nothing does. */
  readonly default?: string;
  readonly about: string;
}

/** The texts that were given, by the setting's `flag` (else its `env`); defaults are not filled in. */
export type Settings = ReadonlyMap<string, GivenSetting>;

/** A value and the name under which the user gave it: `--port` or `LIPWIRE_PORT`. */
export interface GivenSetting {
  readonly text: string;
  readonly givenAs: string;
}

/** What a command line says: `help` wins over everything else. */
export interface CommandLine {
  readonly help: boolean;
  readonly settings: Settings;
  readonly positionals: readonly string[];
}

/**
 * Reads flags and environment; flags win. An environment variable that is empty counts as not set.
 *
 * @param where how to call the thing that has these settings in a sentence: `lipwire gateway`.
 * @throws CliError `CLI_USAGE` for a flag that does not exist (names those that do) or lacks its value.
 */
export function readCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  known: readonly Setting[],
  where: string,
): CommandLine {
  const flags = known.flatMap(({ flag }) => (flag === undefined ? [] : [flag]));
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }])),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false,
    tokens: true,
  });

  const settings = new Map<string, GivenSetting>();
  for (const { flag, env: variable } of known) {
    const text = variable === undefined ? '' : (env[variable] ?? '');
    if (variable !== undefined && text !== '') settings.set(flag ?? variable, { text, givenAs: variable });
  }
  let help = false;
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help') help = true;
    else if (!flags.includes(token.name)) throw unknownFlag(token.rawName, flags, where);
    else if (token.value === undefined || token.value === '' || isFlagByMistake(token)) {
      throw new CliError(
        'CLI_USAGE',
        `--${token.name} needs a value: --${token.name} <${placeholderOf(token.name, known)}>.`,
      );
    } else settings.set(token.name, { text: token.value, givenAs: `--${token.name}` });
  }
  return { help, settings, positionals };
}

/** `--port --host x`: the next flag was taken for the value. */
function isFlagByMistake({
  value,
  inlineValue,
}: {
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}): boolean {
  return inlineValue !== true && value !== undefined && value.startsWith('--');
}

function placeholderOf(flag: string, known: readonly Setting[]): string {
  return known.find((setting) => setting.flag === flag)?.value ?? 'value';
}

function unknownFlag(rawName: string, flags: readonly string[], where: string): CliError {
  const list = [...flags, 'help'].map((flag) => `--${flag}`).join(', ');
  return new CliError('CLI_USAGE', `${where} has no ${rawName}; it has ${list}.`);
}

/**
 * A setting that must be a number.
 *
 * @throws CliError `CLI_USAGE` that names the flag or variable, the range and what was given.
 */
export function numberSetting(
  settings: Settings,
  name: string,
  range: { readonly lowest: number; readonly highest: number; readonly whole?: boolean; readonly default: number },
): number {
  const given = settings.get(name);
  if (given === undefined) return range.default;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(given.text.trim()) ? Number(given.text) : Number.NaN;
  if (value >= range.lowest && value <= range.highest && (range.whole !== true || Number.isInteger(value)))
    return value;
  const kind = range.whole === true ? 'a whole number' : 'a number';
  throw wrongValue(given, `${kind} from ${range.lowest} to ${range.highest}`);
}

/**
 * A setting that must be one of a few words.
 *
 * @throws CliError `CLI_USAGE` that names the flag or variable, the words and what was given.
 */
export function choiceSetting<Choice extends string>(
  settings: Settings,
  name: string,
  choices: readonly Choice[],
  byDefault: Choice,
): Choice {
  const given = settings.get(name);
  if (given === undefined) return byDefault;
  const choice = choices.find((candidate) => candidate === given.text);
  if (choice === undefined) throw wrongValue(given, `one of ${choices.join(', ')}`);
  return choice;
}

function wrongValue({ text, givenAs }: GivenSetting, expected: string): CliError {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return new CliError('CLI_USAGE', `${givenAs} must be ${expected}, not "${shown}".`);
}
