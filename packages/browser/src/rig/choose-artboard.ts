import { ARTBOARD_NAME, STATE_MACHINE_NAME } from '@lipwire/rig/contract';
import { BrowserError } from '../errors.js';

/** Artboards of a file, with the names of their state machines. */
export type RiveFileContents = readonly { readonly name: string; readonly stateMachines: readonly string[] }[];

/** What an app asks of a file. */
export interface ArtboardRequest {
  /** The file, for messages. */
  readonly src: string;
  /** Default: `Character`, else the file's first. */
  readonly artboard?: string | undefined;
  /** Default: `mascotStateMachine`, else an older name of the same, else the artboard's first. */
  readonly stateMachine?: string | undefined;
}

/** Names in the order in which they are looked for; `InLesson` is in older files of the commercial format. */
const STATE_MACHINE_NAMES = [STATE_MACHINE_NAME, 'InLesson'];

/**
 * Chooses what of a file is drawn. Rive itself draws nothing at all for a wrong name.
 *
 * @throws BrowserError `BROWSER_ARTBOARD_UNKNOWN`, `BROWSER_STATE_MACHINE_UNKNOWN`; the message lists the names in the
 *   file.
 */
export function chooseArtboard(
  contents: RiveFileContents,
  { src, artboard, stateMachine }: ArtboardRequest,
): { readonly artboard: string; readonly stateMachine: string | undefined } {
  const usual = contents.find(({ name }) => name === ARTBOARD_NAME) ?? contents[0];
  const board = artboard === undefined ? usual : contents.find(({ name }) => name === artboard);
  if (!board) {
    throw new BrowserError(
      'BROWSER_ARTBOARD_UNKNOWN',
      `${src} has no artboard ${quoted([artboard ?? ARTBOARD_NAME])}. It has ${quoted(contents.map(({ name }) => name))}.`,
    );
  }
  const machines = board.stateMachines;
  if (stateMachine !== undefined && !machines.includes(stateMachine)) {
    throw new BrowserError(
      'BROWSER_STATE_MACHINE_UNKNOWN',
      `Artboard "${board.name}" of ${src} has no state machine "${stateMachine}". It has ${quoted(machines)}.`,
    );
  }
  const usualMachine = STATE_MACHINE_NAMES.find((name) => machines.includes(name)) ?? machines[0];
  return { artboard: board.name, stateMachine: stateMachine ?? usualMachine };
}

function quoted(names: readonly string[]): string {
  return names.length > 0 ? names.map((name) => `"${name}"`).join(', ') : 'none';
}
