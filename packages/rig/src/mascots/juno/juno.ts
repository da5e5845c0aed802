import type { RivFile } from '../../builder/authoring/riv-file.js';
import { type CharacterParts, HEAD_MOTIONS, pair } from '../../character/character-parts.js';
import { mascotFile } from '../../character/mascot-file.js';
import { addMascotStateMachine } from '../../character/mascot-state-machine.js';
import { accessories, accessoryGroup } from '../../character/motion/accessories.js';
import { gaze } from '../../character/motion/gaze.js';
import { mouthPoses, type TalkingFace } from '../../character/motion/mouth-poses.js';
import { drawMouth } from '../../character/mouth-drawing.js';
import { nest } from '../../character/nest.js';
import type { Mascot } from '../mascot.js';
import { drawGlasses, drawHat, drawHeadphones } from './accessories.js';
import { drawArm, drawBody } from './body.js';
import { drawEye } from './eyes.js';
import { drawBrow, drawEar, drawEarring, drawNose, drawSkull } from './face.js';
import { drawHairBefore, drawHairBehind } from './hair.js';
import { MIDDLE, MOUTH_BOUNDS, MOUTH_CENTER, MOUTH_COLORS, MOUTHS, NECK, SIZE, THEME } from './look.js';
import { expressions } from './moods.js';
import { motions } from './motion.js';
import { moveFace } from './moving-face.js';
import { turn } from './turn.js';

/** Juno, a human with a wave of plum hair: witty, warm, composed. */
export const JUNO: Mascot = {
  name: 'juno',
  size: SIZE,
  mouth: { ...MOUTHS, center: MOUTH_CENTER, bounds: MOUTH_BOUNDS, colors: MOUTH_COLORS },
  draw: drawJuno,
};

function drawJuno(): RivFile {
  const { file, artboard, properties } = mascotFile(SIZE, THEME);
  const { colors } = properties;

  const body = drawBody(artboard, colors);
  const head = nest(artboard, 'head', HEAD_MOTIONS, { pivot: NECK });
  const hairBehind = drawHairBehind(head.inner, colors);
  const ears = pair((side) => drawEar(head.inner, side, colors));
  const earring = drawEarring(ears.left.art, colors);
  const skull = drawSkull(head.inner, colors);
  const mouthTurn = head.inner.group('mouth turn', { pivot: MOUTH_CENTER });
  const style = { colors: MOUTH_COLORS, lineWidth: 3.4 };
  const mouth = drawMouth(mouthTurn.group('mouth', { at: MOUTH_CENTER }), MOUTHS.shapes[0], style);
  const { turn: noseTurn, nose } = drawNose(head.inner);
  const eyes = pair((side) => drawEye(head.inner, side, colors));
  const brows = pair((side) => drawBrow(head.inner, side, colors));
  const hairBefore = drawHairBefore(head.inner, colors);
  const glassesTurn = head.inner.group('glasses turn', { pivot: [MIDDLE, 234] });
  const worn = {
    glasses: accessoryGroup(glassesTurn, 'glasses'),
    hat: accessoryGroup(head.inner, 'hat'),
    headphones: accessoryGroup(head.inner, 'headphones'),
  };
  drawGlasses(worn.glasses, colors);
  drawHat(worn.hat, colors);
  drawHeadphones(worn.headphones, colors);
  const arms = pair((side) => drawArm(artboard, side, colors));

  const parts: CharacterParts = { body, head, brows, eyes, arms };
  const face: TalkingFace = {
    mouth,
    mouths: MOUTHS,
    follow: (pose, articulation) => moveFace(pose, { skull, nose }, articulation),
  };
  addMascotStateMachine(
    artboard,
    {
      ...motions(artboard, parts, { earring, hairBehind: hairBehind.sway, hairBefore: hairBefore.hair }),
      visemes: mouthPoses(artboard, face),
      expressions: expressions(artboard, parts, face),
      gaze: gaze(artboard, parts, [8, 6]),
      head: turn(artboard, parts, {
        ears,
        hairBehind: hairBehind.turn,
        hairBefore: hairBefore.turn,
        cheeks: skull.cheeks,
        nose: noseTurn,
        mouth: mouthTurn,
        glasses: glassesTurn,
      }),
      accessories: accessories(artboard, { glasses: [worn.glasses], hat: [worn.hat], headphones: [worn.headphones] }),
    },
    properties,
  );
  return file;
}
