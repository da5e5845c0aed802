import type { Command } from './command.js';
import type { Setting } from './settings.js';

/** What `lipwire --help` prints. */
export function overviewText(commands: readonly Command[], version: string): string {
  return lines(
    `lipwire ${version}: gives a live voice AI a face.`,
    '',
    'Usage: lipwire <command> [flags]',
    '',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'lipwire <command> --help shows the flags and environment variables of a command.',
  );
}

/**
 * What `lipwire <command> --help` prints: every setting with its flag, variable and default.
 *
 * @param subcommands those of the command, loaded.
 */
export function helpText(
  { name, summary, operands, settings, notes }: Command,
  subcommands: readonly Command[] = [],
): string {
  const flags = settings.some(({ flag }) => flag !== undefined) ? ' [flags]' : '';
  return lines(
    summary,
    '',
    `Usage: lipwire ${name}${operands === undefined ? '' : ` ${operands}`}${flags}`,
    ...section(
      'Flags, with the environment variable that does the same:',
      settings.filter(({ flag }) => flag !== undefined),
    ),
    ...section(
      'Environment only:',
      settings.filter(({ flag }) => flag === undefined),
    ),
    ...(notes === undefined ? [] : ['', ...notes]),
    ...(subcommands.length === 0 ? [] : ['', 'Further:', ...columns(subcommands.map(usageOf))]),
  );
}

function usageOf({ name, operands, summary }: Command): [string, string] {
  return [`lipwire ${name}${operands === undefined ? '' : ` ${operands}`}`, summary];
}

function section(title: string, settings: readonly Setting[]): string[] {
  if (settings.length === 0) return [];
  const rows = settings.map(({ flag, env, value, about, default: byDefault }): [string, string] => [
    flag === undefined ? `${env}=<${value}>` : `--${flag} <${value}>`,
    `${about}${byDefault === undefined ? '' : ` (default: ${byDefault})`}${flag === undefined || env === undefined ? '' : ` [${env}]`}`,
  ]);
  return ['', title, ...columns(rows)];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
