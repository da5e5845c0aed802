// Draws one mascot and reports to the process that started this one; see draw-mascot.ts.
import { register } from 'node:module';
import { basename, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Drawn, Problem } from './draw-mascot.js';

// The mascot may lie anywhere, also where @lipwire/rig is not installed.
register('./resolve-lipwire.js', import.meta.url);

const [, , file = ''] = process.argv;
process.send?.(await draw(), () => process.exit());

async function draw(): Promise<Drawn> {
  try {
    const { default: drawing } = (await import(pathToFileURL(file).href)) as { default?: unknown };
    if (typeof drawing !== 'function') {
      throw new Error(`${basename(file)} must have a default export: a function that draws and returns the file.`);
    }
    const riv: unknown = await drawing();
    if (!isRivFile(riv)) {
      throw new Error(`The default export of ${basename(file)} must return a RivFile; did it end without "return"?`);
    }
    return { bytes: riv.toBytes() };
  } catch (error) {
    // Where it is, Node tells only when the error is nobody's.
    if (error instanceof SyntaxError) throw error;
    return { problem: problemOf(error) };
  }
}

/** By what it can do: it may come from another copy of the package than ours. */
function isRivFile(value: unknown): value is { toBytes(): Uint8Array } {
  return typeof value === 'object' && value !== null && 'toBytes' in value && typeof value.toBytes === 'function';
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { message: `It threw ${String(error)}.`, places: [] };
  const { code } = error as { code?: unknown };
  return {
    ...(typeof code === 'string' ? { code } : {}),
    message: error.name === 'Error' || error.name === 'RigError' ? error.message : `${error.name}: ${error.message}`,
    places: placesIn(error.stack ?? ''),
  };
}

/** The lines of the mascot's own files that a stack names. */
function placesIn(stack: string): string[] {
  const home = dirname(file);
  const places = [...stack.matchAll(/(file:\/\/[^\s)]+?):(\d+):(\d+)/g)].flatMap(([, url = '', line, column]) => {
    const path = fileURLToPath(url);
    return path.startsWith(home) ? [`${path.slice(home.length + 1)}:${line}:${column}`] : [];
  });
  return [...new Set(places)];
}
