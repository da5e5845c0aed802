import { useContext, useEffect, useState } from 'react';
import { MascotSettingsContext } from './contexts.js';
import { loadMascotFile, type MascotFile } from './mascot-file.js';

/** A file that is being loaded, is loaded, or cannot be. */
export interface MascotFileState {
  readonly loaded: MascotFile | undefined;
  readonly error: Error | undefined;
}

const NOTHING: MascotFileState = { loaded: undefined, error: undefined };

/** Loads the file of a mascot; `src` undefined: none. */
export function useMascotFile(
  src: string | undefined,
  artboard: string | undefined,
  stateMachine: string | undefined,
): MascotFileState {
  const { riveWasmUrl } = useContext(MascotSettingsContext);
  const [state, setState] = useState<MascotFileState>(NOTHING);
  useEffect(() => {
    if (src === undefined) return;
    let wanted = true;
    let release = () => {};
    loadMascotFile({ src, artboard, stateMachine, wasmUrl: riveWasmUrl }).then(
      (loaded) => {
        release = loaded.release;
        if (wanted) setState({ loaded, error: undefined });
        else release();
      },
      (error: Error) => {
        if (!wanted) return;
        console.error(`[lipwire] ${error.message}`);
        setState({ loaded: undefined, error });
      },
    );
    return () => {
      wanted = false;
      setState(NOTHING);
      // Rive, which uses the file, lets go of it after this.
      queueMicrotask(release);
    };
  }, [src, artboard, stateMachine, riveWasmUrl]);
  return state;
}
