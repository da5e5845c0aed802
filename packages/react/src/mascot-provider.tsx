import { type CueSource, pageSockets } from '@lipwire/browser';
import { type ReactNode, useContext, useInsertionEffect, useMemo } from 'react';
import { type MascotSettings, MascotSettingsContext } from './contexts.js';
import { localCues } from './local-cues.js';

/**
 * Props of {@link MascotProvider}. A mascot takes `workletUrl`, `audioContext`, `gatewayUrl` and `local` when it is
 * mounted: what changes later counts for the mascots that are mounted after it.
 */
export interface MascotProviderProps {
  readonly children?: ReactNode;
  /**
   * Address of `rive.wasm` of `@rive-app/canvas`; `rive_fallback.wasm` must stand beside it. Default `/lipwire/rive.wasm`.
   */
  readonly riveWasmUrl?: string | undefined;
  /**
   * Address of `@lipwire/browser/player.worklet.js`, for pages whose content security policy forbids `blob:` scripts.
   * Default: the copy inside the bundle.
   */
  readonly workletUrl?: string | undefined;
  /** An audio context of the app's, of any rate. Default: one of each mascot's own. */
  readonly audioContext?: AudioContext | undefined;
  /** Only sockets below this address belong to the mascots. Default: sockets to any gateway. */
  readonly gatewayUrl?: string | undefined;
  /**
   * Work without a gateway: the app talks to the voice service itself, and the cues are made in the page, by an engine in a
   * worker, which is loaded when the first mascot is mounted. A page that forbids `blob:` workers passes its own
   * `new LocalCues({ workerUrl })` of `@lipwire/browser/local`. Default false.
   */
  readonly local?: boolean | CueSource | undefined;
}

/**
 * Says where things are to all mascots below, and listens for sockets to the gateway from the very first commit on, so
 * that a call which is opened before a mascot is there is not missed.
 */
export function MascotProvider({ children, ...props }: MascotProviderProps) {
  const outer = useContext(MascotSettingsContext);
  const { riveWasmUrl, workletUrl, audioContext, gatewayUrl, local } = { ...outer, ...settingsOf(props) };
  const direct = local !== undefined;
  // Effects of children run first, and one of them may open the call: this kind of effect runs before them all.
  useInsertionEffect(() => pageSockets().watch(direct), [direct]);
  const settings = useMemo<MascotSettings>(
    () => ({ riveWasmUrl, workletUrl, audioContext, gatewayUrl, local }),
    [riveWasmUrl, workletUrl, audioContext, gatewayUrl, local],
  );
  return <MascotSettingsContext.Provider value={settings}>{children}</MascotSettingsContext.Provider>;
}

/** What a provider says itself; the rest is as its outer provider says. */
function settingsOf({ local, ...props }: Omit<MascotProviderProps, 'children'>): Partial<MascotSettings> {
  const said = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
  if (local === undefined) return said;
  return { ...said, local: typeof local === 'boolean' ? (local ? localCues : undefined) : local };
}
