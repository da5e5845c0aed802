import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import type { MascotAnimations } from '../../../character/mascot-animations.js';
import type { Parts } from '../parts.js';
import { bow } from './bow.js';
import { cheer } from './cheer.js';
import { giggle } from './giggle.js';
import { nod } from './nod.js';
import { shakeHead } from './shake-head.js';
import { shrug } from './shrug.js';
import { wave } from './wave.js';

/** All that Orbit does when it is asked. */
export function gestures(artboard: ArtboardBuilder, parts: Parts): MascotAnimations['gestures'] {
  return {
    wave: wave(artboard, parts),
    nod: nod(artboard, parts),
    shakeHead: shakeHead(artboard, parts),
    shrug: shrug(artboard, parts),
    cheer: cheer(artboard, parts),
    bow: bow(artboard, parts),
    giggle: giggle(artboard, parts),
  };
}
