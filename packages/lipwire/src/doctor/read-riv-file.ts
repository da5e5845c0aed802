import { type FileHandle, open } from 'node:fs/promises';
import { CliError } from '../errors.js';

/** Rive files have kilobytes; with pictures and sounds inside, megabytes. */
const LARGEST_MB = 50;
const FINGERPRINT = 'RIVE';

/**
 * Reads a .riv file, if it is one.
 *
 * @throws CliError `CLI_FILE_UNREADABLE`; `CLI_RIV_INVALID` for a file that is no .riv file, or larger than any mascot.
 */
export async function readRivFile(path: string): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size } = await file.stat();
    const start = Buffer.alloc(FINGERPRINT.length);
    await file.read(start, 0, start.length, 0);
    if (start.toString('latin1') !== FINGERPRINT) throw new CliError('CLI_RIV_INVALID', noRiv(path, start, size));
    if (size > LARGEST_MB * 1e6) {
      const megabytes = (size / 1e6).toFixed(0);
      throw new CliError(
        'CLI_RIV_INVALID',
        `"${path}" has ${megabytes} MB; a .riv file of more than ${LARGEST_MB} MB is not read.`,
      );
    }
    const bytes = new Uint8Array(size);
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read) {
      read = (await file.read(bytes, length, size - length, length)).bytesRead;
    }
    return bytes.subarray(0, length);
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw new CliError('CLI_FILE_UNREADABLE', `Cannot read "${path}": ${reasonOf(cause)}.`, { cause });
  } finally {
    await file?.close();
  }
}

/** What is passed for a .riv file most often. */
function noRiv(path: string, start: Buffer, size: number): string {
  if (size === 0) return `"${path}" is empty.`;
  if (start.readUInt16BE(0) === 0x504b)
    return `"${path}" is a backup of Rive's editor or another archive, no .riv file: export it "for runtime".`;
  if (start.toString('latin1').startsWith('<') || start[0] === 0x7b) {
    return `"${path}" is text, no .riv file: perhaps the answer of a server that did not find it.`;
  }
  return `"${path}" is no .riv file.`;
}

function reasonOf(error: Error & { code?: string }): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EISDIR') return 'it is a folder';
  if (error.code === 'EACCES') return 'its permissions forbid it';
  return error.message;
}
