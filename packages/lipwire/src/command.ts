import type { Setting, Settings } from './settings.js';

/** What a command may touch of the world; the tests pass their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes to standard output: what the command was asked for, nothing else. */
  readonly print: (text: string) => void;
  /** Writes a line to standard error: remarks and problems. */
  readonly note: (line: string) => void;
  /**
   * For a command that runs until it is told to end, and then ends cleanly: the signal is aborted when the user wants
   * that, with the name of the system's signal as its reason. A command that does not call this is ended by the system.
   */
  readonly takeOverSignals: (handlers?: SignalHandlers) => AbortSignal;
}

/** What a command does at signals of the system, beside ending. */
export interface SignalHandlers {
  /** The user asks again; the time after that, the process ends at once. Default: it ends at the second. */
  readonly onSecond?: (() => void) | undefined;
  /** SIGHUP. Default: it ends the command, as SIGTERM does. */
  readonly onHangUp?: (() => void) | undefined;
}

/** The command line and environment, checked against the command's settings. */
export interface Invocation {
  readonly settings: Settings;
  readonly positionals: readonly string[];
}

/** Commands by the word that calls them, in the order in which help lists them. One is loaded only when it is called. */
export type CommandList = ReadonlyMap<string, () => Promise<Command>>;

/** One word after `lipwire`, or a word after that of a group. */
export interface Command {
  /** All words: `mascot doctor`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What stands behind `lipwire <name>`, flags aside: `<file.wav|->`. */
  readonly operands?: string;
  readonly minOperands?: number;
  readonly maxOperands?: number;
  readonly settings: readonly Setting[];
  /** Commands behind its own word; their words win over operands. */
  readonly subcommands?: CommandList;
  /** More lines for `--help`. */
  readonly notes?: readonly string[];
  /** @returns the exit code. */
  run(invocation: Invocation, terminal: Terminal): Promise<number>;
}
