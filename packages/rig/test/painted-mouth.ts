import { argb, type HexColor } from '../src/builder/authoring/color.js';
import type { Mascot } from '../src/mascots/mascot.js';
import type { DrawCall } from './recording-runtime.js';

/** A colour as the recorded canvas has it. */
export function css(color: HexColor): string {
  const value = argb(color);
  return `rgba(${(value >> 16) & 255},${(value >> 8) & 255},${value & 255},1)`;
}

/** The opening of the mouth. */
export function cavityOf(calls: readonly DrawCall[], { mouth }: Mascot): DrawCall {
  const found = calls.find(({ style, kind }) => kind === 'fill' && style === css(mouth.colors.cavity));
  if (!found) throw new Error('no mouth was painted');
  return found;
}

/** The lips are painted before the cavity; between them is only the shine on the lower lip. */
export function lipsOf(calls: readonly DrawCall[], mascot: Mascot): DrawCall {
  return calls[calls.indexOf(cavityOf(calls, mascot)) - 2] as DrawCall;
}

/** Middle of the mouth on the artboard. */
export function mouthPlace(calls: readonly DrawCall[], mascot: Mascot): readonly [x: number, y: number] {
  const points = onArtboard(cavityOf(calls, mascot));
  const sum = points.reduce(([sumX, sumY], [x, y]) => [sumX + x, sumY + y], [0, 0]);
  return [(sum[0] ?? 0) / points.length, (sum[1] ?? 0) / points.length];
}

/** Points and handles of a painted path, on the artboard. */
export function onArtboard({ path, transform }: DrawCall): [number, number][] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  return path.flatMap(([, ...numbers]) =>
    numbers.flatMap((x, i): [number, number][] => {
      const y = numbers[i + 1] ?? 0;
      return i % 2 === 0 ? [[a * x + c * y + e, b * x + d * y + f]] : [];
    }),
  );
}

/**
 * How far two drawings are from each other: the greatest distance between points that belong together, or Infinity if
 * not the same things are painted in the same colours.
 */
export function difference(one: readonly DrawCall[], other: readonly DrawCall[]): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (const [i, call] of one.entries()) {
    const twin = other[i] as DrawCall;
    if (call.style !== twin.style || call.path.length !== twin.path.length) return Number.POSITIVE_INFINITY;
    const points = onArtboard(twin);
    for (const [p, [x, y]] of onArtboard(call).entries()) {
      const [twinX, twinY] = points[p] ?? [Number.NaN, Number.NaN];
      worst = Math.max(worst, Math.hypot(x - twinX, y - twinY));
    }
  }
  return worst;
}
