import { pageSockets } from '@lipwire/browser';
import { type ReactNode, useContext, useInsertionEffect, useMemo } from 'react';
import { type MascotSettings, MascotSettingsContext } from './contexts.js';

/**
 * Props of {@link MascotProvider}. A mascot takes `workletUrl`, `audioContext` and `gatewayUrl` when it is mounted: what
 * changes later counts for the mascots that are mounted after it.
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
}

/**
 * Says where things are to all mascots below, and listens for sockets to the gateway from the very first commit on, so
 * that a call which is opened before a mascot is there is not missed.
 */
export function MascotProvider({ children, ...props }: MascotProviderProps) {
  // Effects of children run first, and one of them may open the call: this kind of effect runs before them all.
  useInsertionEffect(() => pageSockets().watch(), []);
  const outer = useContext(MascotSettingsContext);
  const { riveWasmUrl, workletUrl, audioContext, gatewayUrl } = { ...outer, ...defined(props) };
  const settings = useMemo<MascotSettings>(
    () => ({ riveWasmUrl, workletUrl, audioContext, gatewayUrl }),
    [riveWasmUrl, workletUrl, audioContext, gatewayUrl],
  );
  return <MascotSettingsContext.Provider value={settings}>{children}</MascotSettingsContext.Provider>;
}

function defined(props: Omit<MascotProviderProps, 'children'>): Partial<MascotSettings> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
