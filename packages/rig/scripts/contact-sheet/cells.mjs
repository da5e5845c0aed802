import { VISEMES } from '@lipwire/cues';

/** Far from a mascot's own colours. */
const OTHER_THEMES = {
  miso: theme('#6b7fd7', '#eef3ff', '#23284d', '#f2b134', '#3d7a8c'),
  orbit: theme('#e5604d', '#fff4e8', '#2a1533', '#3ec6e0', '#ffd26e'),
  juno: theme('#8d5a3c', '#2f8f83', '#1f1a2b', '#f26b5e', '#9a6a3a'),
};
/** When a strip shows a gesture, in seconds from its start. */
const MOMENTS_S = [0.1, 0.25, 0.4, 0.6, 0.8, 1.05, 1.35, 1.7, 2.2];

/** The mouth from near. */
export function mouthCell({ mouth }, id, size) {
  const height = 170;
  const width = (height * 3) / 2;
  return { size, crop: [mouth.center[0] - width / 2, mouth.center[1] - 74, width, height], visemes: { [id]: 1 } };
}

/** For each viseme the face, and the mouth from near. */
export function visemeCells(mascot, scale) {
  return VISEMES.map(({ id, name }) => ({
    label: `${id} ${name}`,
    size: 120 * scale,
    visemes: { [id]: 1 },
    beside: mouthCell(mascot, id, 180 * scale),
  }));
}

/** Posture, expressions with their resting mouths and in speech, turns of the head, accessories, another theme. */
export function stateCells(mascot, { EXPRESSIONS, ACCESSORIES = [], VIEW_MODEL_PROPERTIES: NAME }, offers, size) {
  const turned = (label, numbers) => ({ label, numbers });
  return [
    { label: 'at rest' },
    { label: 'blink', triggers: [NAME.blink], seconds: 0.09 },
    { label: 'listening', booleans: { [NAME.isListening]: true } },
    { label: 'speaking', booleans: { [NAME.isSpeaking]: true }, visemes: { 4: 1 } },
    turned('emphasis', { [NAME.emphasis]: 100, [NAME.browLift]: 100 }),
    { label: 'another theme', colors: OTHER_THEMES[mascot.name] ?? OTHER_THEMES.miso },
    ...EXPRESSIONS.map((expression) => ({ label: expression, enums: { [NAME.expression]: expression } })),
    ...EXPRESSIONS.map((expression) => ({
      label: `${expression}, speaking`,
      enums: { [NAME.expression]: expression },
      booleans: { [NAME.isSpeaking]: true },
      visemes: { 1: 1 },
    })),
    turned('head left', { [NAME.headX]: -100 }),
    turned('head right', { [NAME.headX]: 100 }),
    turned('head up', { [NAME.headY]: -100 }),
    turned('head down', { [NAME.headY]: 100 }),
    turned('head tilted', { [NAME.headTilt]: 100 }),
    turned('looking', { [NAME.gazeX]: 100, [NAME.gazeY]: -100 }),
    ...ACCESSORIES.slice(1).map((accessory) => ({ label: accessory, enums: { [NAME.accessory]: accessory } })),
    turned('turned, up, tilted', { [NAME.headX]: -100, [NAME.headY]: -100, [NAME.headTilt]: -60 }),
    turned('turned, down', { [NAME.headX]: 100, [NAME.headY]: 100, [NAME.headTilt]: 60 }),
    {
      label: 'turned, speaking',
      numbers: { [NAME.headX]: 100 },
      booleans: { [NAME.isSpeaking]: true },
      visemes: { 2: 1 },
    },
  ]
    .filter((cell) => isOffered(cell, offers))
    .map((cell) => ({ size, ...still(cell, NAME, offers) }));
}

/** A strip for each gesture. */
export function gestureCells({ GESTURES = [], gestureProperty, VIEW_MODEL_PROPERTIES: NAME }, offers, size) {
  return GESTURES.flatMap((gesture) =>
    MOMENTS_S.map((seconds) => ({
      label: `${gesture} ${Math.round(seconds * 1000)} ms`,
      triggers: [gestureProperty(gesture)],
      seconds,
    })),
  )
    .filter((cell) => isOffered(cell, offers))
    .map((cell) => ({ size, ...still(cell, NAME, offers) }));
}

/** Pictures of one thing should not differ by a blink. */
function still(cell, { blinksItself }, offers) {
  return offers.has(blinksItself) ? { ...cell, booleans: { ...cell.booleans, [blinksItself]: false } } : cell;
}

/** False for what a character cannot do. */
function isOffered({ numbers, booleans, enums, triggers = [] }, offers) {
  const names = [numbers, booleans, enums].flatMap((values) => Object.keys(values ?? {}));
  return [...names, ...triggers].every((name) => offers.has(name));
}

function theme(primaryColor, secondaryColor, detailColor, accentColor, eyeColor) {
  return { primaryColor, secondaryColor, detailColor, accentColor, eyeColor };
}
