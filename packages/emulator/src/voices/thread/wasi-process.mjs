import { MemoryFile } from './memory-file.mjs';

/**
 * The thirteen system calls that a WASI command makes to read its arguments, print, and write files.
 *
 * The program gets no disk, no network, no environment and no clock: its files live in memory, and are only those that
 * it makes itself. `node:wasi` would do, but it is experimental, warns on every start, gives access to real folders,
 * and ends the whole process when the program exits in the middle of a call.
 *
 * Source: WASI preview 1, https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md
 */

/** @typedef {{ file: MemoryFile, at: number }} OpenFile */

/** Error numbers of preview 1. */
const SUCCESS = 0;
const BADF = 8;
const INVAL = 28;
const NOENT = 44;

/** Descriptors 0, 1 and 2 are standard; 3 is the one folder; files come after. */
const STDOUT = 1;
const STDERR = 2;
const FOLDER = 3;
const FIRST_FILE = 4;

const FILETYPE_CHARACTER_DEVICE = 2;
const FILETYPE_DIRECTORY = 3;
const FILETYPE_REGULAR = 4;
const OFLAGS_CREATE = 1;
const OFLAGS_TRUNCATE = 8;
/** Every right there is: what a descriptor may do is checked by what the calls below can do at all. */
const ALL_RIGHTS = 0xffff_ffff_ffff_ffffn;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Thrown through the program when it asks to exit, so that its stack ends there. */
class Exit {
  /** @param {number} code */
  constructor(code) {
    this.code = code;
  }
}

/** One run of a command: make it, instantiate the module with `imports`, then `run`. */
export class WasiProcess {
  /** @type {string[]} */
  #args = [];
  /** @type {WebAssembly.Memory | undefined} */
  #memory;
  /** @type {Map<string, MemoryFile>} */
  #files = new Map();
  /** @type {Map<number, OpenFile>} */
  #open = new Map();
  #nextDescriptor = FIRST_FILE;
  #outputBytes = 0;
  /** @type {number} */
  #maxOutputBytes;
  /** @type {{ 1: string, 2: string }} */
  #printed = { [STDOUT]: '', [STDERR]: '' };

  /** @param {{ maxOutputBytes: number }} limits how much the program may print and write, all together. */
  constructor({ maxOutputBytes }) {
    this.#maxOutputBytes = maxOutputBytes;
  }

  /**
   * Runs the program to its end.
   *
   * @param {WebAssembly.Instance} instance made with {@link imports}; it can run once.
   * @param {readonly string[]} args what the program sees as its command line, its own name first.
   * @returns {{ exitCode: number, stdout: string, stderr: string, files: ReadonlyMap<string, Uint8Array> }} the files are
   *   those that the program wrote, by path without a leading slash.
   * @throws {WebAssembly.RuntimeError} if the program traps.
   * @throws {RangeError} if it writes more than it may.
   */
  run(instance, args) {
    const { memory, _start } = instance.exports;
    if (!(memory instanceof WebAssembly.Memory) || typeof _start !== 'function') {
      throw new TypeError('Not a WASI command: it exports no memory or no _start.');
    }
    this.#memory = memory;
    // A NUL would end the argument early.
    this.#args = args.map((argument) => argument.replaceAll('\0', ' '));
    let exitCode = 0;
    try {
      _start();
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
      exitCode = error.code;
    }
    const files = new Map([...this.#files].map(([path, file]) => [path, file.copy()]));
    return { exitCode, stdout: this.#printed[STDOUT], stderr: this.#printed[STDERR], files };
  }

  /** The import object to instantiate the module with. */
  get imports() {
    return {
      wasi_snapshot_preview1: {
        args_sizes_get: this.#argsSizesGet,
        args_get: this.#argsGet,
        clock_time_get: this.#clockTimeGet,
        fd_close: this.#fdClose,
        fd_fdstat_get: this.#fdFdstatGet,
        fd_fdstat_set_flags: () => SUCCESS,
        fd_prestat_get: this.#fdPrestatGet,
        fd_prestat_dir_name: this.#fdPrestatDirName,
        fd_read: this.#fdRead,
        fd_seek: this.#fdSeek,
        fd_write: this.#fdWrite,
        path_open: this.#pathOpen,
        proc_exit: this.#procExit,
      },
    };
  }

  // Memory may grow, and its buffer change, between any two calls: views are made for each.
  get #view() {
    return new DataView(/** @type {WebAssembly.Memory} */ (this.#memory).buffer);
  }

  /** @param {number} at @param {number} length */
  #bytes(at, length) {
    return new Uint8Array(/** @type {WebAssembly.Memory} */ (this.#memory).buffer, at >>> 0, length >>> 0);
  }

  /** @param {number} countAt @param {number} sizeAt */
  #argsSizesGet = (countAt, sizeAt) => {
    const size = this.#args.reduce((sum, argument) => sum + encoder.encode(argument).length + 1, 0);
    this.#view.setUint32(countAt, this.#args.length, true);
    this.#view.setUint32(sizeAt, size, true);
    return SUCCESS;
  };

  /** @param {number} pointersAt @param {number} textAt */
  #argsGet = (pointersAt, textAt) => {
    let at = textAt;
    this.#args.forEach((argument, i) => {
      const text = encoder.encode(`${argument}\0`);
      this.#view.setUint32(pointersAt + 4 * i, at, true);
      this.#bytes(at, text.length).set(text);
      at += text.length;
    });
    return SUCCESS;
  };

  /** Time stands still, so that the same arguments always give the same run. @param {number} _id @param {bigint} _precision @param {number} timeAt */
  #clockTimeGet = (_id, _precision, timeAt) => {
    this.#view.setBigUint64(timeAt, 0n, true);
    return SUCCESS;
  };

