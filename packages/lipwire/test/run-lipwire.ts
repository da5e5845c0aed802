import type { Terminal } from '../src/command.js';
import { exitCodeOf, sentenceOf } from '../src/failure.js';
import { runCli } from '../src/run-cli.js';

/** What a command line did. */
export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly notes: readonly string[];
  /** What `main.ts` would say on standard error, if the command failed. */
  readonly complaint: string | undefined;
}

/** What a test sets of the world around the command. */
export interface World {
  readonly env?: Record<string, string>;
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly stop?: AbortSignal;
  readonly onPrint?: (text: string) => void;
}

/** Runs a command line in this process. */
export async function runLipwire(args: readonly string[], world: World = {}): Promise<Outcome> {
  let output = '';
  const notes: string[] = [];
  const terminal: Terminal = {
    env: world.env ?? {},
    stdin: world.stdin ?? piped(),
    print: (text) => {
      output += text;
      world.onPrint?.(text);
    },
    note: (line) => notes.push(line),
    takeOverSignals: () => world.stop ?? new AbortController().signal,
  };
  try {
    return { exitCode: await runCli(args, terminal, '1.2.3'), output, notes, complaint: undefined };
  } catch (error) {
    return { exitCode: exitCodeOf(error), output, notes, complaint: sentenceOf(error) };
  }
}

/** Bytes as they come out of a pipe, in pieces of a size that fits nothing. */
export async function* piped(bytes: Uint8Array = new Uint8Array(0), pieceBytes = 997): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
