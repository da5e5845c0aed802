// @ts-check
// A seedling: round, green and glad to see you. Change anything and save: the preview draws it anew.
//
// The picture is 500 wide and 500 high; x grows to the right, y down. "left" and "right" are as you see them.
import {
  accessories,
  accessoryGroup,
  addMascotStateMachine,
  BODY_MOTIONS,
  BROW_MOTIONS,
  drawMouth,
  gaze,
  HEAD_MOTIONS,
  headTurn,
  mascotFile,
  moods,
  mouthPoses,
  mouthSet,
  nest,
  pair,
  restMouth,
  SIDES,
  SIGN,
  standardMotions,
} from '@lipwire/rig';
import { degrees, linearGradient, radialGradient } from '@lipwire/rig/builder';

// ---------------------------------------------------------------- how it looks

/** Colours that an app can change while the mascot plays. */
const THEME = /** @type {const} */ ({
  primary: '#7cc66a', // skin
  secondary: '#f3f8d8', // belly
  detail: '#2f6b45', // leaves and brows
  accent: '#ef7d57', // what it wears
  eye: '#2b3a4a',
});

/** Colours inside the mouth. Each part has its own, so that speech can be read from afar. */
const MOUTH_COLORS = /** @type {const} */ ({
  cavity: '#5a1f2b',
  upperTeeth: '#fffdf5',
  lowerTeeth: '#efe9d8',
  tongue: '#ee8080',
  tongueLine: '#cf5f66',
  lipLight: '#ffffff40',
});

/** All 22 mouths, and one for each mood, from five numbers in units of the picture. */
const MOUTHS = mouthSet({ halfWidth: 50, height: 60, upperLip: 4, lowerLip: 5.5, smile: 10 });

const MOUTH_AT = /** @type {const} */ ([250, 287]);
const NECK = /** @type {const} */ ([250, 372]);

/** How it moves: `tempo` 1.3 is brisk, `reach` 0.6 is composed. */
const TEMPER = { tempo: 1.1, reach: 1.05 };

// ---------------------------------------------------------------- the drawing, from back to front

