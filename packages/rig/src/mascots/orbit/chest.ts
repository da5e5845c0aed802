import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient } from '../../builder/authoring/paint.js';
import type { ShapeBuilder } from '../../builder/authoring/shape.js';
import type { Expression } from '../../contract.js';
import type { Colors } from './look.js';

/** What the display on the chest shows for each expression: Orbit says things literally. */
export type Icons = Readonly<Record<Exclude<Expression, 'neutral'>, GroupBuilder>>;

/** The display on the chest: bars that dance to the voice, or a sign for the mood. */
export function drawChest(body: GroupBuilder, colors: Colors) {
  const chest = body.group('chest', { at: [250, 463] });
  const box = { x: 0, y: 0, width: 104, height: 56, radius: 26 };
  chest
    .shape('chest frame')
    .rectangle(box)
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [-45, -25],
        [45, 35],
        [
          [0, '#ffffff00'],
          [1, '#4656b0aa'],
        ],
      ),
    );
  chest
    .shape('chest screen')
    .rectangle({ ...box, width: 88, height: 40, radius: 19 })
    .fill(colors.detail)
    .fill(
      linearGradient(
        [0, -20],
        [0, 20],
        [
          [0, '#00000044'],
          [1, '#4f6bff55'],
        ],
      ),
    );
  const voice = chest.group('voice');
  const bars = BARS.map((height, i) => {
    const bar = voice.shape(`bar ${i}`, { at: [(i - 2) * 12, 0] });
    return bar.rectangle({ x: 0, y: 0, width: 6.5, height, radius: 3.25 }).fill(colors.eye);
  });
  return { voice, bars, ...drawIcons(chest, colors) };
}

/** Heights of the bars at rest. */
const BARS = [7, 11, 18, 11, 7];

function drawIcons(
  chest: GroupBuilder,
  colors: Colors,
): { readonly icons: Icons; readonly dots: readonly ShapeBuilder[] } {
  const icon = (name: string) => chest.group(`${name} sign`, { opacity: 0 });
  const happy = icon('happy');
  happy.shape('heart').path(HEART).fill('#ff7fa8');
  const sad = icon('sad');
  sad.shape('drop').path(DROP).fill('#7fb4ff');
  const surprised = icon('surprised');
  surprised
    .shape('exclamation mark')
    .rectangle({ x: 0, y: -4, width: 7, height: 18, radius: 3.5 })
    .ellipse({ x: 0, y: 11, width: 7, height: 7 })
    .fill(colors.accent);
  const thinking = icon('thinking');
  const dots = [-15, 0, 15].map((x, i) => {
    const dot = thinking.shape(`dot ${i}`, { at: [x, 0] });
    return dot.ellipse({ x: 0, y: 0, width: 9, height: 9 }).fill(colors.eye);
  });
  const confused = icon('confused');
  confused
    .shape('question mark')
    .path('M -6 -7 C -6 -14 7 -14 7 -6 C 7 0 0 -1 0 4')
    .stroke(colors.accent, { width: 5 });
  confused.shape('question dot').ellipse({ x: 0, y: 11, width: 6, height: 6 }).fill(colors.accent);
  return { icons: { happy, sad, surprised, thinking, confused }, dots };
}

const HEART = 'M 0 13 C -16 2 -17 -4 -14 -9 C -10 -15 -2 -13 0 -6 C 2 -13 10 -15 14 -9 C 17 -4 16 2 0 13 Z';
const DROP = 'M 0 -14 C 3 -7 9 -1 9 5 C 9 16 -9 16 -9 5 C -9 -1 -3 -7 0 -14 Z';
