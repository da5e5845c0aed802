import { useContext, useEffect, useState } from 'react';
import { MascotSettingsContext } from './contexts.js';
import { loadMascotFile, type MascotFile } from './mascot-file.js';

/** A file that is being loaded, is loaded, or cannot be. */
export interface MascotFileState {
  /** Names the file and what of it is drawn. */
  readonly key: string;
  readonly loaded: MascotFile | undefined;
  readonly error: Error | undefined;
}

/** Loads the file of a mascot; `src` undefined: none. */
export function useMascotFile(
  src: string | undefined,
  artboard: string | undefined,
  stateMachine: string | undefined,
): MascotFileState {
  const { riveWasmUrl } = useContext(MascotSettingsContext);
  const key = JSON.stringify([src, artboard, stateMachine]);
  const [state, setState] = useState<MascotFileState>({ key: '', loaded: undefined, error: undefined });
  useEffect(() => {
    if (src === undefined) return;
    let wanted = true;
    let release = () => {};
    loadMascotFile({ src, artboard, stateMachine, wasmUrl: riveWasmUrl }).then(
      (loaded) => {
        release = loaded.release;
        if (wanted) setState({ key, loaded, error: undefined });
        else release();
      },
      (error: Error) => {
        if (!wanted) return;
        console.error(`[lipwire] ${error.message}`);
        setState({ key, loaded: undefined, error });
      },
    );
    return () => {
      wanted = false;
      setState({ key: '', loaded: undefined, error: undefined });
      // The canvas, which uses the file, is taken down after this.
      queueMicrotask(release);
    };
  }, [src, artboard, stateMachine, riveWasmUrl, key]);
  return state;
}
