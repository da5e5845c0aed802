import type { RivObject } from '../format/riv-object.js';
import { checkAnimations } from './check-animations.js';
import { checkComponents } from './check-components.js';
import { checkData } from './check-data.js';
import { checkLayers } from './check-layers.js';
import { checkStateMachines } from './check-state-machines.js';
import { outlineFile } from './outline.js';

/**
 * Checks what the runtime does not: it drops, skips, ignores or crashes on what is wrong, and says nothing.
 *
 * @param objects a file to be written with {@link writeRiv}, or one that {@link readRiv} read.
 * @throws RigError with the code of the first thing that is wrong.
 */
export function checkRiv(objects: readonly RivObject[]): void {
  const file = outlineFile(objects);
  checkData(file);
  for (const artboard of file.artboards) {
    checkComponents(artboard);
    checkAnimations(artboard);
    checkStateMachines(artboard);
    checkLayers(artboard);
  }
}
