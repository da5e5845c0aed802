import type { CueSource, LipwireClient } from '@lipwire/browser';
import { type ComponentProps, createContext, type JSX, useContext } from 'react';
import { ReactError } from './errors.js';
import type { Rive } from './rive-runtime.js';

/** What a provider says to all mascots below it. */
export interface MascotSettings {
  /** Address of Rive's WebAssembly. */
  readonly riveWasmUrl: string;
  readonly workletUrl: string | undefined;
  readonly audioContext: AudioContext | undefined;
  readonly gatewayUrl: string | undefined;
  /** Where cues come from if not from a gateway. */
  readonly local: CueSource | undefined;
}

/** Where the package's files are served if nothing else is said. */
const DEFAULT_SETTINGS: MascotSettings = {
  riveWasmUrl: '/lipwire/rive.wasm',
  workletUrl: undefined,
  audioContext: undefined,
  gatewayUrl: undefined,
  local: undefined,
};

export const MascotSettingsContext = createContext<MascotSettings>(DEFAULT_SETTINGS);

/** A mascot, for all that is below its `MascotClient`. */
export interface Mascot {
  readonly client: LipwireClient;
  /** The Rive instance; `null` until the file is loaded. */
  readonly rive: Rive | null;
  /** Draws the canvas. */
  readonly RiveComponent: (props: ComponentProps<'canvas'>) => JSX.Element;
  /** Why there is nothing to draw. */
  readonly error: Error | undefined;
  /** How many files were shown before this one. */
  readonly generation: number;
}

export const MascotContext = createContext<Mascot | undefined>(undefined);

/**
 * The mascot that a hook or component belongs to.
 *
 * @param user who asks, for the error message.
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function useMascotContext(user: string): Mascot {
  const mascot = useContext(MascotContext);
  if (!mascot) {
    throw new ReactError(
      'REACT_CLIENT_MISSING',
      `${user} must be used in a component below <MascotClient>, not in the one that renders it.`,
    );
  }
  return mascot;
}
