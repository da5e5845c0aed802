import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CliError } from '../errors.js';

/** The file that draws a mascot; `.mjs`, so that it is a module in any project. */
export const MASCOT_FILE = 'mascot.mjs';

/** A folder with a character drawn as code. */
export interface MascotFolder {
  /** What the folder is called; the `.riv` file is called after it. */
  readonly name: string;
  readonly path: string;
  /** Full path of {@link MASCOT_FILE}. */
  readonly file: string;
}

/**
 * Finds the mascot in a folder.
 *
 * @throws CliError `CLI_FILE_UNREADABLE` that says how to make one.
 */
export function mascotFolder(given: string): MascotFolder {
  const path = resolve(given);
  const file = join(path, MASCOT_FILE);
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new CliError(
      'CLI_FILE_UNREADABLE',
      `There is no ${MASCOT_FILE} in "${given}". "lipwire mascot new <name>" makes a folder with one.`,
    );
  }
  return { name: basename(path), path, file };
}
