import type { RivFile } from '../../builder/authoring/riv-file.js';
import { type CharacterParts, HEAD_MOTIONS, pair } from '../../character/character-parts.js';
import { mascotFile } from '../../character/mascot-file.js';
import { addMascotStateMachine } from '../../character/mascot-state-machine.js';
import { accessories } from '../../character/motion/accessories.js';
import { gaze } from '../../character/motion/gaze.js';
import { mouthPoses, type TalkingFace } from '../../character/motion/mouth-poses.js';
import { drawMouth } from '../../character/mouth-drawing.js';
import { nest } from '../../character/nest.js';
import type { Mascot } from '../mascot.js';
import { drawBand, drawCups, drawGlasses, drawHat } from './accessories.js';
import { drawArm, drawBody } from './body.js';
import { drawEye } from './eyes.js';
import { drawBlush, drawBrow, drawEar, drawMuzzle, drawNose, drawSkull } from './head.js';
import { MOUTH_BOUNDS, MOUTH_CENTER, MOUTH_COLORS, MOUTHS, NECK, SIZE, THEME } from './look.js';
import { expressions } from './moods.js';
import { motions } from './motion.js';
import { moveFace } from './moving-face.js';
import { turn } from './turn.js';

/** Miso, a young red panda with a scarf: calm, warm, curious. */
export const MISO: Mascot = {
  name: 'miso',
  size: SIZE,
  mouth: { ...MOUTHS, center: MOUTH_CENTER, bounds: MOUTH_BOUNDS, colors: MOUTH_COLORS },
  draw: drawMiso,
};

function drawMiso(): RivFile {
  const { file, artboard, properties } = mascotFile(SIZE, THEME);
  const { colors } = properties;

  const { tail, body, scarf } = drawBody(artboard, colors);
  const head = nest(artboard, 'head', HEAD_MOTIONS, { pivot: NECK });
  const band = drawBand(head.inner, colors);
  const ears = pair((side) => drawEar(head.inner, side, colors));
  const skull = drawSkull(head.inner, colors);
  const muzzle = drawMuzzle(head.inner, colors);
  const mouth = drawMouth(muzzle.turn.group('mouth', { at: MOUTH_CENTER }), MOUTHS.shapes[0], { colors: MOUTH_COLORS });
  const nose = drawNose(muzzle.turn, colors);
  const blushes = pair((side) => drawBlush(head.inner, side));
  const brows = pair((side) => drawBrow(head.inner, side, colors));
  const eyes = pair((side) => drawEye(head.inner, side, colors));
  const hat = drawHat(head.inner, colors);
  const glasses = drawGlasses(head.inner, colors);
  const cups = drawCups(head.inner, colors);
  const arms = pair((side) => drawArm(artboard, side, colors));

  const parts: CharacterParts = { body, head, brows, eyes, arms };
  const extras = { ears, tail, scarf };
  const face: TalkingFace = {
    mouth,
    mouths: MOUTHS,
    follow: (pose, articulation) => moveFace(pose, { skull, muzzle, blushes, nose }, articulation),
  };
  const turning = {
    ears: { left: ears.left.turn, right: ears.right.turn },
    patches: skull.patches,
    blushes: { left: blushes.left.turn, right: blushes.right.turn },
    cheeks: skull.cheeks,
    tuft: skull.tuft,
    muzzle: muzzle.turn,
    glasses: glasses.turn,
    hat: hat.turn,
    cups: cups.turns,
  };
  const worn = { glasses: [glasses.group], hat: [hat.group], headphones: [band, cups.group] };
  const accessoryPoses = accessories(artboard, worn);
  // The hat sits where the tuft is.
  accessoryPoses.hat.set(skull.tuft, { opacity: 0 });
  addMascotStateMachine(
    artboard,
    {
      ...motions(artboard, parts, extras),
      visemes: mouthPoses(artboard, face),
      expressions: expressions(artboard, parts, extras, face),
      gaze: gaze(artboard, parts, [9, 9]),
      head: turn(artboard, parts, turning),
      accessories: accessoryPoses,
    },
    properties,
  );
  return file;
}
