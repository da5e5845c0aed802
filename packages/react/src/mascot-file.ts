import { type ArtboardRequest, chooseArtboard, type RiveFileContents } from '@lipwire/browser';
import { ReactError } from './errors.js';
import { RiveFile, RuntimeLoader } from './rive-runtime.js';

/** What is asked of a file. */
export interface MascotFileRequest extends ArtboardRequest {
  /** Address of Rive's WebAssembly. */
  readonly wasmUrl: string;
}

/** A file that is loaded, and what of it is drawn. */
export interface MascotFile {
  readonly file: RiveFile;
  readonly artboard: string;
  readonly stateMachine: string | undefined;
  /** Gives the file back. */
  release(): void;
}

/**
 * Loads a .riv file and finds the artboard and the state machine in it.
 *
 * @throws ReactError `REACT_RIVE_RUNTIME_FAILED`, `REACT_RIV_UNREADABLE`; BrowserError `BROWSER_ARTBOARD_UNKNOWN`,
 *   `BROWSER_STATE_MACHINE_UNKNOWN`.
 */
export async function loadMascotFile(request: MascotFileRequest): Promise<MascotFile> {
  await loadRuntime(request.wasmUrl);
  const file = await loadFile(request.src);
  // Reading takes a reference to the file: it is ours until release(), whoever else uses the file.
  const contents = readContents(file);
  const release = () => file.cleanup();
  try {
    return { file, ...chooseArtboard(contents, request), release };
  } catch (error) {
    release();
    throw error;
  }
}

function loadRuntime(wasmUrl: string): Promise<void> {
  // Rive's own default is a CDN; a mascot must not depend on one. The fallback is for processors without SIMD.
  RuntimeLoader.setWasmUrl(wasmUrl);
  RuntimeLoader.setWasmFallbackUrl(wasmUrl.replace(/rive\.wasm$/, 'rive_fallback.wasm'));
  return new Promise((resolve, reject) => {
    RuntimeLoader.getInstance(
      () => resolve(),
      (cause) => reject(runtimeFailed(wasmUrl, cause)),
    );
  });
}

function runtimeFailed(wasmUrl: string, cause: unknown): ReactError {
  return new ReactError(
    'REACT_RIVE_RUNTIME_FAILED',
    `Rive could not start with ${wasmUrl}. Copy rive.wasm and rive_fallback.wasm of @rive-app/canvas there, or pass ` +
      'their address as riveWasmUrl to MascotProvider. A content security policy must allow wasm-unsafe-eval.',
    { cause },
  );
}

function loadFile(src: string): Promise<RiveFile> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(new ReactError('REACT_RIV_UNREADABLE', `${src} could not be loaded, or is not a .riv file.`, { cause }));
    const file = new RiveFile({
      src,
      enableRiveAssetCDN: false,
      onLoad: () => resolve(file),
      onLoadError: ({ data }) => fail(data),
    });
    file.init().catch(fail);
  });
}

/** The part of Rive's low-level file that is read, as its types leave out that instances must be deleted. */
interface NativeFile {
  artboardCount(): number;
  artboardByIndex(index: number): {
    readonly name: string;
    stateMachineCount(): number;
    stateMachineByIndex(index: number): { readonly name: string };
    delete(): void;
  };
}

function readContents(file: RiveFile): RiveFileContents {
  const native = file.getInstance() as unknown as NativeFile;
  return Array.from({ length: native.artboardCount() }, (_, i) => {
    const artboard = native.artboardByIndex(i);
    const { name } = artboard;
    const stateMachines = Array.from(
      { length: artboard.stateMachineCount() },
      (_, j) => artboard.stateMachineByIndex(j).name,
    );
    artboard.delete();
    return { name, stateMachines };
  });
}
