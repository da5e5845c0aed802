/** Value of a property: ids, enums, numbers and colours are numbers; lists of ids are bytes. */
export type RivValue = number | boolean | string | Uint8Array;

/**
 * One object of a .riv file. A file is a flat list of them: structure comes from order and from ids.
 *
 * `type` and the names in `props` are those of the format. What is newer than this release reads as `#<key>`, so that ids,
 * which count objects, stay right.
 */
export interface RivObject {
  readonly type: string;
  readonly props: Readonly<Record<string, RivValue>>;
  /** Properties that the file has under a key of older editors, with that key. They are written back under it. */
  readonly oldKeys?: Readonly<Record<string, number>>;
}
