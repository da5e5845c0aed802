/**
 * How pictures show each of `VISUAL_CLASSES`: the colour of its blocks, the colour of its letter, and the sounds that the
 * legend names. What an eye misses first is the loudest; the letters are for those who see no colours.
 */
export const CLASS_STYLES = [
  { fill: '#eceff3', ink: '#8a94a0', sounds: 'pause' },
  { fill: '#d0213b', ink: '#ffffff', sounds: 'p b m' },
  { fill: '#f07a2b', ink: '#ffffff', sounds: 'f v' },
  { fill: '#b9c3ce', ink: '#3c4854', sounds: 't d n s z l th k g h' },
  { fill: '#8a56c9', ink: '#ffffff', sounds: 'sh ch j zh' },
  { fill: '#b28a67', ink: '#ffffff', sounds: 'r er' },
  { fill: '#3aa88f', ink: '#ffffff', sounds: 'ee ih eh ay' },
  { fill: '#f3c443', ink: '#5b4300', sounds: 'ah aa eye ow' },
  { fill: '#4f9be8', ink: '#ffffff', sounds: 'aw oh oy' },
  { fill: '#23449b', ink: '#ffffff', sounds: 'w oo' },
];

/** Colours of everything else. */
export const INK = { paper: '#ffffff', text: '#1c2530', faint: '#7b8794', line: '#d9dfe6', sound: '#5f7590' };

/** Fonts that are there. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";