  /** @param {number} descriptor */
  #fdClose = (descriptor) => (this.#open.delete(descriptor) || descriptor < FIRST_FILE ? SUCCESS : BADF);

  /** @param {number} descriptor @param {number} statAt */
  #fdFdstatGet = (descriptor, statAt) => {
    if (descriptor >= FIRST_FILE && !this.#open.has(descriptor)) return BADF;
    const type =
      descriptor < FOLDER ? FILETYPE_CHARACTER_DEVICE : descriptor === FOLDER ? FILETYPE_DIRECTORY : FILETYPE_REGULAR;
    this.#view.setUint8(statAt, type);
    this.#view.setUint16(statAt + 2, 0, true);
    this.#view.setBigUint64(statAt + 8, ALL_RIGHTS, true);
    this.#view.setBigUint64(statAt + 16, ALL_RIGHTS, true);
    return SUCCESS;
  };

  /** @param {number} descriptor @param {number} prestatAt */
  #fdPrestatGet = (descriptor, prestatAt) => {
    if (descriptor !== FOLDER) return BADF;
    this.#view.setUint8(prestatAt, 0);
    this.#view.setUint32(prestatAt + 4, 1, true);
    return SUCCESS;
  };

  /** @param {number} descriptor @param {number} nameAt @param {number} length */
  #fdPrestatDirName = (descriptor, nameAt, length) => {
    if (descriptor !== FOLDER || length < 1) return BADF;
    this.#bytes(nameAt, 1).set(encoder.encode('/'));
    return SUCCESS;
  };

  /**
   * @param {number} _folder @param {number} _lookup @param {number} pathAt @param {number} pathLength
   * @param {number} flags @param {bigint} _rights @param {bigint} _inherited @param {number} _fdFlags
   * @param {number} descriptorAt
   */
  #pathOpen = (_folder, _lookup, pathAt, pathLength, flags, _rights, _inherited, _fdFlags, descriptorAt) => {
    const path = decoder.decode(this.#bytes(pathAt, pathLength)).replace(/^(?:\.?\/)+/, '');
    let file = this.#files.get(path);
    if (!file) {
      if (!(flags & OFLAGS_CREATE)) return NOENT;
      file = new MemoryFile();
      this.#files.set(path, file);
    }
    if (flags & OFLAGS_TRUNCATE) file.clear();
    const descriptor = this.#nextDescriptor++;
    this.#open.set(descriptor, { file, at: 0 });
    this.#view.setUint32(descriptorAt, descriptor, true);
    return SUCCESS;
  };

  /** @param {number} vectorsAt @param {number} count */
  *#vectors(vectorsAt, count) {
    for (let i = 0; i < count; i++) {
      const view = this.#view;
      yield this.#bytes(view.getUint32(vectorsAt + 8 * i, true), view.getUint32(vectorsAt + 8 * i + 4, true));
    }
  }

  /** @param {number} descriptor @param {number} vectorsAt @param {number} count @param {number} readAt */
  #fdRead = (descriptor, vectorsAt, count, readAt) => {
    const open = this.#open.get(descriptor);
    if (!open && descriptor !== 0) return BADF;
    let read = 0;
    for (const target of this.#vectors(vectorsAt, count)) {
      if (!open) break; // Standard input is empty.
      const length = open.file.read(open.at, target);
      open.at += length;
      read += length;
    }
    this.#view.setUint32(readAt, read, true);
    return SUCCESS;
  };

  /** @param {number} descriptor @param {number} vectorsAt @param {number} count @param {number} writtenAt */
  #fdWrite = (descriptor, vectorsAt, count, writtenAt) => {
    const open = this.#open.get(descriptor);
    if (!open && descriptor !== STDOUT && descriptor !== STDERR) return BADF;
    let written = 0;
    for (const part of this.#vectors(vectorsAt, count)) {
      this.#outputBytes += part.length;
      // The program would not mind an error number and go on with half a file.
      if (this.#outputBytes > this.#maxOutputBytes) throw new RangeError('The program wrote more than it may.');
      if (open) open.at = open.file.write(open.at, part);
      else this.#printed[/** @type {1 | 2} */ (descriptor)] += decoder.decode(part);
      written += part.length;
    }
    this.#view.setUint32(writtenAt, written, true);
    return SUCCESS;
  };

  /** @param {number} descriptor @param {bigint} offset @param {number} whence @param {number} positionAt */
  #fdSeek = (descriptor, offset, whence, positionAt) => {
    const open = this.#open.get(descriptor);
    if (!open) return BADF;
    const base = [0, open.at, open.file.size][whence];
    const at = base === undefined ? -1 : base + Number(offset);
    if (at < 0 || at > this.#maxOutputBytes) return INVAL;
    open.at = at;
    this.#view.setBigUint64(positionAt, BigInt(at), true);
    return SUCCESS;
  };

  /** @param {number} code */
  #procExit = (code) => {
    throw new Exit(code);
  };
}
