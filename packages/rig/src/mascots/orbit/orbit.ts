import type { RivFile } from '../../builder/authoring/riv-file.js';
import { mascotFile } from '../../character/mascot-file.js';
import { addMascotStateMachine } from '../../character/mascot-state-machine.js';
import { mouthPoses, type TalkingFace } from '../../character/motion/mouth-poses.js';
import type { Mascot } from '../mascot.js';
import { drawParts } from './draw-parts.js';
import { expressions, signs } from './expressions.js';
import { gestures } from './gestures/gestures.js';
import { blink, circle, hover, servo } from './idle.js';
import { MOUTH_BOUNDS, MOUTH_CENTER, MOUTH_COLORS, MOUTHS, SIZE, THEME } from './look.js';
import { moveHead } from './moving-head.js';
import { listening, speaking } from './reactions.js';
import { browLift, emphasis, gaze, headTurn } from './turn.js';

/** Orbit, a small robot that hovers in a ring with a moon of its own: brisk, playful, literal. */
export const ORBIT: Mascot = {
  name: 'orbit',
  size: SIZE,
  mouth: { ...MOUTHS, center: MOUTH_CENTER, bounds: MOUTH_BOUNDS, colors: MOUTH_COLORS },
  draw: drawOrbit,
};

function drawOrbit(): RivFile {
  const { file, artboard, properties } = mascotFile(SIZE, THEME);
  const parts = drawParts(artboard, properties.colors);
  const { glasses, hat, headphones } = parts.accessories;
  const face: TalkingFace = {
    mouth: parts.mouth,
    mouths: MOUTHS,
    follow: (pose, articulation) => moveHead(pose, parts, articulation),
  };
  addMascotStateMachine(
    artboard,
    {
      visemes: mouthPoses(artboard, face),
      expressions: expressions(artboard, parts, face),
      idle: [hover(artboard, parts), servo(artboard, parts), circle(artboard, parts)],
      always: [signs(artboard, parts)],
      blink: blink(artboard, parts),
      listening: listening(artboard, parts),
      speaking: speaking(artboard, parts),
      gestures: gestures(artboard, parts),
      gaze: gaze(artboard, parts),
      head: headTurn(artboard, parts),
      emphasis: emphasis(artboard, parts),
      browLift: browLift(artboard, parts),
      accessories: {
        glasses: artboard.pose('glasses').set(glasses, { opacity: 1 }),
        hat: artboard.pose('hat').set(hat, { opacity: 1 }).set(parts.antenna.hide, { opacity: 0 }),
        headphones: artboard.pose('headphones').set(headphones, { opacity: 1 }),
      },
    },
    properties,
  );
  return file;
}
