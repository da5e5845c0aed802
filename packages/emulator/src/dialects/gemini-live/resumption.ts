import { randomUUID } from 'node:crypto';
import type { Memory } from '../../script/memory.js';

/** How long the service keeps a session that nobody is connected to. */
const LIFETIME_MS = 2 * 60 * 60 * 1000;
/** More are not kept: the oldest is forgotten. */
const MAX_HANDLES = 1_000;

/** A conversation that can be taken up again. */
interface Bookmark {
  readonly memory: Memory;
  readonly dateMs: number;
  /** Whose it is: as long as that connection is open, nobody else may take it up. */
  readonly connection: object;
}

/** The handles that were given out, and what each leads back to. */
export class Resumption {
  readonly #bookmarks = new Map<string, Bookmark>();
  readonly #open = new WeakSet<object>();

  /**
   * Remembers a conversation as it is now.
   *
   * @param connection any object that stands for the connection, the same for every call.
   * @returns the handle.
   */
  bookmark(memory: Memory, connection: object, dateMs: number): string {
    const handle = randomUUID();
    this.#open.add(connection);
    this.#bookmarks.set(handle, { memory: structuredClone(memory), dateMs, connection });
    if (this.#bookmarks.size > MAX_HANDLES) this.#bookmarks.delete(this.#bookmarks.keys().next().value ?? '');
    return handle;
  }

  /** @returns a copy of what the handle leads to; why not, if it does not. */
  resume(handle: string, dateMs: number): Memory | 'unknown' | 'still open' {
    const bookmark = this.#bookmarks.get(handle);
    if (!bookmark || dateMs - bookmark.dateMs > LIFETIME_MS) return 'unknown';
    if (this.#open.has(bookmark.connection)) return 'still open';
    return structuredClone(bookmark.memory);
  }

  /** The connection is gone: its conversation may be taken up. */
  release(connection: object): void {
    this.#open.delete(connection);
  }
}
