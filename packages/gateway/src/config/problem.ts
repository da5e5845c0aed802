import { z } from 'zod';

/** Where a value is wrong, and what it must be, as the end of a sentence. */
export interface Problem {
  readonly at: readonly PropertyKey[];
  readonly what: string;
}

/** The first thing that is wrong with a value. A name that is not known comes first: it often is what elsewhere lacks. */
export function problemOf(error: z.ZodError, schema: z.ZodType): Problem {
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0];
  if (issue === undefined) throw new Error('A schema found fault with nothing.');
  if (issue.code !== 'unrecognized_keys') return { at: issue.path, what: issue.message };
  const [unknown = ''] = issue.keys;
  const known = namesAt(schema, issue.path);
  const near = nearest(unknown, known);
  const hint = near === undefined ? `known here are ${known.join(', ')}` : `the nearest is ${near}`;
  return { at: [...issue.path, unknown], what: `is not a known setting; ${hint}` };
}

/** `['tenants', 1, 'apiKeys', 0]` as `tenants[1].apiKeys[0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${nameText(String(step))}`))
    .join('');
}

/** A name that somebody mistyped may be anything, even a key in the wrong place. */
function nameText(name: string): string {
  return name.length > 40 ? `${name.slice(0, 8)}…` : name;
}

/** The names of the fields that an object may have there. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema;
  for (const step of [...path, undefined]) {
    while (here instanceof z.ZodOptional || here instanceof z.ZodNullable) here = here.unwrap();
    if (step === undefined) break;
    if (here instanceof z.ZodArray) here = here.element;
    else if (here instanceof z.ZodObject) here = here.shape[String(step)];
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape).filter((name) => !name.startsWith('$')) : [];
}

/** The known name that takes the fewest changes, if they are few. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const mayChange = Math.max(1, Math.floor(name.length / 3));
  return known
    .map((candidate) => ({ candidate, changes: changesBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ changes }) => changes <= mayChange)
    .sort((a, b) => a.changes - b.changes)[0]?.candidate;
}

/** Levenshtein's distance: letters added, left out or exchanged. */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const exchanged = (row[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