export default function draw() {
  const { file, artboard, properties } = mascotFile({ width: 500, height: 500 }, THEME);
  const { colors } = properties;

  // Several motions move one thing at the same time, so it gets a group for each: `nest` makes them.
  const body = nest(artboard, 'body', BODY_MOTIONS, { pivot: [250, 500] });
  const torso = body.inner.shape('torso');
  torso.symmetric('M 250 345 C 318 345 368 410 380 512 L 250 512', 250); // the right half; the left is its image
  torso.fill(colors.primary).fill(shadeDown(345, 440));
  body.inner.shape('belly').ellipse({ x: 250, y: 470, width: 150, height: 150 }).fill(colors.secondary);

  const head = nest(artboard, 'head', HEAD_MOTIONS, { pivot: NECK });
  const leaves = drawLeaves(head.inner, colors);
  const skull = head.inner.shape('head');
  const [, , chin] = skull.symmetric('M 250 84 C 344 84 424 144 424 232 C 424 322 346 370 250 370', 250);
  skull.fill(colors.primary);
  skull.fill(
    radialGradient([200, 140], 270, [
      [0, '#ffffff66'],
      [0.5, '#ffffff00'],
      [0.72, '#10203800'],
      [1, '#10203866'],
    ]),
  );
  const cheeks = pair((side) => {
    const cheek = head.inner.group(`${side} cheek`, { at: [250 + SIGN[side] * 118, 272] });
    cheek.shape('blush').ellipse({ x: 0, y: 0, width: 54, height: 34 }).fill('#ff9d8cb0');
    return cheek;
  });
  const face = head.inner.group('face', { pivot: MOUTH_AT });
  const mouth = drawMouth(face.group('mouth', { at: MOUTH_AT }), MOUTHS.shapes[0], {
    colors: { ...MOUTH_COLORS, lipLine: colors.detail, upperLip: colors.primary, lowerLip: colors.primary },
  });
  const eyes = pair((side) => drawEye(head.inner, side, colors));
  const brows = pair((side) => {
    const brow = nest(head.inner, `${side} brow`, BROW_MOTIONS, { at: [250 + SIGN[side] * 80, 156] });
    brow.inner.shape('brow').path('M -19 5 C -9 -5 9 -5 19 5').stroke(colors.detail, { width: 8 });
    return brow;
  });
  const worn = drawAccessories(head.inner, colors);
  const arms = drawArms(artboard, colors);

  // ---------------------------------------------------------------- what it can do

  const parts = { body, head, brows, eyes, arms };
  const motions = standardMotions(artboard, parts, TEMPER); // breathes, blinks, listens, speaks, and seven gestures

  // The chin follows the jaw, in speech and in every mood.
  const talking = { mouth, mouths: MOUTHS, follow: (pose, { jaw }) => pose.set(chin, { y: 370 + 26 * jaw }) };
  const visemes = mouthPoses(artboard, talking);
  const expressions = moods(artboard, parts);
  for (const [mood, pose] of Object.entries(expressions)) restMouth(pose, talking, mood);

  // An idea of its own: the leaves sway. Times are in milliseconds; the loop ends as it began.
  const swaying = artboard.animation('leaves', { durationMs: 5_000, loop: true });
  for (const side of SIDES) {
    swaying.track(leaves[side], 'rotation', [
      [0, degrees(-5)],
      [2_300, degrees(6)],
      [5_000, degrees(-5)],
    ]);
  }

  // How far each part is in front of the middle of the head: what is nearer goes farther when the head turns.
  const features = SIDES.flatMap((side) => [
    { target: eyes[side].turn, at: /** @type {const} */ ([80 * SIGN[side], -10]), depth: 150 },
    { target: brows[side].turn, at: /** @type {const} */ ([80 * SIGN[side], -75]), depth: 145 },
    { target: cheeks[side], at: /** @type {const} */ ([118 * SIGN[side], 42]), depth: 120 },
  ]);
  addMascotStateMachine(
    artboard,
    {
      ...motions,
      idle: [...motions.idle, swaying],
      visemes,
      expressions,
      gaze: gaze(artboard, parts, [9, 7]),
      head: headTurn(artboard, parts, [...features, { target: face, at: [0, 57], depth: 165 }], {
        across: 11,
        along: 8,
        tilt: 10,
        radius: 185,
      }),
      accessories: accessories(artboard, worn),
    },
    properties,
  );
  return file;
}

/** Two leaves on a stem. A `pair` is drawn once and mirrored, and both move alike. */
function drawLeaves(head, colors) {
  head.shape('stem').path('M 250 96 C 250 76 248 66 250 52').stroke(colors.detail, { width: 9 });
  return head.pair('leaf', 250, (half) => {
    const leaf = half.group('leaf', { pivot: [250, 54] });
    leaf.shape('blade').path('M 250 56 C 236 22 192 8 158 24 C 172 60 216 74 250 56 Z').fill(colors.detail);
    leaf.shape('vein').path('M 242 52 C 220 40 200 32 180 30').stroke('#ffffff40', { width: 4 });
    return leaf;
  });
}

