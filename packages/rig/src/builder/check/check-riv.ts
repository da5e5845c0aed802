import type { RivObject } from '../format/riv-object.js';
import { checkAnimations } from './check-animations.js';
import { checkArtboards } from './check-artboards.js';
import { checkBindables, checkBoundComponents } from './check-bindings.js';
import { checkComponents } from './check-components.js';
import { checkData } from './check-data.js';
import { checkLayers } from './check-layers.js';
import { checkStateMachines } from './check-state-machines.js';
import { checkVocabulary } from './check-vocabulary.js';
import { outlineFile } from './outline.js';

/**
 * Checks what the runtime does not: it drops, skips, ignores or crashes on what is wrong, and says nothing.
 *
 * @param objects a file to be written with {@link writeRiv}, or one that {@link readRiv} read, as long as it has only what
 * the builder writes.
 * @throws RigError with the code of the first thing that is wrong.
 */
export function checkRiv(objects: readonly RivObject[]): void {
  checkVocabulary(objects);
  const file = outlineFile(objects);
  checkBindables(objects);
  checkData(file);
  checkArtboards(file);
  for (const artboard of file.artboards) {
    checkComponents(artboard);
    checkAnimations(artboard);
    checkStateMachines(artboard);
    checkLayers(artboard);
    checkBoundComponents(file, artboard);
  }
}
