import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { drawMouth } from '../../character/mouth-drawing.js';
import { nest } from '../../character/nest.js';
import { drawCap, drawGlasses, drawHeadphones } from './accessories.js';
import { drawBody, drawRing } from './body.js';
import { drawChest } from './chest.js';
import { drawBlush, drawBrow, drawEye, drawMouthGlow } from './eyes.js';
import { drawHand } from './hands.js';
import { type Colors, MOUTH_CENTER, MOUTH_COLORS, MOUTHS, NECK } from './look.js';
import { HEAD_MOTIONS, type Parts } from './parts.js';
import { drawScreen } from './screen.js';
import { drawAntenna, drawEar, drawShell } from './shell.js';
import { drawSparks } from './sparks.js';

/** Draws Orbit from back to front. */
export function drawParts(artboard: ArtboardBuilder, colors: Colors): Parts {
  const sparks = drawSparks(artboard, colors);
  const ringBack = drawRing(artboard, 'back', colors);
  const body = drawBody(artboard, colors);
  const chest = drawChest(body.inner, colors);
  const ringFront = drawRing(artboard, 'front', colors);

  const head = nest(artboard, 'head', HEAD_MOTIONS, { pivot: NECK });
  const antenna = drawAntenna(head.inner, colors);
  const ears = { left: drawEar(head.inner, 'left', colors), right: drawEar(head.inner, 'right', colors) };
  drawShell(head.inner, colors);
  const { plate, face } = drawScreen(head.inner, colors);
  const shown = face.inner;
  const blushes = { left: drawBlush(shown, 'left'), right: drawBlush(shown, 'right') };
  const brows = { left: drawBrow(shown, 'left', colors), right: drawBrow(shown, 'right', colors) };
  const eyes = { left: drawEye(shown, 'left', colors), right: drawEye(shown, 'right', colors) };
  const mouthGlow = drawMouthGlow(shown);
  const mouth = drawMouth(shown.group('mouth', { at: MOUTH_CENTER }), MOUTHS.shapes[0], {
    colors: { ...MOUTH_COLORS, lipLine: colors.detail, upperLip: colors.eye, lowerLip: colors.eye },
    lineWidth: 2.2,
    shade: '#544d9c',
    glow: [
      { color: '#8fe8f022', width: 15 },
      { color: colors.eye, width: 6.5 },
    ],
  });
  const glasses = drawGlasses(plate.inner, colors);
  const cap = drawCap(head.inner, colors);
  const headphones = drawHeadphones(head.inner, colors);
  const hands = { left: drawHand(artboard, 'left', colors), right: drawHand(artboard, 'right', colors) };

  return {
    head,
    plate,
    face,
    antenna,
    ears,
    eyes,
    brows,
    mouth,
    mouthGlow,
    blushes,
    body,
    chest,
    hands,
    sparks,
    glasses,
    cap,
    ring: { back: ringBack, front: ringFront },
    accessories: { glasses: glasses.shown, hat: cap.shown, headphones },
  };
}
