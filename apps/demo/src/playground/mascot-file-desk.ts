import { type RigReport, StateStore } from '@lipwire/browser';
import type { KnownNumbers } from '@lipwire/browser/doctor';

/** Rive files have kilobytes; with pictures and sounds inside, megabytes. */
const MAX_BYTES = 50_000_000;
const FINGERPRINT = 'RIVE';

/** A .riv file that the user opened. */
export interface OpenedMascot {
  readonly name: string;
  readonly sizeBytes: number;
  /** Address for this page; it ends when another file is opened. */
  readonly url: string;
  readonly numbers: KnownNumbers;
}

/** What the page shows of it. */
export interface MascotFileState {
  /** `undefined`: the page's own mascot is on the stage. */
  readonly mascot: OpenedMascot | undefined;
  /** How the mouth on the stage is driven; `undefined` until its file is loaded. */
  readonly report: RigReport | undefined;
  /** What went wrong, as a sentence. */
  readonly problem: string | undefined;
}

/** Which mascot is on the stage: the page's own, or one that the user brought. */
export class MascotFileDesk {
  readonly #store = new StateStore<MascotFileState>({ mascot: undefined, report: undefined, problem: undefined });
  /** The latest file that was asked for. */
  #wanted = 0;

  readonly subscribe = this.#store.subscribe;
  readonly getState = this.#store.get;

  /** Puts a .riv file on the stage; what is no such file is said in `problem`. */
  readonly openFile = async (file: File): Promise<void> => {
    const wanted = ++this.#wanted;
    try {
      const bytes = await bytesOf(file);
      // A reader for files: nobody needs it before there is one.
      const { numberUses, readRiv } = await import('@lipwire/rig/builder');
      const numbers = numberUses(readRiv(bytes));
      if (wanted !== this.#wanted) return;
      this.#replace({ name: file.name, sizeBytes: file.size, url: URL.createObjectURL(new Blob([bytes])), numbers });
    } catch (error) {
      if (wanted !== this.#wanted) return;
      const problem = `${file.name}: ${error instanceof Error ? error.message : String(error)}`;
      this.#store.set({ ...this.getState(), problem });
    }
  };

  /** Puts the page's own mascot back. */
  readonly close = (): void => {
    this.#wanted++;
    this.#replace(undefined);
  };

  /** Takes down how the mouth on the stage is driven. */
  readonly onReport = (report: RigReport): void => {
    this.#store.set({ ...this.getState(), report });
  };

  #replace(mascot: OpenedMascot | undefined): void {
    const before = this.getState().mascot;
    this.#store.set({ mascot, report: undefined, problem: undefined });
    if (before) URL.revokeObjectURL(before.url);
  }
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MAX_BYTES)
    throw new Error(`it has ${Math.round(file.size / 1e6)} MB; up to ${MAX_BYTES / 1e6} MB fit here.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = String.fromCharCode(...bytes.subarray(0, FINGERPRINT.length));
  if (start !== FINGERPRINT) throw new Error('this is no .riv file. In the editor of Rive, export it for the runtime.');
  return bytes;
}
