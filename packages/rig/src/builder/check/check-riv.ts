import type { RivObject } from '../format/riv-object.js';
export function checkRiv(_objects: readonly RivObject[]): void {}
