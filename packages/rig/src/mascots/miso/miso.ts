import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { RivFile } from '../../builder/authoring/riv-file.js';
import { mascotFile } from '../../character/mascot-file.js';
import { addMascotStateMachine } from '../../character/mascot-state-machine.js';
import { drawMouth } from '../../character/mouth-drawing.js';
import type { Mascot } from '../mascot.js';
import { drawArm, drawBody } from './body.js';
import { expressions } from './expressions.js';
import { drawEye } from './eyes.js';
import { gaze } from './gaze.js';
import { drawBrow, drawEar, drawNose, drawSkull } from './head.js';
import { blink, breathe, sway } from './idle.js';
import { MOUTH_BOUNDS, MOUTH_CENTER, MOUTH_COLORS, MOUTHS, NECK, SIZE, THEME } from './look.js';
import { mouthPoses } from './mouth-poses.js';
import type { Parts } from './parts.js';
import { listening, speaking, wave } from './reactions.js';

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

  const body = drawBody(artboard, colors);
  const head = nest(artboard, ['breathe', 'sway', 'listen', 'talk', 'gesture', 'mood']);
  const ears = { left: drawEar(head.mood, 'left', colors), right: drawEar(head.mood, 'right', colors) };
  const skull = drawSkull(head.mood, colors);
  const face = head.mood.group('face', { pivot: MOUTH_CENTER });
  const brows = { left: drawBrow(face, 'left', colors), right: drawBrow(face, 'right', colors) };
  const eyes = { left: drawEye(face, 'left', colors), right: drawEye(face, 'right', colors) };
  const mouth = drawMouth(face.group('mouth', { at: MOUTH_CENTER }), MOUTHS.shapes[0], { colors: MOUTH_COLORS });
  const nose = drawNose(face, colors);
  const arm = drawArm(artboard, colors);

  const parts: Parts = { ...body, arm, head, face, ears, brows, eyes };
  addMascotStateMachine(
    artboard,
    {
      visemes: mouthPoses(artboard, { mouth, skull, nose }),
      idle: [blink(artboard, parts), breathe(artboard, parts), sway(artboard, parts)],
      listening: listening(artboard, parts),
      speaking: speaking(artboard, parts),
      gesture: wave(artboard, parts),
      gaze: gaze(artboard, parts),
      expressions: expressions(artboard, parts),
    },
    properties,
  );
  return file;
}

/** Groups within groups, all turning around the neck, so that several motions can move the head at once. */
function nest<N extends string>(scene: GroupBuilder, names: readonly N[]): Record<N, GroupBuilder> {
  const nested: Partial<Record<N, GroupBuilder>> = {};
  let inner = scene;
  for (const name of names) {
    inner = inner.group(`head ${name}`, { pivot: NECK });
    nested[name] = inner;
  }
  return nested as Record<N, GroupBuilder>;
}