/** An eye shuts by moving its four points from `open` to `shut`. Their handles are an angle in radians and a length. */
function drawEye(head, side, colors) {
  const corner = Math.PI / 2;
  const open = [
    { x: 0, y: -35, rotation: 0, distance: 15 },
    { x: 28, y: 0, rotation: corner, distance: 19 },
    { x: 0, y: 35, rotation: 2 * corner, distance: 15 },
    { x: -28, y: 0, rotation: -corner, distance: 19 },
  ];
  const shut = [
    { ...open[0], y: 8 },
    { ...open[1], y: 4, distance: 3 },
    { ...open[2], y: 16 },
    { ...open[3], y: 4, distance: 3 },
  ];
  const { turn, attention, mood } = nest(head, `${side} eye`, ['turn', 'attention', 'mood'], {
    at: [250 + SIGN[side] * 80, 222],
  });
  const gaze = mood.group('gaze');
  const eye = gaze.shape('eye');
  const vertices = eye.points(open);
  eye.fill(colors.eye);
  const inside = gaze.group('inside the eye').clip(eye);
  inside.shape('glow').ellipse({ x: 0, y: 36, width: 46, height: 36 }).fill('#9fd8ff66');
  inside.shape('light').ellipse({ x: -8, y: -13, width: 19, height: 22 }).fill('#ffffff');
  inside.shape('small light').circle({ x: 11, y: 23, radius: 5 }).fill('#ffffffb0');
  // Out of sight as drawn; a smile pushes it up.
  const lowerLid = nest(inside, 'lower lid', ['mood', 'gesture']);
  const cheek = lowerLid.inner.shape('cheek').path('M -46 66 C -24 42 24 42 46 66 L 46 120 L -46 120 Z');
  cheek.fill(colors.primary).stroke(colors.detail, { width: 5 });
  return { turn, attention, mood, gaze, lowerLid, lids: [{ vertices, open, shut }] };
}

/** Each waits unseen until the app puts it on. */
function drawAccessories(head, colors) {
  const glasses = accessoryGroup(head, 'glasses');
  glasses
    .shape('rims')
    .circle({ x: 170, y: 222, radius: 50 })
    .circle({ x: 330, y: 222, radius: 50 })
    .path('M 220 216 C 236 204 264 204 280 216')
    .path('M 120 216 L 84 204', { mirrorAt: 250 })
    .stroke(colors.accent, { width: 9 });
  const hat = accessoryGroup(head, 'hat');
  hat.shape('crown').path('M 166 114 C 172 68 206 42 250 42 C 294 42 328 68 334 114 Z').fill(colors.accent);
  hat.shape('brim').path('M 128 124 C 180 96 320 96 372 124').stroke(colors.accent, { width: 20 });
  hat.shape('band').path('M 168 103 C 210 87 290 87 332 103').stroke('#00000040', { width: 11, cap: 'butt' });
  const headphones = accessoryGroup(head, 'headphones');
  headphones.shape('bow').path('M 76 214 C 76 36 424 36 424 214').stroke(colors.accent, { width: 16 });
  const cups = headphones.shape('cups');
  for (const x of [76, 424]) cups.rectangle({ x, y: 238, width: 44, height: 86, radius: 22 });
  cups.fill(colors.accent).stroke('#00000030', { width: 4 });
  return { glasses: [glasses], hat: [hat], headphones: [headphones] };
}

/** Arms wait below the picture until a gesture lifts them by `reach`. */
function drawArms(scene, colors) {
  return scene.pair('arm', 250, (half) => {
    const lift = half.group('lift');
    const arm = lift.group('arm', { pivot: [96, 730] });
    arm.shape('sleeve').path('M 84 624 C 82 664 84 700 96 780').stroke(colors.primary, { width: 54 });
    const hand = arm.group('hand', { pivot: [84, 640] });
    hand.shape('thumb').path('M 112 624 C 128 618 136 608 136 594').stroke(colors.primary, { width: 24 });
    hand
      .shape('mitten')
      .ellipse({ x: 80, y: 602, width: 84, height: 92 })
      .fill(colors.primary)
      .fill(
        radialGradient([64, 580], 76, [
          [0, '#ffffff66'],
          [0.55, '#ffffff00'],
          [1, '#10203840'],
        ]),
      );
    return { lift, arm, hand, reach: 250 };
  });
}

/** A shade that fades downwards. */
function shadeDown(fromY, toY) {
  return linearGradient(
    [0, fromY],
    [0, toY],
    [
      [0, '#10203880'],
      [1, '#10203800'],
    ],
  );
}
